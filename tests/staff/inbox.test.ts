import { describe, expect, test } from 'vitest';
import type { ChannelState, Line, Thread } from '../../src/channel/types.ts';
import { showRequest } from '../../src/tools/vouch/request.ts';
import { colleaguesFor, deputiesIn, inboxOf, isEndOf, keyStart, olderThan, saidAt } from '../../src/staff/channel/view.ts';
import { isSafe } from '../../src/staff/safe.ts';

const line = (id: string, from: string | undefined, at: string, seen = true): Line => ({ id, from, at, seen, text: 'x', about: null, where: from === undefined ? { kind: 'sent', at, overdue: false } : undefined });
const thread = (name: string, lines: readonly Line[] = [], more: Partial<Thread> = {}): Thread => ({
  id: name, kind: 'channel', state: 'open', side: 'contact', peer: { name, organisation: '', phone: '', hours: '', promise: 0 }, vouched: false, readers: [], introduced: [],
  awayUntil: null, lines, missing: 0, unopened: 0, events: [], heard: null, news: false, ...more,
});
const state = (threads: readonly Thread[], more: Partial<ChannelState> = {}): ChannelState => ({
  threads, pairing: null, devices: [{ id: 'd', isThis: true, added: '2026-11-01' }], hasSheet: false, trouble: null, awayUntil: null,
  card: { name: 'Mari', organisation: '', phone: '', hours: '', promise: 24 }, ...more,
});

describe('the inbox', () => {
  test('has first whom the promise runs out for, then those who were answered, then the silent ones', () => {
    const { open } = inboxOf(state([
      thread('leevi'),
      thread('sanni', [line('1', 'Sanni', '2026-11-20T08:00:00.000Z'), line('2', undefined, '2026-11-20T09:00:00.000Z')]),
      thread('aino', [line('1', 'Aino', '2026-11-21T08:00:00.000Z', false)]),
      thread('oskari', [line('1', 'Oskari', '2026-11-20T08:00:00.000Z')]),
    ]));
    expect(open.map((one) => [one.thread.id, one.state, one.due])).toEqual([
      ['oskari', 'unanswered', '2026-11-21T08:00:00.000Z'], ['aino', 'new', '2026-11-22T08:00:00.000Z'], ['sanni', 'answered', null], ['leevi', 'quiet', null],
    ]);
  });

  test('counts the wait of somebody with several new messages from the first of them', () => {
    const { open } = inboxOf(state([thread('aino', [line('1', 'Aino', '2026-11-20T08:00:00.000Z', false), line('2', 'Aino', '2026-11-21T08:00:00.000Z', false)])]));
    expect(open[0]?.due).toBe('2026-11-21T08:00:00.000Z');
  });

  test('counts the promise from when somebody wrote, and does not believe a clock that is far off', () => {
    const came = '2026-11-21T08:00:00.000Z';
    const due = (written: string) => inboxOf(state([thread('aino', [{ ...line('1', 'Aino', came, false), written }])])).open[0]?.due;
    expect(due('2026-11-20T06:15:00.000Z')).toBe('2026-11-21T06:15:00.000Z');
    expect(due('2001-01-01T00:00:00.000Z')).toBe('2026-10-23T08:00:00.000Z');
    expect(due('2031-01-01T00:00:00.000Z')).toBe('2026-11-22T08:00:00.000Z');
  });

  test('keeps what has ended apart, and shows no colleague as one who writes', () => {
    const { open, over, colleagues } = inboxOf(state([thread('aino', [], { state: 'replaced' }), thread('ilkka', [], { kind: 'colleague' }), thread('sanni', [], { state: 'changed' })]));
    expect([open.map((one) => one.thread.id), over.map((one) => one.id), colleagues.map((one) => one.id)]).toEqual([['sanni'], ['aino'], ['ilkka']]);
  });

  test('takes a message that was taken back for none', () => {
    const { open } = inboxOf(state([thread('aino', [{ ...line('1', 'Aino', '2026-11-21T08:00:00.000Z', false), text: '' }])]));
    expect(open[0]?.state).toBe('quiet');
  });
});

