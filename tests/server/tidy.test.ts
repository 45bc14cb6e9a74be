import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Row } from '../../src/domain/op.ts';
import { decisionIdOf } from '../../src/domain/decision-facts.ts';
import { rideIdOf } from '../../src/domain/ride-facts.ts';
import { names, sql } from '../../src/server/db/sql.ts';
import { tables as stored } from '../../src/server/db/tables.ts';
import { tidy } from '../../src/server/tidy.ts';
import { answerAndSettle, answers, settle } from '../support/answers.ts';
import { sealedShape } from '../support/rows.ts';
import { createWorld, invite, opOf, sessionArgs } from '../support/world.ts';
import type { World } from '../support/world.ts';

type Invited = Awaited<ReturnType<typeof invite>>;

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

/** Everything that stands in the database, each line of each table as text. */
async function everything(): Promise<readonly string[]> {
  const lines = await Promise.all(stored.map(async ({ name, key, others }) => world.db.all(sql`select ${names([...key, ...others])} from ${names([name])} order by ${names(key)}`)));
  return lines.flatMap((rows, table) => rows.map((row) => `${stored[table]?.name} ${JSON.stringify(row)}`));
}
const naming = async (word: string) => (await everything()).filter((line) => line.includes(word));

/** The server's hourly work, so many days after the sessions (1 December). */
async function tidyOn(day: number): Promise<void> {
  await tidy(world.db, new Date(Date.parse('2026-12-01T15:00:00.000Z') + day * 86_400_000).toISOString());
}

/** One of each way in which an invitation can go, with something chosen, a ride and food in each. */
async function history() {
  const { coordinator, expert, server } = world;
  const of = async (go: (one: Invited) => Promise<string | void> | string | void): Promise<Invited> => {
    const one = await invite(coordinator, expert.id);
    const { invitation } = one;
    await expert.does('answer/choose', { invitation, item: 'break', answer: 'ask' });
    await expert.does('answer/write', { invitation, item: 'food', note: sealedShape(), audience: 'coordinator' });
    await coordinator.does('ride/plan', { invitation, from: 'Koti', leaves: '2026-12-01T11:00:00.000Z', back: '2026-12-01T16:00:00.000Z' });
    await world.db.run(sql`insert into ride_link (proof_hash, ride, person, expires) values (${invitation}, ${rideIdOf(invitation)}, ${expert.id}, '2026-12-01T11:00:00.000Z')`);
    await go(one);
    return one;
  };
  return {
    accepted: await of(({ invitation }) => answerAndSettle(server, expert, invitation)),
    open: await of(() => undefined),
    declined: await of(({ invitation }) => answerAndSettle(server, expert, invitation, 'declined')),
    takenBack: await of(async ({ invitation }) => {
      await answerAndSettle(server, expert, invitation);
      await answerAndSettle(server, expert, invitation, 'declined');
    }),
    undone: await of(async ({ invitation }) => {
      await answers(expert, invitation, 'accepted');
      await expert.does('invitation/undo', { invitation });
    }),
    withdrawn: await of(({ invitation }) => coordinator.does('invitation/withdraw', { invitation })),
    askedAgain: await of(async ({ invitation, session }) => {
      await answers(expert, invitation, 'accepted');
      await coordinator.does('session/change', sessionArgs(session, { place: 'Turku' }));
      server.passMinutes(10);
      await settle(server);
    }),
  };
}

