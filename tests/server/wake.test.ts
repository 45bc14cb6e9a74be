import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../src/server/db/sql.ts';
import { createWakes } from '../../src/server/wake.ts';
import { openServer } from '../support/server.ts';
import { createWorld, invite, sessionArgs, someone } from '../support/world.ts';
import type { Someone, World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
  await listening(world.coordinator);
});
afterAll(() => world.close());

/** An open stream: `next` gives what the server writes next, and nothing at the end. */
async function open(who: Someone) {
  const response = await who.fetch('/api/wake');
  const reader = response.body?.getReader();
  const next = async (): Promise<string | undefined> => {
    const { value } = (await reader?.read()) ?? {};
    return value && new TextDecoder().decode(value);
  };
  return { response, next, leave: async () => reader?.cancel() };
}

const event = 'event: wake\ndata:\n\n';

/** PostgreSQL hears from the moment on when its connection listens: until then, knock. */
async function listening(who: Someone): Promise<void> {
  const stream = await open(who);
  const knocking = setInterval(() => void world.db.transaction(async (tx) => tx.announce([`person:${who.id}`])), 50);
  while ((await stream.next()) !== event);
  clearInterval(knocking);
  await stream.leave();
}

describe('an open app', () => {
  it('is woken when something that it may see has changed, and is told nothing else', async () => {
    const { session } = await invite(world.coordinator, world.expert.id);
    const stream = await open(world.expert);
    expect(stream.response.headers.get('content-type')).toBe('text/event-stream');
    expect(stream.response.headers.get('cache-control')).toBe('no-store');
    expect(await stream.next()).toBe(': open\n\n');
    const { cursor } = await world.expert.sync();
    await world.coordinator.does('session/change', sessionArgs(session, { title: 'canary' }));
    expect(await stream.next()).toBe(event);
    expect(JSON.stringify((await world.expert.sync([], cursor)).rows)).toContain('canary');
    await stream.leave();
  });

  it('sleeps on when something else has changed', async () => {
    const [theirs, ours] = [await open(world.fees), await open(world.coordinator)];
    await theirs.next();
    await ours.next();
    await world.coordinator.does('session/plan', sessionArgs(randomUUID()));
    expect(await ours.next()).toBe(event);
    // What comes next for the other is the end, and no word before it.
    await world.fees.post('/api/login/leave', {});
    const rest: (string | undefined)[] = [];
    for (let part = await theirs.next(); part !== undefined; part = await theirs.next()) rest.push(part);
    expect(rest.length).toBeLessThanOrEqual(1);
    await ours.leave();
  });

  it('needs a login', async () => {
    const stranger = someone(world.server, { ...world.expert, headers: {} });
    expect((await stranger.fetch('/api/wake')).status).toBe(401);
    expect((await world.expert.fetch('/api/wake', { method: 'HEAD' })).status).toBe(405);
  });

  it('has a few streams at most: one more ends its oldest', async () => {
    const streams = [];
    for (let count = 0; count < 5; count += 1) streams.push(await open(world.contact));
    const ends = await Promise.all(streams.slice(0, 1).map(async (stream) => [await stream.next(), await stream.next()]));
    expect(ends).toEqual([[': open\n\n', undefined]]);
    await world.db.transaction(async (tx) => tx.announce([`person:${world.contact.id}`]));
    for (const stream of streams.slice(1)) expect([await stream.next(), await stream.next()]).toEqual([': open\n\n', event]);
    await Promise.all(streams.slice(1).map((stream) => stream.leave()));
  });
});

describe('a server', () => {
  it('keeps streams alive, ends them after a while, and takes only so many', async () => {
    const wakes = createWakes(world.db, { beatMs: 1, maxOpen: 1 });
    const first = wakes.open({ person: 'a', device: 'a' });
    const busy = wakes.open({ person: 'b', device: 'b' });
    expect([busy.status, await busy.json()]).toEqual([429, { reason: 'busy' }]);
    const text = await first.text();
    expect(text.startsWith(': open\n\n: \n\n: \n\n')).toBe(true);
    expect(wakes.open({ person: 'b', device: 'b' }).status).toBe(200);
    wakes.close();
  });

  it('lets go of a phone that takes nothing any more', async () => {
    const wakes = createWakes(world.db, { maxOpen: 1 });
    const stuck = wakes.open({ person: world.coordinator.id, device: 'stuck' });
    let isFree = false;
    const announcing = (async () => {
      while (!isFree) {
        await world.db.transaction(async (tx) => tx.announce([`person:${world.coordinator.id}`]));
        const other = wakes.open({ person: 'b', device: 'b' });
        isFree = other.status === 200;
      }
    })();
    await announcing;
    expect((await stuck.text()).length).toBeLessThan(4_000);
    wakes.close();
  });

  it('ends its streams when it stops, and opens no more', async () => {
    const server = await openServer();
    const wakes = createWakes(server.db);
    const open = wakes.open({ person: 'a', device: 'a' });
    wakes.close();
    expect(await open.text()).toBe(': open\n\n');
    expect(wakes.open({ person: 'a', device: 'a' }).status).toBe(429);
    await server.close();
  });

  it('asks the database once for many changes that come together', async () => {
    const asked: string[] = [];
    const counting = { ...world.db, all: (statement: Parameters<typeof world.db.all>[0]) => (asked.push(statement.text), world.db.all(statement)) };
    const wakes = createWakes(counting);
    const stream = wakes.open({ person: world.coordinator.id, device: 'd' });
    const reader = stream.body?.getReader();
    await reader?.read();
    await Promise.all(Array.from({ length: 20 }, () => world.db.transaction(async (tx) => tx.announce([`person:${world.coordinator.id}`]))));
    await reader?.read();
    expect(asked.filter((text) => text.includes('from member')).length).toBeLessThan(20);
    wakes.close();
    expect(await world.db.all(sql`select 1 as alive`)).toEqual([{ alive: 1 }]);
  });
});
