import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText } from '../../src/crypto/clean.ts';
import { createDeviceKeys, deviceCard } from '../../src/crypto/keys.ts';
import { messageSchema } from '../../src/crypto/message.ts';
import { createSealer } from '../../src/crypto/sealer.ts';
import type { KnownDevice, Sealer } from '../../src/crypto/sealer.ts';
import { parse } from '../../src/domain/schema.ts';

const at = '2026-11-22T10:00:00.000Z';

/** People with so many devices each; every device has a sealer of its own, and all know all. */
async function peopleWith(counts: Readonly<Record<string, number>>): Promise<{ rows: KnownDevice[]; sealers: Map<string, Sealer> }> {
  const rows: KnownDevice[] = [];
  const sealers = new Map<string, Sealer>();
  for (const [person, count] of Object.entries(counts)) {
    for (let index = 0; index < count; index += 1) {
      const device = `${person}${index}`;
      const keys = await createDeviceKeys();
      rows.push({ ...(await deviceCard(device, keys)), person, state: 'live', added: new Date(Date.UTC(2026, 10, 1) + index * 3_600_000).toISOString() });
      sealers.set(device, createSealer({ person, device, keys, devices: () => rows }));
    }
  }
  return { rows, sealers };
}

const sealerOf = (sealers: Map<string, Sealer>, device: string): Sealer => {
  const sealer = sealers.get(device);
  if (!sealer) throw new Error(`no ${device}`);
  return sealer;
};

async function whoOpens(sealers: Map<string, Sealer>, sealed: string, from: string): Promise<string[]> {
  const opened = await Promise.all([...sealers].map(async ([device, sealer]) => ((await sealer.open(sealed, 'message:c:m', [from])).kind === 'opened' ? device : '')));
  return opened.filter((device) => device !== '');
}

describe('a text', () => {
  it('opens on every device of both, and on nobody else’s', async () => {
    const { sealers } = await peopleWith({ aino: 2, mari: 2, nea: 1 });
    const sealed = await sealerOf(sealers, 'aino0').seal(['mari'], 'message:c:m', { text: 'Hei', at });
    expect(sealed.ok && (await whoOpens(sealers, sealed.value, 'aino'))).toEqual(['aino0', 'aino1', 'mari0', 'mari1']);
  });

  it('goes to the newest devices of each where there are more than fit', async () => {
    const { sealers } = await peopleWith({ aino: 1, mari: 20, nea: 25 });
    const sealed = await sealerOf(sealers, 'aino0').seal(['mari', 'nea'], 'message:c:m', { text: 'Hei', at });
    const newest = (person: string, from: number, to: number) => Array.from({ length: to - from }, (_, index) => `${person}${from + index}`);
    // Thirty-nine places beside the writing one, taken in turns: twenty of Mari's, and the newest nineteen of Nea's.
    expect(sealed.ok && (await whoOpens(sealers, sealed.value, 'aino'))).toEqual(['aino0', ...newest('mari', 0, 20), ...newest('nea', 6, 25)]);
  });

  it.each([[6, 1], [12, 1], [6, 3], [12, 3]])('of a young person is for all of %i coordinators with %i devices each, and so is a reply', async (people, each) => {
    const team = Array.from({ length: people }, (_, index) => `nea${String.fromCharCode(97 + index)}`);
    const { sealers } = await peopleWith({ aino: 1, ...Object.fromEntries(team.map((one) => [one, each])) });
    const sealed = await sealerOf(sealers, 'aino0').seal(team, 'message:c:m', { text: 'Hei', at });
    expect(sealed.ok && (await whoOpens(sealers, sealed.value, 'aino'))).toHaveLength(1 + people * each);
    const reply = await sealerOf(sealers, 'neaa0').seal(['aino', ...team], 'message:c:m', { text: 'Hei', at });
    expect(reply.ok && (await whoOpens(sealers, reply.value, 'neaa'))).toHaveLength(1 + people * each);
  });

  it('says by person who can open it, by the devices that it was sealed to and by none that came later', async () => {
    const { rows, sealers } = await peopleWith({ aino: 1, nea: 2 });
    const sealed = await sealerOf(sealers, 'aino0').seal(['nea'], 'message:c:m', { text: 'Hei', at });
    const later = await peopleWith({ kaisa: 1 });
    rows.push(...later.rows);
    const opened = sealed.ok ? await sealerOf(sealers, 'aino0').open(sealed.value, 'message:c:m', ['aino']) : undefined;
    expect(opened?.kind === 'opened' && [...opened.readers].sort()).toEqual(['aino', 'nea']);
  });

  it('passes by a device whose keys are none, unless it is all that somebody has', async () => {
    const { rows, sealers } = await peopleWith({ aino: 1, mari: 2 });
    const broken = rows.findIndex((row) => row.id === 'mari1');
    rows[broken] = { ...rows[broken]!, enc: 'A'.repeat(87) };
    const sealed = await sealerOf(sealers, 'aino0').seal(['mari'], 'message:c:m', { text: 'Hei', at });
    expect(sealed.ok && (await whoOpens(sealers, sealed.value, 'aino'))).toEqual(['aino0', 'mari0']);
    rows.splice(rows.findIndex((row) => row.id === 'mari0'), 1);
    expect(await sealerOf(sealers, 'aino0').seal(['mari'], 'message:c:m', { text: 'Hei', at })).toEqual({ ok: false, reason: 'no-device' });
  });

  it('that was pasted with strange characters can be read by its reader', async () => {
    const { sealers } = await peopleWith({ aino: 1, mari: 1 });
    const sealed = await sealerOf(sealers, 'aino0').seal(['mari'], 'message:c:m', { text: 'Yksi\u000Bkaksi\u0000 kolme\u0085neljä', at });
    const opened = sealed.ok ? await sealerOf(sealers, 'mari0').open(sealed.value, 'message:c:m', ['aino']) : undefined;
    const payload = parse(messageSchema, opened?.kind === 'opened' ? opened.payload : undefined);
    expect(payload).toEqual({ ok: true, value: { text: 'Yksi\nkaksi kolme\nneljä', at } });
  });

  it('is cleaned once and for all, and what was clean stays as it is', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => cleanText(cleanText(text)) === cleanText(text)));
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => cleanText(text) === text.replace(/\r\n|[\r\u000B\u000C\u0085\u2028\u2029]/g, '\n').replace(/[\u0000-\u0008\u000E-\u001F\u007F]/g, '').normalize('NFC')));
    // What two keyboards write in two ways is one text, also where a sign that nobody sees stood between a letter and its dots.
    expect(['a\u0308', 'a\u0001\u0308'].map(cleanText)).toEqual(['ä', 'ä']);
    expect(cleanText('Ääkköset 👩🏽‍🚀\nja\tsarkain')).toBe('Ääkköset 👩🏽‍🚀\nja\tsarkain');
  });
});
