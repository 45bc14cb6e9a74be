import { describe, expect, test } from 'vitest';
import type { ChannelState, Line, Thread, Where } from '../../src/channel/types.ts';
import { canTakeBack, entriesOf, hasWritten, lateOf, sessionsToAttach, unseenOf } from '../../src/expert/channel/view.ts';
import { olderThreads, threadNow } from '../../src/expert/thread.ts';
import { pictureOf } from '../support/picture.ts';
import { invitation, person, session } from '../support/rows.ts';

const at = '2026-11-22T09:00:00.000Z';
const now = '2026-11-22T10:30:00.000Z';

const mine = (where: Where, more: Partial<Line> = {}): Line => ({ id: 'm', from: undefined, text: 'Hei', about: null, at, where, seen: true, ...more });
const theirs = (more: Partial<Line> = {}): Line => ({ id: 't', from: 'Mari Laine', text: 'Hei', about: null, at, where: undefined, seen: false, ...more });
const thread = (more: Partial<Thread> = {}): Thread => ({
  id: 'c', kind: 'channel', state: 'open', side: 'expert', peer: { name: 'Mari Laine', organisation: '', phone: '', hours: '', promise: 72 }, vouched: true,
  readers: [], introduced: [], awayUntil: null, lines: [], missing: 0, unopened: 0, events: [], heard: null, news: false, ...more,
});
const state = (...threads: Thread[]): ChannelState => ({ threads, pairing: null, devices: [], card: null, awayUntil: null, hasSheet: false, trouble: null });

describe('the conversation that one writes in', () => {
  test('is the open one; the others are older', () => {
    const [old, open] = [thread({ id: 'old', state: 'replaced' }), thread({ id: 'open' })];
    expect(threadNow(state(old, open))?.id).toBe('open');
    expect(olderThreads(state(old, open)).map(({ id }) => id)).toEqual(['old']);
  });

  test('is the newest where none is open, and none where there is none', () => {
    expect(threadNow(state(thread({ id: 'new', state: 'changed' }), thread({ id: 'old', state: 'replaced' })))?.id).toBe('new');
    expect(threadNow(state())).toBeUndefined();
    expect(threadNow(state(thread({ kind: 'colleague' }), thread({ side: 'contact' })))).toBeUndefined();
  });
});

describe('a message that waits', () => {
  const late = (...lines: Line[]) => lateOf({ lines }, now);

  test('is overdue by what was promised, whether it arrived or not', () => {
    expect(late(mine({ kind: 'sent', at, overdue: false }))).toBeNull();
    expect(late(mine({ kind: 'sent', at, overdue: true }))).toBe('overdue');
    expect(late(mine({ kind: 'received', at, overdue: true }))).toBe('overdue');
    expect(late(mine({ kind: 'read', at }))).toBeNull();
  });

  test('is stuck once it has been on this phone for an hour, and not before', () => {
    expect(late(mine({ kind: 'queued' }))).toBe('stuck');
    expect(late(mine({ kind: 'queued' }, { at: '2026-11-22T10:00:00.000Z' }))).toBeNull();
  });
});

describe('what can be taken back', () => {
  test('is one’s own that was not read yet', () => {
    const wheres: Where[] = [{ kind: 'queued' }, { kind: 'sent', at, overdue: false }, { kind: 'received', at, overdue: true }, { kind: 'sending' }, { kind: 'read', at }, { kind: 'withdrawing' }, { kind: 'withdrawn' }];
    expect(wheres.filter((where) => canTakeBack(mine(where))).map(({ kind }) => kind)).toEqual(['queued', 'sent', 'received']);
    expect(canTakeBack(theirs())).toBe(false);
  });
});

describe('what stands in a conversation', () => {
  const event = (when: string) => ({ at: when, what: 'device-added' as const, name: 'Mari' });
  const order = (given: Pick<Thread, 'lines' | 'events'>) => entriesOf(given).map((entry) => (entry.kind === 'line' ? entry.line.id : entry.event.at.slice(11, 16)));

  test('are messages in their own order, and events where they happened', () => {
    const lines = [theirs({ id: 'a', at: '2026-11-22T09:00:00.000Z' }), theirs({ id: 'b', at: '2026-11-22T08:00:00.000Z' }), theirs({ id: 'c', at: '2026-11-22T11:00:00.000Z' })];
    expect(order({ lines, events: [event('2026-11-22T08:30:00.000Z'), event('2026-11-22T10:00:00.000Z'), event('2026-11-22T12:00:00.000Z')] })).toEqual(['08:30', 'a', 'b', '10:00', 'c', '12:00']);
    expect(order({ lines: [], events: [event(at)] })).toEqual(['09:00']);
  });

  test('counts as unseen only where somebody else wrote it, and as written only where one did', () => {
    const lines = [theirs({ id: 'new' }), theirs({ id: 'old', seen: true }), mine({ kind: 'queued' }, { seen: false })];
    expect(unseenOf({ lines })).toEqual(['new']);
    expect(hasWritten({ lines })).toBe(true);
    expect(hasWritten({ lines: [theirs({ where: { kind: 'withdrawn' } })] })).toBe(false);
  });
});

describe('sessions that a message can be about', () => {
  test('are one’s own that were accepted, the nearest first, and never a long list', () => {
    const days = [1, 2, 3, 4, 5, 6, 7, 21, 23, 30].map((day) => `2026-11-${String(day).padStart(2, '0')}T12:00:00.000Z`);
    const rows = days.flatMap((starts, index) => [session({ id: `s${index}`, starts }), invitation({ id: `i${index}`, session: `s${index}`, state: index === 8 ? 'declined' : 'accepted' })]);
    const live = pictureOf({ by: 'aino', roles: ['expert'], project: 'p' }, [person('aino', 'expert'), ...rows]);
    expect(sessionsToAttach(live, 'aino', now).map(({ id }) => id)).toEqual(['s7', 's9', 's6', 's5', 's4', 's3']);
    expect(sessionsToAttach(live, 'else', now)).toEqual([]);
  });
});
