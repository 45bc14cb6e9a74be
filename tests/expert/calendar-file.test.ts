import ICAL from 'ical.js';
import nodeIcal from 'node-ical';
import type { VEvent } from 'node-ical';
import { describe, expect, test } from 'vitest';
import { helsinkiInstant } from '../../src/domain/time.ts';
import { daysIn, entriesOf } from '../../src/expert/sessions/calendar/entries.ts';
import type { Chosen } from '../../src/expert/sessions/calendar/entries.ts';
import { calendarFile } from '../../src/expert/sessions/calendar/file.ts';
import { session } from '../support/rows.ts';
import type { Session } from '../../src/domain/session.ts';

const now = '2026-01-15T10:00:00.000Z';
const plain: Chosen = { word: 'Rasti', title: false, place: false, alarm: false };
const fileOf = async (sessions: readonly Session[], chosen: Partial<Chosen> = {}, at = now, me = 'aino') => calendarFile(await entriesOf(sessions, me, { ...plain, ...chosen }), at);

interface Read {
  readonly starts: string;
  readonly ends: string;
  readonly title: string;
  readonly uid: string;
  readonly place: string;
  /** Seconds from the start; null for no alarm. */
  readonly alarm: number | null;
}

/** The parser of Thunderbird's makers. */
function readByIcalJs(file: string): Read[] {
  return new ICAL.Component(ICAL.parse(file)).getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    const trigger = component.getFirstSubcomponent('valarm')?.getFirstPropertyValue('trigger');
    return {
      starts: event.startDate.toJSDate().toISOString(), ends: event.endDate.toJSDate().toISOString(), title: event.summary, uid: event.uid, place: event.location ?? '',
      alarm: trigger instanceof ICAL.Duration ? trigger.toSeconds() : null,
    };
  });
}

/** The parser that Node's calendar servers use; it shares no code with the other. */
function readByNodeIcal(file: string): Omit<Read, 'alarm'>[] {
  return Object.values(nodeIcal.sync.parseICS(file)).filter((one): one is VEvent => one?.type === 'VEVENT').map((one) => ({
    starts: new Date(one.start).toISOString(), ends: new Date(one.end ?? one.start).toISOString(), title: String(one.summary), uid: one.uid, place: String(one.location ?? ''),
  }));
}

const instants = (one: { readonly starts: string; readonly ends: string }) => [one.starts, one.ends];

