import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decisionIdOf } from '../../src/domain/decision-facts.ts';
import type { Decision } from '../../src/domain/decision.ts';
import { personScope } from '../../src/domain/scope.ts';
import type { Session } from '../../src/domain/session.ts';
import { tables } from '../../src/server/access.ts';
import { makeChanges } from '../../src/server/changes.ts';
import { numberOf, sql } from '../../src/server/db/sql.ts';
import { settleEverywhere } from '../../src/server/settle.ts';
import { answers, settle, termsAsked } from '../support/answers.ts';
import { createWorld, found, invite, opOf, sessionArgs } from '../support/world.ts';
import type { Someone, World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const see = async (who: Someone, kind: string, id: string) => (await who.sees()).get(`${kind}/${id}`);
const stateFor = async (who: Someone, invitation: string) => (await see(who, 'invitation', invitation))?.['state'];
const change = (session: string, more: Partial<Session>) => world.coordinator.does('session/change', sessionArgs(session, more));

async function passAndSettle(minutes = 10): Promise<void> {
  world.server.passMinutes(minutes);
  await settle(world.server);
}

describe('an answer that is undone within ten minutes', () => {
  it('was never there for anybody else: not in a row, not in what is gone, not in how far a cursor came', async () => {
    const { coordinator, fees, expert } = world;
    const { invitation } = await invite(coordinator, expert.id);
    const others = [coordinator, fees, world.contact, await world.arrive('expert', 'Leevi')];
    const before = await Promise.all(others.map(async (who) => ({ who, seen: await who.sees(), at: await who.sync([], {}) })));
    const ops = [opOf('invitation/answer', { invitation, answer: 'accepted', terms: termsAsked() }), opOf('invitation/undo', { invitation })] as const;

    const look = async () => {
      for (const { who, seen, at } of before) {
        const { rows, gone, cursor } = await who.sync([], at.cursor);
        expect([rows, gone, cursor]).toEqual([[], [], at.cursor]);
        expect(await who.sees()).toEqual(seen);
      }
    };
    expect((await expert.sync([ops[0]])).outcomes).toEqual([{ id: ops[0].id, ok: true }]);
    await look();
    await passAndSettle(9);
    await look();
    expect((await expert.sync([ops[1]])).outcomes).toEqual([{ id: ops[1].id, ok: true }]);
    await passAndSettle(20);
    await look();

    // Whoever guesses the name of an operation of hers learns nothing of it, nor of the row.
    expect((await coordinator.sync([opOf('invitation/answer', {}, ops[0].id)])).outcomes).toMatchObject([{ reason: 'unknown-op' }]);
    expect((await coordinator.sync([opOf('session/hold', { id: decisionIdOf(invitation) }, ops[1].id)])).outcomes).toMatchObject([{ reason: 'not-found' }]);
    expect(await world.db.all(sql`select id from row where kind = 'decision'`)).toEqual([]);
  });

  it('was never there either when it was a no after a yes', async () => {
    const { coordinator, expert } = world;
    const { invitation } = await invite(coordinator, expert.id);
    await answers(expert, invitation, 'accepted');
    await passAndSettle();
    const at = await coordinator.sync();
    expect(await answers(expert, invitation, 'declined')).toBe('ok');
    expect(await expert.does('invitation/undo', { invitation })).toBe('ok');
    await passAndSettle();
    expect(await coordinator.sync([], at.cursor)).toMatchObject({ rows: [], gone: [], cursor: at.cursor });
    expect(await stateFor(coordinator, invitation)).toBe('accepted');
  });
});

describe('an answer whose ten minutes are over', () => {
  it('is seen by the coordinator, with its fee, and its decision is gone from the phone', async () => {
    const { coordinator, expert } = world;
    const { invitation } = await invite(coordinator, expert.id);
    await answers(expert, invitation, 'accepted');
    const { cursor } = await expert.sync();
    await passAndSettle(9.9);
    expect(await stateFor(coordinator, invitation)).toBe('open');
    await passAndSettle(0.1);
    expect(await see(coordinator, 'invitation', invitation)).toMatchObject({ state: 'accepted', agreed: { terms: termsAsked() } });
    expect(await see(coordinator, 'fee', `fee.${invitation}`)).toMatchObject({ payee: 'Aino', state: 'planned' });
    expect((await expert.sync([], cursor)).gone).toEqual([{ kind: 'decision', id: decisionIdOf(invitation) }]);
    expect(await expert.does('invitation/undo', { invitation })).toBe('not-now');
  });

  it('counts before whatever anybody in the project does next, without the clock', async () => {
    const { coordinator, expert } = world;
    const { invitation, session } = await invite(coordinator, expert.id);
    await answers(expert, invitation, 'accepted');
    world.server.passMinutes(11);
    expect(await change(session, { place: 'Turku' })).toBe('ok');
    // It was a yes to the place as it was then, and stays one; the person is asked about the new one.
    expect(await see(coordinator, 'invitation', invitation)).toMatchObject({ state: 'accepted', agreed: { terms: { place: 'Tampere' } } });
  });

  it('is left alone by another project, and settled by the clock', async () => {
    const { expert, coordinator } = world;
    const { invitation } = await invite(coordinator, expert.id);
    await answers(expert, invitation, 'declined');
    world.server.passMinutes(11);
    await (await found(world.server)).does('project/name', { name: 'Toinen', organisation: 'Muu' });
    expect(await stateFor(coordinator, invitation)).toBe('open');
    await settle(world.server);
    expect(await stateFor(coordinator, invitation)).toBe('declined');
  });

  it('counts once, also when several settle it at the same moment', async () => {
    const { expert, coordinator } = world;
    const { invitation } = await invite(coordinator, expert.id);
    await answers(expert, invitation, 'accepted');
    world.server.passMinutes(11);
    await Promise.all([settle(world.server), settle(world.server), coordinator.does('project/name', { name: 'N', organisation: 'O' }), expert.does('person/name', { name: 'Aino' }), settle(world.server)]);
    const [row] = await world.db.all(sql`select version from row where kind = 'invitation' and id = ${invitation}`);
    expect(row && numberOf(row, 'version')).toBe(2);
  });
});

describe('what happens while an answer is held', () => {
  it('other terms: nothing was accepted, the invitation stays open, and only the person is asked again', async () => {
    const { coordinator, expert } = world;
    const { invitation, session } = await invite(coordinator, expert.id);
    await answers(expert, invitation, 'accepted');
    expect(await change(session, { starts: '2026-12-01T14:00:00.000Z' })).toBe('ok');
    await passAndSettle();
    expect(await see(expert, 'decision', decisionIdOf(invitation))).toMatchObject({ state: 'asked-again', terms: { starts: '2026-12-01T13:00:00.000Z' } });
    for (const who of [coordinator, expert]) expect(await stateFor(who, invitation)).toBe('open');
    expect([...(await coordinator.sees()).keys()].filter((key) => /^(?:fee|decision)\//.test(key))).toEqual([]);

    expect(await answers(expert, invitation, 'accepted', { starts: '2026-12-01T14:00:00.000Z' })).toBe('ok');
    await passAndSettle();
    expect(await see(coordinator, 'invitation', invitation)).toMatchObject({ state: 'accepted', agreed: { terms: { starts: '2026-12-01T14:00:00.000Z' } } });
  });

  it('other terms, to and fro: the yes is to what it says, so it counts', async () => {
    const { coordinator, expert } = world;
    const { invitation, session } = await invite(coordinator, expert.id);
    await answers(expert, invitation, 'accepted');
    for (const place of ['Turku', 'Tampere']) expect(await change(session, { place })).toBe('ok');
    await passAndSettle();
    expect(await stateFor(coordinator, invitation)).toBe('accepted');
  });

  it('the place is given on: a yes that came first counts, one that comes after is told so', async () => {
    const { coordinator, expert } = world;
    const [first, second] = [await invite(coordinator, expert.id), await invite(coordinator, expert.id)];
    await answers(expert, first.invitation, 'accepted');
    for (const { invitation } of [first, second]) expect(await coordinator.does('invitation/withdraw', { invitation })).toBe('ok');
    expect(await answers(expert, second.invitation, 'accepted')).toBe('given-on');
    expect(await stateFor(expert, first.invitation)).toBe('withdrawn');
    await passAndSettle();
    expect([await stateFor(coordinator, first.invitation), await stateFor(coordinator, second.invitation)]).toEqual(['accepted', 'withdrawn']);
  });

  it('it is cancelled: no answer is seen, and none can be given', async () => {
    const { coordinator, expert } = world;
    const { invitation, session } = await invite(coordinator, expert.id);
    await answers(expert, invitation, 'accepted');
    expect(await coordinator.does('session/cancel', { id: session, fee: 'not-paid' })).toBe('ok');
    await passAndSettle();
    expect(await stateFor(coordinator, invitation)).toBe('open');
    expect([...(await expert.sees()).keys()].filter((key) => /^(?:fee|decision)\//.test(key))).toEqual([]);
    expect(await answers(expert, invitation, 'accepted')).toBe('cancelled');
  });

  it('it is cancelled and its fees are paid: who had said yes is paid like all the others, and nobody who says it later', async () => {
    const { coordinator, expert } = world;
    const { invitation, session } = await invite(coordinator, expert.id);
    await answers(expert, invitation, 'accepted');
    world.server.passMinutes(1);
    expect(await coordinator.does('session/cancel', { id: session, fee: 'paid' })).toBe('ok');
    await passAndSettle();
    expect([await stateFor(coordinator, invitation), (await expert.sees()).has(`fee/fee.${invitation}`)]).toEqual(['accepted', true]);
  });

  it('another device of the same person says the opposite: the last that came counts, and nobody saw the first', async () => {
    const { coordinator, expert } = world;
    const { invitation } = await invite(coordinator, expert.id);
    const tablet = await world.secondDevice(expert);
    const { cursor } = await coordinator.sync();
    await answers(expert, invitation, 'accepted');
    world.server.passMinutes(8);
    await answers(tablet, invitation, 'declined');
    await passAndSettle(9);
    expect((await coordinator.sync([], cursor)).rows).toEqual([]);
    await passAndSettle(1);
    expect((await coordinator.sync([], cursor)).rows).toMatchObject([{ kind: 'invitation', state: 'declined' }]);
  });
});

describe('an answer that cannot be settled', () => {
  it('is heard of, and keeps no other from being settled and nobody from their work', async () => {
    const { coordinator, expert } = world;
    const { invitation } = await invite(coordinator, expert.id);
    await answers(expert, invitation, 'accepted');
    const broken: Decision = {
      kind: 'decision', id: 'decision.0', project: expert.project, invitation: '0', session: '0', person: expert.id, answer: 'declined', terms: null,
      at: world.server.now(), until: world.server.now(), state: 'held',
    };
    const acting = { person: expert.id, project: expert.project, roles: ['expert' as const] };
    await world.db.transaction((tx) => makeChanges(tx, { acting, op: 'broken', at: world.server.now() }, [{ do: 'put', row: broken, scopes: [personScope(expert.id)] }]));
    world.server.passMinutes(11);
    expect(await coordinator.does('project/name', { name: 'N', organisation: 'O' })).toBe('ok');
    expect(await stateFor(coordinator, invitation)).toBe('accepted');
    const failures: unknown[] = [];
    await settleEverywhere(world.db, { tables, failed: (error) => failures.push(error) }, world.server.now);
    expect(failures).toEqual([new Error('an answer cannot be settled: not-found')]);
    expect(world.server.lines.join()).toContain('settle.ts');
  });
});
