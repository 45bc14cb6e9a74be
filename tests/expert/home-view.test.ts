import { describe, expect, test } from 'vitest';
import type { Row } from '../../src/domain/op.ts';
import type { Answer } from '../../src/domain/answer.ts';
import type { Fee } from '../../src/domain/fee.ts';
import { termsOf } from '../../src/domain/terms.ts';
import { cancelledSeenKey, contactKey, reflectionKey, replySeenKey } from '../../src/expert/draft-keys.ts';
import { homeView, notNowKey } from '../../src/expert/home/view.ts';
import { pictureOf } from '../support/picture.ts';
import { held, invitation, person, sealedShape, session } from '../support/rows.ts';

const starts = '2026-11-24T13:00:00.000Z';
const liveOf = (...rows: Row[]) => pictureOf({ by: 'aino', roles: ['expert'], project: 'p' }, [person('aino', 'expert'), ...rows]);
const home = (now: string, drafts: ReadonlyMap<string, unknown>, ...rows: Row[]) => homeView(liveOf(...rows), 'aino', now, drafts);
const bigAt = (now: string, ...rows: Row[]) => home(now, new Map(), ...rows).big;
const accepted = [session({ starts }), invitation({ state: 'accepted' })];

const fee = (more: Partial<Fee> = {}): Fee => ({
  kind: 'fee', id: 'fee.i', project: 'p', person: 'aino', payee: 'Aino', session: 's', number: '2026-041', sessionDay: '2026-11-24', rate: 'r', unit: 'occasion',
  rateCents: 4000, includes: 'prep-and-after', minutes: null, travelCents: 0, state: 'planned', due: '2026-12-15', steps: [], stall: null, ...more,
});
/** What the channel leaves on the phone for other screens. */
const contact = (news: boolean) => new Map([[contactKey, { name: 'Mari Laine', phone: '', hours: '', thread: 't', news, unsent: 0 }]]);
const answer = (more: Partial<Answer> = {}): Answer => ({
  kind: 'answer', id: 'i.room', project: 'p', invitation: 'i', person: 'aino', item: 'room', answer: 'ask', asked: '2026-11-20T10:00:00.000Z', note: null, audience: 'me', reply: null, ...more,
});

