import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Row } from '../../src/domain/op.ts';
import { dayOf } from '../../src/domain/time.ts';
import { answerAndSettle, answers, settle, termsAsked } from '../support/answers.ts';
import { sealedShape } from '../support/rows.ts';
import { createWorld, invite, opOf, sessionArgs } from '../support/world.ts';
import type { Someone, World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const stateFor = async (who: Someone, invitation: string) => (await who.sees()).get(`invitation/${invitation}`)?.['state'];

describe('while an answer is held', () => {
  it('what is chosen on the checklist shows nothing of it: the coordinators get it with the answer, and never where that was taken back', async () => {
    const { coordinator, expert } = world;
    const [kept, undone] = [await invite(coordinator, expert.id), await invite(coordinator, expert.id)];
    const { cursor } = await coordinator.sync();
    for (const { invitation } of [kept, undone]) {
      await answers(expert, invitation, 'accepted');
      expect(await expert.does('answer/choose', { invitation, item: 'break', answer: 'clear' })).toBe('ok');
      expect(await expert.does('answer/choose', { invitation, item: 'what', answer: 'ask' })).toBe('ok');
      expect(await expert.does('answer/write', { invitation, item: 'food', note: sealedShape(), audience: 'coordinator' })).toBe('ok');
    }
    expect(await coordinator.sync([], cursor)).toMatchObject({ rows: [], gone: [], cursor });
    await expert.does('invitation/undo', { invitation: undone.invitation });
    // A question about the invitation is one that is asked before any answer, and no more.
    expect((await coordinator.sync([], cursor)).rows.map((row) => (row as Row).id)).toEqual([`${undone.invitation}.what`]);
    world.server.passMinutes(10);
    await settle(world.server);
    const seen = [...(await coordinator.sees()).keys()].filter((key) => key.startsWith('answer/')).sort();
    expect(seen).toEqual([...['break', 'food', 'what'].map((item) => `answer/${kept.invitation}.${item}`), `answer/${undone.invitation}.what`].sort());
    expect((await expert.sees()).has(`answer/${undone.invitation}.food`)).toBe(true);
    // From then on they are shared as they change.
    await expert.does('answer/choose', { invitation: kept.invitation, item: 'break', answer: 'skip' });
    expect((await coordinator.sees()).get(`answer/${kept.invitation}.break`)).toMatchObject({ answer: 'skip' });
  });

  it.each([
    ['a change of the terms', async (session: string) => void (await world.coordinator.does('session/change', sessionArgs(session, { place: 'Turku' })))],
    ['a no in its place', async (_: string, invitation: string) => void (await answers(world.expert, invitation, 'declined'))],
    ['a cancellation', async (session: string) => void (await world.coordinator.does('session/cancel', { id: session, fee: 'not-paid' }))],
  ])('a question about the invitation that was asked behind a yes is not lost by %s', async (_name, happens) => {
    const { coordinator, expert } = world;
    const { session, invitation } = await invite(coordinator, expert.id);
    await answers(expert, invitation, 'accepted');
    await expert.does('answer/choose', { invitation, item: 'what', answer: 'ask' });
    await expert.does('answer/choose', { invitation, item: 'break', answer: 'ask' });
    await happens(session, invitation);
    world.server.passMinutes(10);
    await settle(world.server);
    expect([...(await coordinator.sees()).keys()].filter((key) => key.startsWith('answer/'))).toEqual([`answer/${invitation}.what`]);
  });

  it('nor after a no does a second yes show in what is chosen behind it', async () => {
    const { coordinator, expert } = world;
    const { invitation } = await invite(coordinator, expert.id);
    await answerAndSettle(world.server, expert, invitation);
    await expert.does('answer/choose', { invitation, item: 'break', answer: 'clear' });
    await answerAndSettle(world.server, expert, invitation, 'declined');
    expect((await coordinator.sees()).has(`answer/${invitation}.break`)).toBe(false);
    await answers(expert, invitation, 'accepted');
    await expert.does('answer/choose', { invitation, item: 'break', answer: 'skip' });
    expect((await coordinator.sees()).has(`answer/${invitation}.break`)).toBe(false);
    world.server.passMinutes(10);
    await settle(world.server);
    expect((await coordinator.sees()).get(`answer/${invitation}.break`)).toMatchObject({ answer: 'skip' });
  });

  it('a yes near the start and how late one is come in one request', async () => {
    const { coordinator, expert, server } = world;
    const soon = (minutes: number): string => new Date(Date.parse(server.now()) + minutes * 60_000).toISOString();
    const facts = { starts: soon(60), ends: soon(120), replyBy: dayOf(soon(60)) };
    const { invitation } = await invite(coordinator, expert.id, facts);
    const { outcomes } = await expert.sync([opOf('invitation/answer', { invitation, answer: 'accepted', terms: termsAsked(facts) }), opOf('invitation/late', { invitation, minutes: 20 })]);
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, true]);
    expect((await coordinator.sees()).get(`invitation/${invitation}`)).toMatchObject({ state: 'accepted', late: { minutes: 20 } });
  });

  it('a question before any answer goes to the coordinators at once', async () => {
    const { coordinator, expert } = world;
    const { invitation } = await invite(coordinator, expert.id);
    await expert.does('answer/choose', { invitation, item: 'what', answer: 'ask' });
    expect((await coordinator.sees()).get(`answer/${invitation}.what`)).toMatchObject({ answer: 'ask' });
  });

  it('a no near the start counts with its request, unless it was taken back in the same one', async () => {
    const { coordinator, expert, server } = world;
    const soon = (minutes: number): string => new Date(Date.parse(server.now()) + minutes * 60_000).toISOString();
    const facts = { starts: soon(180), ends: soon(240), replyBy: dayOf(soon(180)) };
    const [comes, left] = [await invite(coordinator, expert.id, facts), await invite(coordinator, expert.id, facts)];
    for (const { invitation } of [comes, left]) await answerAndSettle(server, expert, invitation, 'accepted', facts);
    server.passMinutes(100);
    const no = ({ invitation }: { invitation: string }) => opOf('invitation/answer', { invitation, answer: 'declined', terms: null });
    const { outcomes } = await expert.sync([no(comes), opOf('invitation/undo', { invitation: comes.invitation, answer: 'declined' }), no(left)]);
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect([await stateFor(coordinator, comes.invitation), await stateFor(coordinator, left.invitation)]).toEqual(['accepted', 'declined']);
  });
});