describe('a contact person', () => {
  test('can name those as deputies whom they are paired with, and who were not named here yet', () => {
    const colleague = (name: string, more: Partial<Thread> = {}) => thread(name, [], { kind: 'colleague', readers: [{ name, role: 'deputy', devices: 1, genesis: `of ${name}` }], ...more });
    const aino = thread('aino', [], {
      readers: [{ name: 'aino', role: 'expert', devices: 1, genesis: 'of aino' }, { name: 'saku', role: 'deputy', devices: 1, genesis: 'of saku' }], introduced: [{ name: 'leena', organisation: '', genesis: 'of leena' }],
    });
    const all = state([aino, colleague('ilkka'), colleague('outi', { state: 'closed' }), colleague('saku'), colleague('leena')]);
    expect(colleaguesFor(all, aino).map((one) => one.id)).toEqual(['ilkka']);
  });

  test('can say of an older conversation that it is with the same young person; those of the same name come first', () => {
    const newest = thread('aino');
    const asDeputy = thread('aino of another', [], { readers: [{ name: 'Outi', role: 'contact', devices: 1 }] });
    const all = state([thread('newer'), newest, thread('leevi'), thread('3', [], { peer: { ...newest.peer, name: 'Aino ' } }), thread('sanni', [], { state: 'closed' }), asDeputy]);
    expect(olderThan(all, newest).map((one) => one.id)).toEqual(['3', 'leevi']);
  });

  test('is told that all is on one computer until there is a second one, or a sheet', () => {
    const second = [{ id: 'd', isThis: true, added: '2026-11-01' }, { id: 'e', isThis: false, added: '2026-11-02' }];
    const nothing = new Map<string, unknown>();
    expect(isSafe(state([]), nothing)).toBe(false);
    expect(isSafe(state([], { hasSheet: true }), nothing)).toBe(true);
    expect(isSafe(state([], { hasSheet: true }), new Map([['sheet-unwritten', true]]))).toBe(false);
    expect(isSafe(state([], { devices: second }), nothing)).toBe(true);
    expect(isSafe(state([], { devices: second }), new Map([['sheet-lost-devices', ['e']]]))).toBe(false);
  });

  test('sees when somebody wrote where it lay in the mailbox for long, as before a device that a sheet has restored', () => {
    const came = '2026-11-27T10:20:00.000Z';
    expect(saidAt({ ...line('1', 'Aino', came), written: '2026-11-22T10:00:00.000Z' })).toBe('2026-11-22T10:00:00.000Z');
    expect(saidAt({ ...line('1', 'Aino', came), written: '2026-11-27T10:15:00.000Z' })).toBe(came);
    expect(saidAt({ ...line('1', 'Aino', came), written: '2031-01-01T00:00:00.000Z' })).toBe(came);
  });

  test('has promised nothing until they say so', () => {
    const waiting = thread('aino', [line('1', 'Aino', '2026-11-20T08:00:00.000Z', false)]);
    expect(inboxOf(state([waiting], { card: null })).open).toMatchObject([{ state: 'new', due: null }]);
  });

  test('hears of a deputy whom they named: that they wait, that they read, or that the young person said no', () => {
    const ilkka = thread('ilkka', [], { kind: 'colleague', readers: [{ name: 'Ilkka', role: 'contact', devices: 1, genesis: 'g-ilkka' }], peer: { name: 'Ilkka', organisation: '', phone: '', hours: '', promise: 0 } });
    const states = (aino: Thread, named: readonly string[]) => deputiesIn(state([aino, ilkka]), aino, named).map((one) => one.state);
    expect(states(thread('aino'), [])).toEqual([]);
    expect(states(thread('aino', [], { introduced: [{ genesis: 'g-ilkka', name: 'Ilkka', organisation: '' }] }), ['g-ilkka'])).toEqual(['waits']);
    expect(states(thread('aino', [], { readers: [{ name: 'Ilkka', role: 'deputy', devices: 1, genesis: 'g-ilkka' }] }), ['g-ilkka'])).toEqual(['reads']);
    expect(states(thread('aino'), ['g-ilkka'])).toEqual(['no']);
  });

  test('types the end of a sheet back as they have written it', () => {
    expect(isEndOf('0000 1111 2222 3333 4444 A01B', ' ao1b ')).toBe(true);
    expect(isEndOf('0000 1111 2222 3333 4444 A01B', 'a0lb')).toBe(true);
    expect(isEndOf('0000 1111 2222 3333 4444 A01B', '4444')).toBe(false);
    expect(isEndOf('0000 1111 2222 3333 4444 A01B', '')).toBe(false);
  });

  test('reads out the same beginning of the key as whoever vouches for them sees', () => {
    const text = JSON.stringify({ card: { name: '"genesis":', organisation: '', phone: '1', hours: '', promise: 72 }, genesis: `Ab-_5678${'c'.repeat(35)}` });
    expect(showRequest(text)?.words).toContain(`key ${keyStart(text)}`);
    expect(keyStart(text)).toBe('Ab-_5678 cccccccc');
  });
});