describe('the big card', () => {
  test('says that nothing is agreed when there is nothing', () => {
    expect(bigAt('2026-11-20T10:00:00.000Z')).toEqual({ kind: 'nothing' });
  });

  test('is the open invitation when nothing is agreed', () => {
    expect(bigAt('2026-11-20T10:00:00.000Z', session(), invitation())).toMatchObject({ kind: 'invitation', session: { id: 's' } });
  });

  test('does not ask for an answer that can no longer be given', () => {
    expect(bigAt('2026-11-23T10:00:00.000Z', session(), invitation()).kind).toBe('nothing');
  });

  test('is the next session, with the number of open choices, more than a day before', () => {
    expect(bigAt('2026-11-20T10:00:00.000Z', ...accepted)).toMatchObject({ kind: 'before', choices: 4 });
  });

  test('does not count what was answered, asked or settled by the adults', () => {
    const settled = session({ starts, travel: '', filled: { travel: 'Juna, lippu tulossa' } });
    const rows = [settled, invitation({ state: 'accepted' }), answer({ id: 'i.break', item: 'break' }), answer({ id: 'i.food', item: 'food', answer: 'skip' })];
    expect(bigAt('2026-11-20T10:00:00.000Z', ...rows)).toMatchObject({ kind: 'before', choices: 2 });
  });

  test('is the eve within 24 hours', () => {
    expect(bigAt('2026-11-23T13:00:00.000Z', ...accepted).kind).toBe('eve');
  });

  test('is the day itself from the first minute of the day in Helsinki to the end', () => {
    expect(bigAt('2026-11-23T22:00:00.000Z', ...accepted).kind).toBe('today');
    expect(bigAt('2026-11-24T14:59:00.000Z', ...accepted).kind).toBe('today');
  });

  test('asks how it went from the end until 48 hours after it', () => {
    expect(bigAt('2026-11-24T15:00:00.000Z', ...accepted).kind).toBe('after');
    expect(bigAt('2026-11-26T15:00:00.000Z', ...accepted).kind).toBe('after');
    expect(bigAt('2026-11-26T15:01:00.000Z', ...accepted).kind).toBe('nothing');
  });

  test('does not ask again once there is a draft, or "not now" was said', () => {
    for (const key of [reflectionKey('s'), notNowKey('s')]) {
      expect(home('2026-11-24T16:00:00.000Z', new Map([[key, {}]]), ...accepted).big.kind).toBe('nothing');
    }
  });

  test('counts an own answer that is still held as said', () => {
    expect(bigAt('2026-11-20T10:00:00.000Z', session(), invitation(), held('accepted')).kind).toBe('before');
    expect(bigAt('2026-11-20T10:00:00.000Z', session(), invitation(), held('declined')).kind).toBe('nothing');
    expect(bigAt('2026-11-20T10:00:00.000Z', ...accepted, held('declined')).kind).toBe('nothing');
  });

  describe('asks again', () => {
    const agreed = { terms: termsOf(session({ starts })), at: '2026-11-19T10:00:00.000Z' };
    const changed = session({ starts: '2026-11-24T14:00:00.000Z' });
    const said = invitation({ state: 'accepted', agreed });

    test('when the session is other than it was agreed, or than the held yes was said to', () => {
      expect(bigAt('2026-11-20T10:00:00.000Z', changed, said)).toMatchObject({ kind: 'again' });
      expect(bigAt('2026-11-20T10:00:00.000Z', changed, invitation(), held('accepted'))).toMatchObject({ kind: 'again' });
      expect(bigAt('2026-11-20T10:00:00.000Z', session(), invitation(), held('accepted', { state: 'asked-again' }))).toMatchObject({ kind: 'again' });
    });

    test('also on the eve and on the day: what was not said yes to is never shown as agreed', () => {
      expect(bigAt('2026-11-23T14:30:00.000Z', changed, said).kind).toBe('again');
      expect(bigAt('2026-11-24T10:00:00.000Z', changed, said).kind).toBe('again');
    });

    test('after the session of today, which comes first, on a small card', () => {
      const today = [session({ id: 's2', title: 'Paneeli', starts: '2026-11-20T13:00:00.000Z', ends: '2026-11-20T14:00:00.000Z' }), invitation({ id: 'i2', session: 's2', state: 'accepted' })];
      const view = home('2026-11-20T10:00:00.000Z', new Map(), changed, said, ...today);
      expect(view.big).toMatchObject({ kind: 'today', session: { id: 's2' } });
      expect(view.small).toMatchObject([{ kind: 'session', words: 'home:again', session: { id: 's' } }]);
    });

    test('neither about a no, nor about what was given on, is cancelled or over', () => {
      expect(bigAt('2026-11-20T10:00:00.000Z', changed, said, held('declined')).kind).toBe('nothing');
      expect(bigAt('2026-11-20T10:00:00.000Z', changed, invitation({ state: 'withdrawn' }), held('accepted', { state: 'asked-again' })).kind).toBe('nothing');
      expect(bigAt('2026-11-20T10:00:00.000Z', session({ ...changed, state: 'cancelled' }), said).kind).toBe('nothing');
      expect(bigAt('2026-11-24T15:30:00.000Z', changed, said).kind).toBe('after');
    });
  });

  test('says nothing of a session that was cancelled or declined', () => {
    expect(bigAt('2026-11-24T10:00:00.000Z', session({ starts, state: 'cancelled' }), invitation({ state: 'accepted' })).kind).toBe('nothing');
    expect(bigAt('2026-11-24T10:00:00.000Z', session({ starts }), invitation({ state: 'declined' })).kind).toBe('nothing');
  });
});