describe('a calendar file', () => {
  test.each([
    ['before the change in March', '2026-03-28T11:00:00.000Z', '2026-03-28T13:00:00.000Z'],
    ['after the change in March', '2026-03-29T10:00:00.000Z', '2026-03-29T12:00:00.000Z'],
    ['across the change in March', '2026-03-29T00:30:00.000Z', '2026-03-29T01:30:00.000Z'],
    ['before the change in October', '2026-10-24T10:00:00.000Z', '2026-10-24T12:00:00.000Z'],
    ['after the change in October', '2026-10-25T11:00:00.000Z', '2026-10-25T13:00:00.000Z'],
    ['in the repeated hour, the first time', '2026-10-25T00:30:00.000Z', '2026-10-25T00:50:00.000Z'],
    ['in the repeated hour, the second time', '2026-10-25T01:30:00.000Z', '2026-10-25T01:50:00.000Z'],
    ['over midnight and the year', '2026-12-31T21:00:00.000Z', '2026-12-31T23:30:00.000Z'],
  ])('has the right instants %s, for two parsers that know nothing of each other', async (_when, starts, ends) => {
    const file = await fileOf([session({ starts, ends })]);
    expect(readByIcalJs(file).map(instants)).toEqual([[starts, ends]]);
    expect(readByNodeIcal(file).map(instants)).toEqual([[starts, ends]]);
  });

  test('of a cancelled session is one standing entry that says so in its status and its title, in the place of the one before', async () => {
    const planned = session();
    const off = session({ state: 'cancelled', cancelled: { at: now, fee: 'paid' } });
    const before = await fileOf([planned], { alarm: true });
    const after = await fileOf([off], { alarm: true, off: '(peruttu)' }, '2026-01-16T10:00:00.000Z');
    const [event] = new ICAL.Component(ICAL.parse(after)).getAllSubcomponents('vevent');
    expect(event?.getFirstPropertyValue('status')).toBe('CANCELLED');
    expect(event?.getAllSubcomponents('valarm')).toEqual([]);
    expect(Object.values(nodeIcal.sync.parseICS(after)).filter((one): one is VEvent => one?.type === 'VEVENT').map(({ status }) => status)).toEqual(['CANCELLED']);
    for (const read of [readByIcalJs, readByNodeIcal]) {
      const [was] = read(before);
      const now = read(after);
      expect(now).toHaveLength(1);
      expect(now[0]).toMatchObject({ uid: was?.uid, title: 'Rasti (peruttu)', starts: off.starts, ends: off.ends });
    }
    expect(before).not.toContain('STATUS:CANCELLED');
  });

  test('of what one does not come to any more says so, though the session is held', async () => {
    const file = calendarFile(await entriesOf([session()], 'aino', { ...plain, off: '(peruttu)' }, () => true), now);
    expect(file).toContain('STATUS:CANCELLED');
    expect(readByIcalJs(file)[0]?.title).toBe('Rasti (peruttu)');
  });

  test('is named by its day or days as Helsinki counts them, and by nothing else', () => {
    const late = session({ starts: '2026-11-24T22:30:00.000Z', ends: '2026-11-24T23:00:00.000Z' });
    expect(daysIn([late])).toBe('2026-11-25');
    expect(daysIn([late, session(), session()])).toBe('2026-11-24_2026-11-25');
  });

  test('tells nothing of a session but its time, unless it is chosen', async () => {
    const telling = session({
      id: 'id-of-the-session', project: 'id-of-the-project', number: '2026-777', title: 'Jälkihuollon opas', aim: 'Luet luonnoksen', place: 'Parolantie 5', door: 'ovi B', room: 'kuusi ammattilaista',
      link: 'https://etana.example/huone', meets: 'Nea ovella', phone: '+358401234567', organiser: 'Hämeen hanke', travel: 'Junalippu', food: 'Keittolounas', quiet: 'Huone B12',
      notExpected: 'omaa tarinaa', naming: 'etunimellä', ifStopped: 'maksetaan silti', programme: [{ at: '13.20', what: 'Puheenvuorosi' }], filled: { place: 'Täytetty paikka' },
      comment: { plan: 'Suunnitelman teksti', by: '2026-11-20', fee: null }, part: { number: 1, of: 3, theme: 'Tutustuminen' },
    });
    const facts = textsIn(telling).filter((text) => text !== telling.starts && text !== telling.ends);
    expect(facts.length).toBeGreaterThan(25);
    const file = (await fileOf([telling], { alarm: true })).replaceAll('\r\n ', '').toLowerCase();
    expect(facts.filter((fact) => fact.length > 2 && file.includes(fact.toLowerCase()))).toEqual([]);
    for (const word of ['aino', 'nuor', 'kokemus', 'hanke', 'location', 'organizer', 'attendee', 'url', 'categories']) expect(file).not.toContain(word);
    expect(file).toContain('class:private');
    expect(await fileOf([telling])).not.toContain('DESCRIPTION');
  });

  test('has the title and the place only where they were ticked', async () => {
    const one = session({ title: 'Työryhmä', place: 'Tampere' });
    expect(readByIcalJs(await fileOf([one], { title: true }))).toMatchObject([{ title: 'Työryhmä', place: '' }]);
    expect(readByIcalJs(await fileOf([one], { word: 'Meno', place: true }))).toMatchObject([{ title: 'Meno', place: 'Tampere' }]);
  });

  test('has the same name for the same session each time, and another for another person or session', async () => {
    const [once, later] = [await fileOf([session()]), await fileOf([session({ starts: '2026-11-25T13:00:00.000Z', ends: '2026-11-25T15:00:00.000Z' })], {}, '2026-02-01T10:00:00.000Z')];
    const uid = readByIcalJs(once)[0]?.uid;
    expect(uid).toMatch(/^[0-9a-f]{32}$/);
    expect(readByIcalJs(later)[0]?.uid).toBe(uid);
    expect(readByIcalJs(await fileOf([session()], {}, now, 'leevi'))[0]?.uid).not.toBe(uid);
    expect(readByIcalJs(await fileOf([session({ id: 's2' })]))[0]?.uid).not.toBe(uid);
    const sequence = (file: string) => Number(/SEQUENCE:(\d+)/.exec(file)?.[1]);
    expect(sequence(later)).toBeGreaterThan(sequence(once));
    expect(sequence(later)).toBeLessThan(2 ** 31);
    expect(later).toContain('DTSTAMP:20260201T100000Z');
  });

  test.each([
    ['2026-03-29T10:00:00.000Z', '2026-03-28', 'over the change in March'],
    ['2026-10-25T11:00:00.000Z', '2026-10-24', 'over the change in October'],
    ['2026-11-24T13:00:00.000Z', '2026-11-23', 'in winter'],
  ])('of %s rings at six in Helsinki on %s, %s', async (starts, evening) => {
    const file = await fileOf([session({ starts, ends: new Date(Date.parse(starts) + 3_600_000).toISOString() })], { alarm: true });
    const alarm = readByIcalJs(file)[0]?.alarm ?? 0;
    expect(new Date(Date.parse(starts) + alarm * 1000).toISOString()).toBe(helsinkiInstant(evening, '18:00'));
    expect(file.match(/DESCRIPTION:.*/g)).toEqual(['DESCRIPTION:Rasti']);
    // Nothing of an event comes after its alarm (RFC 5545, 3.6.1).
    expect(file).toContain('END:VALARM\r\nEND:VEVENT');
    expect(file).toContain('CLASS:PRIVATE\r\nBEGIN:VALARM');
  });

  test('does not ring for an evening that has passed', async () => {
    expect(readByIcalJs(await fileOf([session()], { alarm: true }, '2026-11-24T08:00:00.000Z'))).toMatchObject([{ alarm: null }]);
  });

  test('of twenty has them all', async () => {
    const many = Array.from({ length: 20 }, (_, index) => session({ id: `s${index}` }));
    const file = await fileOf(many);
    expect(readByIcalJs(file)).toHaveLength(20);
    expect(new Set(readByNodeIcal(file).map(({ uid }) => uid)).size).toBe(20);
  });
});

