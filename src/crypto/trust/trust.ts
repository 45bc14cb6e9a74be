import { toBase64url } from '../base64url.ts';
import { fingerprint } from '../keys.ts';
import type { KnownDevice } from '../sealer.ts';
import { firstSight, isTrusted, readPins, wasTrusted, withChains, withLeft, withWord } from './pin.ts';
import type { Pin, Pins } from './pin.ts';

/** A person's signed list as it came (domain/chain.ts). */
export interface ListRow {
  readonly id: string;
  readonly person: string;
  readonly entries: readonly unknown[];
}

export interface Verdict {
  /** Whom one may seal to (`live`), and whose signature counts (all of them). */
  readonly devices: readonly KnownDevice[];
  /** What the server lists and nothing explains. Nothing is sealed to these, and nothing that they sign is believed. */
  readonly unknown: readonly KnownDevice[];
  /** Of these, the ones that nobody has said a word about here. */
  readonly asked: readonly KnownDevice[];
}

export interface Trust {
  look(): Promise<Verdict>;
  /** Somebody says that these devices are their owner's, or that they are not. Rejects when the store is full. */
  say(devices: readonly KnownDevice[], areTheirs: boolean): Promise<void>;
  /** What is pinned of a person; undefined before they were seen. */
  pinOf(person: string): Promise<Pin | undefined>;
}

export interface TrustOptions {
  readonly person: string;
  /** Fingerprint of this device. */
  readonly self: string;
  readonly devices: () => readonly KnownDevice[];
  readonly lists: () => readonly ListRow[];
  /** Are all rows here? Only then is what is missing missing, and only then is a first sight kept. */
  readonly isWhole: () => boolean;
  readonly stored: () => unknown;
  readonly store: (pins: Pins) => Promise<void>;
}

export function createTrust({ person: me, self, devices, lists, isWhole, stored, store }: TrustOptions): Trust {
  let last: Promise<unknown> = Promise.resolve();
  let done: { key: string; verdict: Verdict } | undefined;

  /** One after the other: two looks at once would each keep their own half. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = last.then(work, work);
    last = turn.catch(() => undefined);
    return turn;
  }

  async function look(): Promise<Verdict> {
    const [rows, chains, isAll, before] = [devices(), lists(), isWhole(), stored()];
    const key = JSON.stringify([rows.map(({ id, state, enc }) => [id, state, enc]), chains.map(({ id, entries }) => [id, entries.length]), isAll, before]);
    if (done?.key === key) return done.verdict;
    const pins = readPins(before);
    const printed = (await Promise.all(rows.map(async (row) => ({ row, print: await printOf(row) })))).flatMap(({ row, print }) => (print === null ? [] : [{ row, print }]));
    const next: Record<string, Pin> = { ...pins };
    for (const person of new Set([me, ...printed.map(({ row }) => row.person)])) {
      const own = person === me ? self : null;
      const listed = printed.filter(({ row }) => row.person === person).map(({ row: { state }, print }) => ({ print, state }));
      const pin = await withChains(pins[person] ?? firstSight(listed, own), chains.filter((one) => one.person === person).map(({ entries }) => entries));
      next[person] = isAll ? withLeft(pin, listed, own) : pin;
    }
    // Where it cannot be stored, it is the same again the next time.
    if (isAll && JSON.stringify(next) !== JSON.stringify(pins)) await store(next).catch(() => undefined);
    const verdict = judge(printed, next);
    done = { key, verdict };
    return verdict;
  }

  return {
    look: () => inTurn(look),
    say: (about, areTheirs) =>
      inTurn(async () => {
        await look();
        const next: Record<string, Pin> = { ...readPins(stored()) };
        for (const device of about) {
          const [pin, print] = [next[device.person], await printOf(device)];
          if (pin && print) next[device.person] = withWord(pin, [print], areTheirs);
        }
        await store(next);
      }),
    pinOf: (person) => inTurn(async () => (await look(), readPins(stored())[person])),
  };
}

async function printOf(card: KnownDevice): Promise<string | null> {
  const print = await fingerprint(card);
  return print && toBase64url(print);
}

function judge(printed: readonly { row: KnownDevice; print: string }[], pins: Pins): Verdict {
  const [trusted, unknown, asked]: [KnownDevice[], KnownDevice[], KnownDevice[]] = [[], [], []];
  for (const { row, print } of printed) {
    const pin = pins[row.person];
    if (!pin) continue;
    const isGood = isTrusted(pin, print);
    if (isGood || wasTrusted(pin, print)) trusted.push(isGood ? row : { ...row, state: 'left' });
    if (isGood || (row.state === 'left' && wasTrusted(pin, print))) continue;
    unknown.push(row);
    if (row.state === 'live' && !pin.no.includes(print)) asked.push(row);
  }
  return { devices: trusted, unknown, asked };
}