describe('a day after a session', () => {
  it('nothing is touched until then', async () => {
    await history();
    // What is remembered of operations goes by their own age.
    const rows = async () => (await everything()).filter((line) => !line.startsWith('applied '));
    const before = await rows();
    await tidyOn(0.99);
    expect(await rows()).toEqual(before);
  });

  it('of invitations only those that were accepted are there, for everybody, and everybody’s devices learn of it', async () => {
    const { coordinator, expert } = world;
    const { accepted, ...others } = await history();
    const at = { expert: (await expert.sync()).cursor, coordinator: (await coordinator.sync()).cursor };
    await tidyOn(1);
    const goneFor = async (who: 'expert' | 'coordinator') => (await world[who].sync([], at[who])).gone.map((ref) => Object.values(ref as object).join('/'));
    const [theirs, hers] = [await goneFor('expert'), await goneFor('coordinator')];
    for (const { invitation, session } of Object.values(others)) {
      for (const key of [`invitation/${invitation}`, `ride/${rideIdOf(invitation)}`]) for (const gone of [theirs, hers]) expect(gone).toContain(key);
      // What was chosen without a yes that counted she never had.
      for (const key of [`answer/${invitation}.food`, `answer/${invitation}.break`]) expect([theirs.includes(key), hers.includes(key)]).toEqual([true, false]);
      expect(theirs).toContain(`session/${session}`);
      expect(hers).not.toContain(`session/${session}`);
    }
    expect(theirs).toContain(`decision/${decisionIdOf(others.askedAgain.invitation)}`);
    for (const who of [expert, coordinator]) expect([...(await who.sees()).keys()].filter((key) => key.startsWith('invitation/'))).toEqual([`invitation/${accepted.invitation}`]);
    expect([...(await expert.sees()).keys()].filter((key) => key.startsWith('session/'))).toEqual([`session/${accepted.session}`]);
  });

  it('what was told of food is nowhere, also what is told afterwards; the other notes are', async () => {
    const { coordinator, expert } = world;
    const { invitation } = await invite(coordinator, expert.id);
    const [food, late, other] = [sealedShape(), sealedShape(), sealedShape()];
    await answerAndSettle(world.server, expert, invitation);
    await expert.does('answer/choose', { invitation, item: 'food', answer: 'ask' });
    await expert.does('answer/write', { invitation, item: 'food', note: food, audience: 'coordinator' });
    await expert.does('answer/write', { invitation, item: 'break', note: other, audience: 'coordinator' });
    const { cursor } = await coordinator.sync();
    await tidyOn(1);
    expect((await coordinator.sync([], cursor)).rows.filter((row) => (row as Row).kind === 'answer')).toMatchObject([{ kind: 'answer', item: 'food', note: null, reply: null, answer: null }]);
    await expert.does('answer/write', { invitation, item: 'food', note: late, audience: 'me' });
    await tidyOn(1.1);
    expect([await naming(food), await naming(late)]).toEqual([[], []]);
    expect(await naming(other)).toHaveLength(1);
  });

  it('the ways there, and the links for them, are gone; so is that somebody was late', async () => {
    const soon = { starts: '2026-11-20T09:00:00.000Z', ends: '2026-11-20T11:00:00.000Z', replyBy: '2026-11-20' };
    const { invitation } = await invite(world.coordinator, world.expert.id, soon);
    await answers(world.expert, invitation, 'accepted', soon);
    expect(await world.expert.does('invitation/late', { invitation, minutes: 10 })).toBe('ok');
    await history();
    await tidyOn(1);
    for (const table of ['ride_link', 'row {"kind":"ride"', 'row {"kind":"decision"']) expect((await everything()).filter((line) => line.startsWith(table))).toEqual([]);
    expect((await world.expert.sees()).get(`invitation/${invitation}`)).toMatchObject({ state: 'accepted', late: null });
  });

  it('what is done is not done again', async () => {
    await history();
    await tidyOn(1);
    const before = await everything();
    await tidyOn(2);
    expect(await everything()).toEqual(before);
  });

  it('one that was put off until later keeps everything', async () => {
    const { declined } = await history();
    await world.coordinator.does('session/change', sessionArgs(declined.session, { starts: '2026-12-20T13:00:00.000Z', ends: '2026-12-20T15:00:00.000Z' }));
    await tidyOn(3);
    expect((await world.coordinator.sees()).get(`invitation/${declined.invitation}`)).toMatchObject({ state: 'declined' });
  });
});

describe('a month after a session', () => {
  it('nothing that is stored says that there was another invitation than those that were accepted', async () => {
    const { accepted, ...others } = await history();
    await tidyOn(1);
    await tidyOn(31);
    for (const [way, { invitation }] of Object.entries(others)) expect(await naming(invitation), way).toEqual([]);
    expect((await naming(accepted.invitation)).length).toBeGreaterThan(3);
    // Of the sessions it is known that they were, and nothing of who was asked.
    for (const { session } of Object.values(others)) expect((await naming(session)).every((line) => !line.includes(world.expert.id))).toBe(true);
  });

  it('another session’s traces stay until its own month is over', async () => {
    const { declined, open } = await history();
    await world.coordinator.does('session/change', sessionArgs(open.session, { starts: '2026-12-20T13:00:00.000Z', ends: '2026-12-20T15:00:00.000Z' }));
    await tidyOn(1);
    await tidyOn(21);
    await tidyOn(31);
    expect(await naming(declined.invitation)).toEqual([]);
    expect((await naming(open.invitation)).every((line) => line.startsWith('feed'))).toBe(true);
    expect(await naming(open.invitation)).not.toEqual([]);
  });
});

describe('what was done with an operation', () => {
  it('tells nobody after a day what it was: no yes or no can be guessed from what is left; and it is still done once', async () => {
    const { coordinator, expert, server } = world;
    const { invitation } = await invite(coordinator, expert.id);
    const no = opOf('invitation/answer', { invitation, answer: 'declined', terms: null });
    await expert.sync([no]);
    const stored = () => world.db.all(sql`select hash, at from applied where op = ${no.id}`);
    expect(await stored()).toMatchObject([{ hash: expect.stringMatching(/^.{43}$/) }]);
    server.passMinutes(24 * 60 + 1);
    await settle(server);
    await tidy(world.db, server.now());
    expect(await stored()).toEqual([{ hash: '', at: '2026-11-20' }]);
    const { cursor } = await coordinator.sync();
    expect((await expert.sync([no])).outcomes).toEqual([{ id: no.id, ok: true }]);
    expect(await coordinator.sync([], cursor)).toMatchObject({ rows: [], gone: [] });
  });

  it('is forgotten after three months, but for those that wrote in the ledger', async () => {
    const { coordinator, expert, server } = world;
    const { invitation } = await invite(coordinator, expert.id);
    await answerAndSettle(server, expert, invitation);
    server.passDays(12);
    const hours = { id: 'hours', name: 'fee/confirm-hours', args: { fee: `fee.${invitation}`, minutes: 60, travelCents: 0 }, at: '2026-11-20T08:00:00.000Z' };
    await coordinator.sync([hours]);
    const applied = async () => (await world.db.all(sql`select op from applied`)).map((row) => row['op']);
    const before = await applied();
    await tidyOn(70);
    expect(await applied()).toEqual(before);
    await tidyOn(90);
    expect(await applied()).toEqual(['hours']);
    expect((await coordinator.sync([hours])).outcomes).toEqual([{ id: 'hours', ok: true }]);
    expect(await world.db.all(sql`select op from ledger`)).toHaveLength(1);
  });
});