describe('the small cards', () => {
  const now = '2026-11-20T10:00:00.000Z';

  test('say that there is something new, and nothing of what or from whom', () => {
    expect(home(now, contact(true)).small).toEqual([{ kind: 'message' }]);
  });

  test('are silent where there is nothing new, and about what they cannot read', () => {
    expect(home(now, contact(false)).small).toEqual([]);
    for (const strange of [null, 'Mari', { name: 'Mari' }, 7]) expect(home(now, new Map([[contactKey, strange]])).small).toEqual([]);
  });

  test('tell of a late fee by themselves, before one that stands still', () => {
    const stalled = fee({ stall: { why: 'tax_card', who: 'Nea', newDay: null, since: now } });
    expect(home(now, new Map(), stalled).small).toMatchObject([{ kind: 'fee', late: false }]);
    const late = fee({ id: 'fee.late', due: '2026-11-19' });
    expect(home(now, new Map(), stalled, late).small).toMatchObject([{ kind: 'fee', late: true, fee: { id: 'fee.late' } }]);
  });

  test('tell of an answered question until it was seen or is marked clear', () => {
    const reply = { sealed: sealedShape(), by: 'nea', at: '2026-11-20T11:00:00.000Z' };
    expect(home(now, new Map(), ...accepted, answer({ reply })).small).toEqual([{ kind: 'reply', session: 's' }]);
    expect(home(now, new Map(), ...accepted, answer({ reply, answer: 'clear' })).small).toEqual([]);
    const seen = new Map([[replySeenKey('i.room'), reply.at]]);
    expect(home(now, seen, ...accepted, answer({ reply })).small).toEqual([]);
    expect(home(now, seen, ...accepted, answer({ reply: { ...reply, at: '2026-11-20T12:00:00.000Z' } })).small).toMatchObject([{ kind: 'reply' }]);
  });

  test('hold the open invitation when the big card is about a session', () => {
    const rows = [...accepted, session({ id: 's2', title: 'Paneeli' }), invitation({ id: 'i2', session: 's2' })];
    expect(home(now, new Map(), ...rows).small).toMatchObject([{ kind: 'session', words: 'home:invitation', session: { id: 's2' } }]);
  });

  test('take one place for all invitations, so that none pushes away a late fee or an answer', () => {
    const reply = { sealed: sealedShape(), by: 'nea', at: '2026-11-20T11:00:00.000Z' };
    const invitations = ['s2', 's3', 's4'].flatMap((id) => [session({ id }), invitation({ id: `i${id}`, session: id })]);
    const rows = [...accepted, ...invitations, fee({ due: '2026-11-19' }), answer({ reply })];
    expect(home(now, contact(true), ...rows).small.map(({ kind }) => kind)).toEqual(['message', 'fee', 'reply', 'invitations']);
  });

  test('ask how it went where something else has the big card', () => {
    const agreed = { terms: termsOf(session({ starts })), at: '2026-11-10T10:00:00.000Z' };
    const rows = [session({ starts, place: 'Turku' }), invitation({ state: 'accepted', agreed }), session({ id: 's0', starts: '2026-11-20T07:00:00.000Z', ends: '2026-11-20T09:00:00.000Z' }), invitation({ id: 'i0', session: 's0', state: 'accepted' })];
    expect(home(now, new Map(), ...rows)).toMatchObject({ big: { kind: 'again' }, small: [{ kind: 'after', session: { id: 's0' } }] });
    expect(home(now, new Map([[notNowKey('s0'), true]]), ...rows).small).toEqual([]);
  });

  test('tell of a cancellation near the top until it was read, and then below all else until it is over', () => {
    const off = [session({ id: 's2', state: 'cancelled', cancelled: { at: now, fee: 'paid' } }), invitation({ id: 'i2', session: 's2', state: 'accepted' })];
    const rows = [...accepted, ...off, fee({ due: '2026-11-19' })];
    expect(home(now, new Map(), ...rows).small.map(({ kind }) => kind)).toEqual(['session', 'fee']);
    expect(home(now, new Map([[cancelledSeenKey('s2'), true]]), ...rows).small.map(({ kind }) => kind)).toEqual(['fee', 'session']);
    expect(home('2026-11-24T15:00:00.000Z', new Map([[cancelledSeenKey('s2'), true]]), ...rows).small.map(({ kind }) => kind)).not.toContain('session');
  });

  test('keep a session that was declined after its answer-by day until it is over, below what asks for something', () => {
    const closed = session({ id: 's2', replyBy: '2026-11-19' });
    const rows = [closed, invitation({ id: 'i2', session: 's2', state: 'declined' }), fee({ due: '2026-11-19' })];
    expect(home(now, new Map(), ...rows).small).toMatchObject([{ kind: 'fee' }, { kind: 'session', words: 'home:declined', session: { id: 's2' } }]);
    expect(home('2026-11-24T15:00:00.000Z', new Map(), ...rows).small.map(({ kind }) => kind)).toEqual(['fee']);
  });
});
