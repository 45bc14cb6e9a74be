import { invitationIdOf } from '../../src/domain/session-facts.ts';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../src/server/db/sql.ts';
import { answerAndSettle, answers } from '../support/answers.ts';
import { sealedShape } from '../support/rows.ts';
import { createWorld, found, invite, opOf, sessionArgs, wordOf } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const everything = async () => ({
  rows: await world.db.all(sql`select kind, id, version, body from row order by kind, id`),
  heads: await world.db.all(sql`select id, head from scope order by id`),
});

describe('an operation that is sent again', () => {
  it('gives the same outcome and has its effect once', async () => {
    const op = opOf('session/plan', sessionArgs(randomUUID()));
    expect((await world.coordinator.sync([op])).outcomes).toEqual([{ id: op.id, ok: true }]);
    const before = await everything();
    expect((await world.coordinator.sync([op, op])).outcomes).toEqual([{ id: op.id, ok: true }, { id: op.id, ok: true }]);
    expect(await everything()).toEqual(before);
  });

  it('has its effect once when copies of a batch come at the same moment', async () => {
    const today = { starts: '2026-11-20T12:00:00.000Z', ends: '2026-11-20T13:00:00.000Z', replyBy: '2026-11-20' };
    const { invitation } = await invite(world.coordinator, world.expert.id, today);
    await answerAndSettle(world.server, world.expert, invitation, 'accepted', today);
    world.server.passMinutes(300);
    const fee = `fee.${invitation}`;
    const theirs = [opOf('answer/choose', { invitation, item: 'what', answer: 'ask' }), opOf('answer/choose', { invitation, item: 'food', answer: 'clear' })];
    const ours = [opOf('fee/confirm-hours', { fee, minutes: 90, travelCents: 0 }), opOf('fee/stall', { fee, why: 'other', who: 'Nea', newDay: null })];
    const replies = await Promise.all(Array.from({ length: 8 }, () => [world.expert.sync(theirs), world.coordinator.sync(ours)]).flat());
    for (const reply of replies) expect(reply.outcomes.map(wordOf)).toEqual(['ok', 'ok']);
    const ledger = await world.db.all(sql`select event from ledger where fee = ${fee}`);
    expect(ledger.map((line) => line['event'])).toEqual(['hours']);
    const versions = await world.db.all(sql`select version from row where kind = 'answer' and id = ${`${invitation}.what`}`);
    expect(versions.map((row) => row['version'])).toEqual([1]);
  });

  it('is refused for the same reason again, even when it would be possible by now', async () => {
    const id = randomUUID();
    const hold = opOf('session/hold', { id });
    expect((await world.coordinator.sync([hold])).outcomes.map(wordOf)).toEqual(['not-found']);
    expect(await world.coordinator.does('session/plan', sessionArgs(id))).toBe('ok');
    expect((await world.coordinator.sync([hold])).outcomes.map(wordOf)).toEqual(['not-found']);
  });

  it('is the same whatever order its keys come in', async () => {
    const { invitation } = await invite(world.coordinator, world.expert.id);
    const op = opOf('answer/choose', { invitation, item: 'food', answer: 'clear' });
    await world.expert.sync([op]);
    expect((await world.expert.sync([{ ...op, args: { answer: 'clear', item: 'food', invitation } }])).outcomes.map(wordOf)).toEqual(['ok']);
  });

  it('is taken when other content comes under the id of one that is known', async () => {
    const op = opOf('session/plan', sessionArgs(randomUUID()));
    await world.coordinator.sync([op]);
    const before = await everything();
    const other = { ...op, args: sessionArgs(randomUUID()) };
    expect((await world.coordinator.sync([other])).outcomes.map(wordOf)).toEqual(['taken']);
    expect(await everything()).toEqual(before);
  });

  it('tells nothing about an id that somebody else used', async () => {
    const theirs = opOf('session/plan', sessionArgs(randomUUID()));
    await world.coordinator.sync([theirs]);
    const { invitation } = await invite(world.coordinator, world.expert.id);
    const mine = opOf('answer/choose', { invitation, item: 'room', answer: 'clear' }, theirs.id);
    expect((await world.expert.sync([mine])).outcomes.map(wordOf)).toEqual(['ok']);
  });
});

