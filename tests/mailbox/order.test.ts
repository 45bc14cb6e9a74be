import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { envelope, openMail } from '../support/mail.ts';
import type { Box, Mail } from '../support/mail.ts';

let mail: Mail;
beforeEach(() => {
  mail = openMail();
});
afterEach(() => mail.remove());

interface Put {
  readonly box: Box;
  readonly n: number;
  readonly bytes: Uint8Array;
}

/** Everything that lies there in the order of the pages of the file, as somebody sees it who has the file. */
function inTheFile(puts: readonly Put[]): readonly Put[] {
  mail.look((database) => database.exec('pragma wal_checkpoint(truncate)'));
  const file = readFileSync(mail.file);
  const place = ({ bytes }: Put): number => file.indexOf(bytes.subarray(3_000, 3_032));
  expect(puts.every((put) => place(put) > 0)).toBe(true);
  return puts.toSorted((a, b) => place(a) - place(b));
}

const byKey = (a: Put, b: Put): number => Buffer.compare(a.box.box, b.box.box) || a.n - b.n;

describe('in which order envelopes were put on a day', () => {
  it('is told by the pages of the file on that day, and by nothing from the next day on', async () => {
    const pairs = [await mail.pair(), await mail.pair(), await mail.pair(), await mail.pair()];
    const puts: Put[] = [];
    for (let turn = 0; turn < 6; turn += 1) {
      for (const [one, other] of turn % 2 === 0 ? pairs : pairs.toReversed()) {
        const bytes = envelope();
        puts.push({ box: one, n: (await mail.exchange(one, other, bytes)).put ?? turn + 1, bytes });
      }
    }
    // Without this there would be nothing to forget.
    expect(inTheFile(puts)).toEqual(puts);
    mail.passDays(1);
    const [one, other] = pairs[0] ?? [];
    if (!one || !other) throw new Error('there are boxes');
    await mail.exchange(one, other);
    expect(inTheFile(puts)).toEqual(puts.toSorted(byKey));
    expect(mail.failures).toEqual([]);
  });

  it('is forgotten at the start, too', async () => {
    const [one, other] = await mail.pair();
    const [bytes, later] = [envelope(), envelope()];
    const isFirst = Buffer.compare(one.box, other.box) < 0;
    // The box that comes last by its key is written first.
    await mail.exchange(isFirst ? other : one, isFirst ? one : other, bytes);
    await mail.exchange(isFirst ? one : other, isFirst ? other : one, later);
    mail.restart();
    const puts = [{ box: isFirst ? other : one, n: 1, bytes }, { box: isFirst ? one : other, n: 1, bytes: later }];
    expect(inTheFile(puts)).toEqual(puts.toSorted(byKey));
  });
});
