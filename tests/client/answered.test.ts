import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDb } from '../../src/client/db.ts';
import { createEngine, storeName } from '../../src/client/engine.ts';
import type { Engine } from '../../src/client/engine.ts';
import { answerIdOf } from '../../src/domain/answer-facts.ts';
import { decisionIdOf } from '../../src/domain/decision-facts.ts';
import type { Role, Rules } from '../../src/domain/op.ts';
import { termsOf } from '../../src/domain/terms.ts';
import { expertRules } from '../../src/protocol/expert.ts';
import { rowSchemas } from '../../src/protocol/rows.ts';
import { staffRules } from '../../src/protocol/staff.ts';
import { tidy } from '../../src/server/tidy.ts';
import { answerAndSettle, settle, termsAsked } from '../support/answers.ts';
import { proverOf } from '../support/proof.ts';
import { createFakeEnv } from '../support/fake-env.ts';
import type { FakeEnv } from '../support/fake-env.ts';
import { sealedShape } from '../support/rows.ts';
import { createWorld, invite, markHeld, sessionArgs } from '../support/world.ts';
import type { Someone, World } from '../support/world.ts';

// The real phone beside the real server: what comes of an answer on the way, and of what is over.

let world: World;
let envs: FakeEnv[];
let ends: (() => Promise<unknown>)[];
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());
beforeEach(() => {
  [envs, ends] = [[], []];
});
afterEach(async () => {
  for (const end of ends) await end();
});

async function open<R extends Rules>(who: Someone, rules: R, roles: readonly Role[]): Promise<{ engine: Engine<R>; env: FakeEnv }> {
  const env = createFakeEnv({ ids: crypto.randomUUID(), time: world.server.now() });
  env.answer = (path, init) => world.server.app.request(path, { ...init, headers: { ...Object.fromEntries(new Headers(init.headers)), 'sec-fetch-site': 'same-origin', ...who.headers } });
  const engine = await createEngine({ env, tables: async () => ({ rules, schemas: rowSchemas }), me: { by: who.id, project: who.project, roles, device: who.device, prove: proverOf(who.device, () => world.server.now()) } });
  envs.push(env);
  ends.push(() => engine.erase());
  await engine.sync.now();
  return { engine, env };
}
const openTheirs = () => open(world.expert, expertRules, ['expert']);

describe('a yes that waits on a phone without a network', () => {
  test('to a time that changed meanwhile is not counted: on return both are there to compare, and the new one is said yes to', async () => {
    const { session, invitation } = await invite(world.coordinator, world.expert.id);
    const { engine, env } = await openTheirs();
    env.online = false;
    const shown = engine.live.value.get('session', session);
    expect((await engine.commit('invitation/answer', { invitation, answer: 'accepted', terms: shown ? termsOf(shown) : null })).ok).toBe(true);
    expect(engine.live.value.get('decision', decisionIdOf(invitation))?.state).toBe('held');
    await world.coordinator.does('session/change', sessionArgs(session, { starts: '2026-12-01T14:00:00.000Z' }));

    env.online = true;
    await engine.sync.now();
    const { live, pending, refused } = engine;
    expect([pending.value, refused.value]).toEqual([[], []]);
    expect(live.value.get('decision', decisionIdOf(invitation))).toMatchObject({ state: 'asked-again', terms: { starts: '2026-12-01T13:00:00.000Z' } });
    expect([live.value.get('session', session)?.starts, live.value.get('invitation', invitation)?.state]).toEqual(['2026-12-01T14:00:00.000Z', 'open']);

    await engine.commit('invitation/answer', { invitation, answer: 'accepted', terms: termsAsked({ starts: '2026-12-01T14:00:00.000Z' }) });
    await engine.sync.now();
    world.server.passMinutes(10);
    await settle(world.server);
    await engine.sync.now();
    expect(live.value.get('decision', decisionIdOf(invitation))).toBeUndefined();
    expect(engine.live.value.get('invitation', invitation)).toMatchObject({ state: 'accepted', agreed: { terms: { starts: '2026-12-01T14:00:00.000Z' } } });
  });

  test('made by an older app, without its terms, ends as a question and not as a trouble', async () => {
    const { invitation } = await invite(world.coordinator, world.expert.id);
    const { engine } = await openTheirs();
    await engine.commit('invitation/answer', { invitation, answer: 'accepted' });
    await engine.sync.now();
    expect([engine.pending.value, engine.refused.value, engine.live.value.get('decision', decisionIdOf(invitation))]).toMatchObject([[], [], { state: 'asked-again', terms: null }]);
  });

  test.each([
    ['given-on', (ids: { invitation: string }) => world.coordinator.does('invitation/withdraw', { invitation: ids.invitation })],
    ['cancelled', (ids: { session: string }) => world.coordinator.does('session/cancel', { id: ids.session, fee: 'paid' })],
    ['closed', (ids: { session: string }) => markHeld(world, ids.session)],
  ])('is told why it could not count: %s', async (reason, happens) => {
    const ids = await invite(world.coordinator, world.expert.id);
    const { engine, env } = await openTheirs();
    env.online = false;
    await engine.commit('invitation/answer', { invitation: ids.invitation, answer: 'accepted', terms: termsAsked() });
    await happens(ids);
    env.online = true;
    await engine.sync.now();
    expect(engine.refused.value).toMatchObject([{ reason }]);
    expect([engine.live.value.get('decision', decisionIdOf(ids.invitation)), engine.live.value.get('fee', `fee.${ids.invitation}`)]).toEqual([undefined, undefined]);
  });
});