describe('what is not one’s own', () => {
  it('cannot be told from what is not there, and does not change', async () => {
    const other = await world.arrive('expert', 'Veikko');
    const { invitation, session } = await invite(world.coordinator, other.id);
    const reflection = randomUUID();
    await other.does('reflection/send', { id: reflection, session, route: 'read', sealed: sealedShape() });
    const before = await everything();
    for (const existing of [true, false]) {
      const it = (id: string) => (existing ? id : randomUUID());
      expect(await world.expert.does('answer/choose', { invitation: it(invitation), item: 'what', answer: 'clear' })).toBe('not-found');
      expect(await world.expert.does('answer/write', { invitation: it(invitation), item: 'what', note: sealedShape(), audience: 'me' })).toBe('not-found');
      expect(await answers(world.expert, it(invitation), 'accepted')).toBe('not-found');
      expect(await world.expert.does('invitation/undo', { invitation: it(invitation) })).toBe('not-found');
      expect(await world.expert.does('invitation/late', { invitation: it(invitation), minutes: 5 })).toBe('not-found');
      expect(await world.expert.does('comment/send', { invitation: it(invitation), sealed: sealedShape() })).toBe('not-found');
      expect(await world.expert.does('reflection/withdraw', { id: it(reflection) })).toBe('not-found');
      expect(await world.expert.does('reflection/send', { id: randomUUID(), session: it(session), route: 'read', sealed: sealedShape() })).toBe('not-found');
    }
    expect(await everything()).toEqual(before);
    expect([...(await world.expert.sees()).keys()]).not.toContain(`invitation/${invitation}`);
  });

  it('is not overwritten by a row under the same id', async () => {
    const other = await world.arrive('expert', 'Venla');
    const reflection = randomUUID();
    await other.does('reflection/send', { id: reflection, session: null, route: 'agree', sealed: sealedShape() });
    const before = await everything();
    expect(await world.expert.does('reflection/send', { id: reflection, session: null, route: 'read', sealed: sealedShape() })).toBe('taken');
    expect(await everything()).toEqual(before);
  });

  it('stays shut to the coordinator of another project', async () => {
    const stranger = await found(world.server);
    const { invitation, session } = await invite(world.coordinator, world.expert.id);
    await answerAndSettle(world.server, world.expert, invitation);
    const seen = await stranger.sees();
    expect([...seen.values()].every((row) => JSON.stringify(row).includes(world.coordinator.project))).toBe(false);
    expect([...seen.keys()].sort()).toEqual([`appointment/setup.${stranger.project}`, `device/${stranger.device}`, expect.stringMatching(/^event\//), `person/${stranger.id}`, `project/${stranger.project}`]);
    const before = await everything();
    expect(await stranger.does('session/change', sessionArgs(session, { title: 'x' }))).toBe('not-found');
    expect(await stranger.does('session/plan', sessionArgs(session))).toBe('taken');
    expect(await stranger.does('invitation/send', { id: randomUUID(), session, person: world.expert.id })).toBe('not-found');
    expect(await stranger.does('invitation/withdraw', { invitation })).toBe('not-found');
    expect(await stranger.does('duty/mark', { session, invitation: null, duty: 'room_told', done: true })).toBe('not-found');
    expect(await stranger.does('ride/plan', { invitation, from: 'x', leaves: '2026-12-01T11:00:00.000Z', back: '2026-12-01T16:00:00.000Z' })).toBe('not-found');
    expect(await stranger.does('fee/confirm-hours', { fee: `fee.${invitation}`, minutes: 60, travelCents: 0 })).toBe('not-found');
    expect(await stranger.does('person/appoint', { person: world.expert.id, role: 'contact' })).toBe('not-found');
    expect(await stranger.does('person/add', { id: world.contact.id, name: 'x', role: 'contact', hours: null, phone: null })).toBe('taken');
    expect(await everything()).toEqual(before);
  });
});

describe('arguments', () => {
  it.each(['role', 'project', 'person', 'state', 'constructor', '__proto__'])('with %s riding along change nothing', async (key) => {
    const { invitation } = await invite(world.coordinator, world.expert.id);
    const args: unknown = JSON.parse(`{"invitation":"${invitation}","item":"route","answer":"clear","${key}":{"approved":true}}`);
    expect(await world.expert.does('answer/choose', args)).toBe('malformed');
    expect([...(await world.expert.sees()).keys()]).not.toContain(`answer/${invitation}.what`);
    expect('approved' in {}).toBe(false);
  });

  it('that do not fit are malformed, and the ones beside them are done', async () => {
    const good = opOf('session/plan', sessionArgs(randomUUID()));
    const bad = opOf('session/plan', { id: 7 });
    expect((await world.coordinator.sync([bad, good])).outcomes.map(wordOf)).toEqual(['malformed', 'ok']);
  });

  it('whose ids grow too long once put together are malformed', async () => {
    const id = 'x'.repeat(100);
    const session = 'x'.repeat(99 - world.expert.id.length);
    const invitation = invitationIdOf(session, world.expert.id);
    const sent = await world.coordinator.sync([opOf('session/plan', sessionArgs(session)), opOf('invitation/send', { id: invitation, session, person: world.expert.id })]);
    expect(sent.outcomes.map(wordOf)).toEqual(['ok', 'ok']);
    expect(await answers(world.expert, invitation, 'accepted')).toBe('malformed');
    expect(await world.coordinator.does('person/add', { id, name: 'x', role: 'expert', hours: null, phone: null })).toBe('malformed');
  });

  it('are stored word for word, whatever stands in them', async () => {
    const title = `'; drop table row; -- "\\ \u2028 <b>ä</b> 🐟 ?1 $1`;
    const id = randomUUID();
    await world.coordinator.does('session/plan', sessionArgs(id, { title }));
    expect((await world.coordinator.sees()).get(`session/${id}`)?.['title']).toBe(title);
  });
});

describe('an operation that nobody knows', () => {
  it.each(['nothing/such', 'constructor/call', 'answer/chosen'])('is refused: %s', async (name) => {
    expect(await world.expert.does(name, {})).toBe('unknown-op');
  });

  it('is not remembered, so that a newer server can still do it', async () => {
    const op = opOf('nothing/such', {});
    await world.expert.sync([op]);
    expect(await world.db.all(sql`select op from applied where op = ${op.id}`)).toEqual([]);
  });
});