describe('whatever somebody wrote into a title or a place', () => {
  test('is none of the file’s own lines, wherever a line is folded', () => {
    for (let pad = 0; pad < 160; pad += 1) {
      const words = `${'x'.repeat(pad)}BEGIN:VALARM ja END:VALARM`;
      for (const [title, place] of [[words, null], ['Meno', words]] as const) {
        const file = calendarFile([{ uid: 'a'.repeat(32), starts: '2027-02-02T10:00:00.000Z', ends: '2027-02-02T12:00:00.000Z', title, place, remind: '2027-02-01T16:00:00.000Z' }], now);
        const [event] = new ICAL.Component(ICAL.parse(file)).getAllSubcomponents('vevent');
        expect([event?.getFirstPropertyValue('summary'), event?.getAllSubcomponents('valarm').length, event?.getAllProperties('class').length], String(pad)).toEqual([title, 1, 1]);
      }
    }
  });

  const bad = {
    'a line break': 'Opas\r\nATTENDEE:mailto:joku@example.com',
    'a lone carriage return': 'Opas\rEND:VEVENT\rBEGIN:VEVENT',
    'a Unicode line end': 'Opas\u2028END:VCALENDAR\u0085X-PAHA:1',
    'control characters': 'Opas\u0000\u0007\u001b[31m',
    'a script': '<script>alert(1)</script>;,\\ "',
    'Arabic': 'مرحبا بكم في الاجتماع',
    '5,000 characters': 'ä😀'.repeat(1700).slice(0, 5000),
    'an end of a calendar': 'END:VEVENT END:VCALENDAR',
  };
  const clean = (text: string) => text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();

  test.each(Object.entries(bad))('%s stays one text of one entry', async (_name, text) => {
    const file = await fileOf([session({ title: text, place: text })], { title: true, place: true, alarm: true });
    const expected = { title: clean(text), place: clean(text), starts: session().starts };
    expect(readByIcalJs(file)).toMatchObject([expected]);
    expect(readByNodeIcal(file)).toMatchObject([expected]);
    const lines = file.split('\r\n');
    expect(lines.pop()).toBe('');
    // Octets, not letters (RFC 5545, 3.1); and no break but the file's own.
    expect(Math.max(...lines.map((line) => new TextEncoder().encode(line).length))).toBeLessThanOrEqual(75);
    expect(lines.some((line) => /[\r\n\p{Cc}\u2028\u2029]/u.test(line))).toBe(false);
    expect(lines.filter((line) => /^(?:BEGIN|END):/.test(line))).toEqual(['BEGIN:VCALENDAR', 'BEGIN:VEVENT', 'BEGIN:VALARM', 'END:VALARM', 'END:VEVENT', 'END:VCALENDAR']);
    expect(lines.filter((line) => /^(?:ATTENDEE|X-)/.test(line))).toEqual([]);
  });
});

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