describe('a phone after a session', () => {
  test('has no session any more to which its person did not come, and keeps the others', async () => {
    const [came, not] = [await invite(world.coordinator, world.expert.id), await invite(world.coordinator, world.expert.id)];
    await answerAndSettle(world.server, world.expert, came.invitation);
    await answerAndSettle(world.server, world.expert, not.invitation, 'declined');
    const { engine } = await openTheirs();
    expect(engine.live.value.get('session', not.session)?.id).toBe(not.session);
    await tidy(world.db, '2026-12-03T15:00:00.000Z');
    await engine.sync.now();
    const { live } = engine;
    expect([not, came].map(({ session, invitation }) => [live.value.get('session', session)?.id, live.value.get('invitation', invitation)?.state])).toEqual([[undefined, undefined], [came.session, 'accepted']]);
  });
});

describe('what was told of food', () => {
  /** All that lies in the store of one login, as text. */
  async function storeOf({ me }: Engine): Promise<string> {
    const db = createDb(storeName(me.device));
    const all = await db.read(['arrived', 'outbox', 'refused', 'drafts'], async (tx) => JSON.stringify([await tx.all('arrived'), await tx.all('outbox'), await tx.all('refused'), await tx.all('drafts')]));
    db.close();
    return all;
  }

  test('is in no record of the phone or of the desk once a later word has taken its place, or the session is over', async () => {
    const { invitation } = await invite(world.coordinator, world.expert.id);
    await answerAndSettle(world.server, world.expert, invitation);
    const [phone, desk] = [(await openTheirs()).engine, (await open(world.coordinator, staffRules, ['coordinator'])).engine];
    const [first, last] = [sealedShape(), sealedShape()];
    for (const note of [first, last]) {
      await phone.commit('answer/write', { invitation, item: 'food', note, audience: 'coordinator' });
      await phone.sync.now();
      await desk.sync.now();
      expect([(await storeOf(phone)).includes(note), (await storeOf(desk)).includes(note)]).toEqual([true, true]);
    }
    expect([(await storeOf(phone)).includes(first), (await storeOf(desk)).includes(first)]).toEqual([false, false]);
    await tidy(world.db, '2026-12-03T15:00:00.000Z');
    await Promise.all([phone.sync.now(), desk.sync.now()]);
    expect(phone.live.value.get('answer', answerIdOf(invitation, 'food'))).toMatchObject({ note: null });
    expect([(await storeOf(phone)).includes(last), (await storeOf(desk)).includes(last)]).toEqual([false, false]);
  });

  test('leaves nothing on the desk of an invitation that came to nothing', async () => {
    const { invitation } = await invite(world.coordinator, world.expert.id);
    const desk = (await open(world.coordinator, staffRules, ['coordinator'])).engine;
    await answerAndSettle(world.server, world.expert, invitation, 'declined');
    await desk.sync.now();
    expect(await storeOf(desk)).toContain(invitation);
    await tidy(world.db, '2026-12-03T15:00:00.000Z');
    await desk.sync.now();
    expect(await storeOf(desk)).not.toContain(invitation);
  });
});

describe('a place of five thousand characters', () => {
  test('is refused before it is queued, and what was written stays in the draft', async () => {
    const { engine } = await open(world.coordinator, staffRules, ['coordinator']);
    const place = '<script>شارع</script>'.repeat(250);
    await engine.drafts.save('plan', place);
    const done = await engine.commit('session/plan', sessionArgs('s-long', { place }), { clearDraft: { key: 'plan', value: place } });
    expect([done, engine.pending.value, engine.drafts.get('plan')]).toEqual([{ ok: false, reason: 'malformed' }, [], place]);
  });
});
