import { readFileSync } from 'node:fs';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { PairingProblem, SendProblem, Where } from '../../src/channel/types.ts';
import { aboutWords, hoursWords, pairingProblemWords, sendProblemWords, timeWords, whereWords } from '../../src/expert/channel/words.ts';
import { listNames } from '../../src/ui/list.ts';
import { languages, loadWords, setLanguage } from '../../src/ui/words.ts';
import { session } from '../support/rows.ts';

const at = '2026-11-22T12:10:00.000Z';
const wheres: Where[] = [
  { kind: 'queued' }, { kind: 'sending' }, { kind: 'sent', at, overdue: false }, { kind: 'received', at, overdue: false }, { kind: 'read', at }, { kind: 'withdrawing' }, { kind: 'withdrawn' },
];
const sendProblems: SendProblem[] = ['too-long', 'changed', 'closed', 'no-device'];
const pairingProblems: PairingProblem[] = ['no-network', 'wrong-code', 'mistyped', 'altered', 'different', 'busy', 'not-ready'];

beforeEach(async () => {
  await setLanguage('fi');
  await loadWords('common', 'channel');
});
afterAll(() => setLanguage('fi'));

describe('where a message is', () => {
  test('is said as "sent" only once the mailbox has answered', () => {
    const said = wheres.map((where) => [where.kind, whereWords(where, 'Mari', at).startsWith('Lähetetty ')]);
    expect(said.filter(([, isSent]) => isSent)).toEqual([['sent', true]]);
  });

  test('is said with the time, and with the day where it was another', () => {
    expect(whereWords({ kind: 'read', at }, 'Mari', at)).toBe('Mari luki 14.10');
    expect(timeWords(at, '2026-11-24T08:00:00.000Z')).toMatch(/^su 22\.11\..* klo 14\.10$/);
  });
});

describe('in every language', () => {
  test.each(languages)('what stops a message or a code is said in words of its own (%s)', async (language) => {
    await setLanguage(language);
    await loadWords('channel');
    const said = [...sendProblems.map((one) => sendProblemWords(one, 'Mari')), ...pairingProblems.map(pairingProblemWords), ...wheres.map((where) => whereWords(where, 'Mari', at))];
    expect(new Set(said).size).toBe(said.length);
    expect(said.filter((words) => !words || words.startsWith('channel:'))).toEqual([]);
    expect(sendProblemWords('empty', 'Mari')).toBeUndefined();
  });

  // A private message may be about the coordinator.
  test.each(languages)('nothing in the messages sends anybody to the coordinator (%s)', (language) => {
    expect(readFileSync(`locales/${language}/channel.json`, 'utf8')).not.toMatch(/[Kk]oordin|[Ss]amordna|[Cc]oordin/);
  });

  test.each(languages)('nothing is an order, an exclamation or an error (%s)', (language) => {
    expect(readFileSync(`locales/${language}/channel.json`, 'utf8')).not.toMatch(/!|\b[Vv]irhe|\b[Ee]rror|\b[Ff]el\b/);
  });
});

describe('what people typed themselves', () => {
  test('stands well within a sentence', () => {
    expect(hoursWords('Arkisin 9–16.')).toBe('arkisin 9–16');
    expect(listNames(['Mari', 'Ilkka'])).toBe('Mari ja Ilkka');
  });

  test('of a session fits what can be attached, with its day', () => {
    const words = aboutWords(session({ title: 'Työryhmä '.repeat(30), starts: at }));
    expect(words.length).toBeLessThanOrEqual(120);
    expect(words).toMatch(/, su 22\.11\./);
  });
});
