import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decisionIdOf } from '../../src/domain/decision-facts.ts';
import { rideIdOf } from '../../src/domain/ride-facts.ts';
import { answers } from '../support/answers.ts';
import { sealedShape } from '../support/rows.ts';
import { createWorld, invite } from '../support/world.ts';
import type { Someone, World } from '../support/world.ts';

let world: World;
let leevi: Someone;
let ids: { session: string; invitation: string };
beforeAll(async () => {
  world = await createWorld();
  leevi = await world.arrive('expert', 'Leevi');
  ids = await invite(world.coordinator, world.expert.id);
  await answers(world.expert, ids.invitation, 'accepted');
});
afterAll(() => world.close());

describe('an answer that is held', () => {
  it('is in what its own person sees, and in what nobody else does', async () => {
    const key = `decision/${decisionIdOf(ids.invitation)}`;
    expect((await world.expert.sees()).has(key)).toBe(true);
    for (const who of [world.coordinator, world.contact, world.fees, leevi]) expect(JSON.stringify([...(await who.sees())])).not.toContain(decisionIdOf(ids.invitation));
  });

  it('is undone and changed by its own person alone', async () => {
    for (const who of [leevi, world.coordinator, world.contact, world.fees]) {
      const isYoung = who === leevi;
      expect(await who.does('invitation/undo', { invitation: ids.invitation })).toBe(isYoung ? 'not-found' : 'unknown-op');
      expect(await answers(who, ids.invitation, 'declined')).toBe(isYoung ? 'not-found' : 'unknown-op');
    }
    expect((await world.expert.sees()).get(`decision/${decisionIdOf(ids.invitation)}`)).toMatchObject({ state: 'held', answer: 'accepted' });
  });
});

describe('a young person', () => {
  it.each([
    ['duty/mark', () => ({ session: ids.session, invitation: null, duty: 'room_told', done: true })],
    ['duty/mark', () => ({ session: ids.session, invitation: ids.invitation, duty: 'pre_talk', done: true })],
    ['ride/plan', () => ({ invitation: ids.invitation, from: 'Koti', leaves: '2026-12-01T11:00:00.000Z', back: '2026-12-01T16:00:00.000Z' })],
    ['ride/plan-b', () => ({ ride: rideIdOf(ids.invitation), plan: 'Taksi' })],
    ['invitation/support', () => ({ invitation: ids.invitation, name: 'Sari' })],
    ['invitation/withdraw', () => ({ invitation: ids.invitation })],
    ['session/cancel', () => ({ id: ids.session, fee: 'paid' })],
    ['fee/cancel', () => ({ fee: `fee.${ids.invitation}` })],
    ['request/ask', () => ({ kind: 'answer', id: `${ids.invitation}.break` })],
    ['decision/settle', () => ({ invitation: ids.invitation })],
    ['invitation/settle', () => ({ invitation: ids.invitation })],
  ])('cannot do what is the adults’ or the server’s: %s', async (name, args) => {
    expect(await world.expert.does(name, args())).toBe('unknown-op');
  });
});

describe('the adults', () => {
  it.each(['invitation/answer', 'invitation/undo', 'invitation/late', 'comment/send', 'request/give', 'request/refuse'])('cannot do what is the young person’s: %s', async (name) => {
    const args = { invitation: ids.invitation, answer: 'accepted', terms: null, minutes: 1, sealed: sealedShape(), request: 'r', was: '' };
    for (const who of [world.coordinator, world.contact, world.fees]) expect(await who.does(name, args)).toBe('unknown-op');
  });
});
