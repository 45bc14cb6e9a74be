import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ref } from '../../src/domain/op.ts';
import { expertsScope, personScope, projectScope, teamScope } from '../../src/domain/scope.ts';
import { beginsAnew } from '../../src/protocol/sync.ts';
import type { Cursor } from '../../src/protocol/sync.ts';
import { sql } from '../../src/server/db/sql.ts';
import { beginEpoch } from '../../src/server/epoch.ts';
import { pageRows } from '../../src/server/pull.ts';
import { answerAndSettle } from '../support/answers.ts';
import { newDatabase } from '../support/database.ts';
import { withHistory } from '../support/history.ts';
import { backUp } from '../support/restored.ts';
import { sealedShape } from '../support/rows.ts';
import { openServer } from '../support/server.ts';
import { createWorld, found, invite, opOf, renewed, sessionArgs } from '../support/world.ts';
import type { Someone, World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const keysOf = (rows: readonly unknown[]): string[] => (rows as Ref[]).map((row) => `${row.kind}/${row.id}`);

describe('a pull', () => {
  it('sends what is new since the cursor and nothing else', async () => {
    const { cursor } = await world.coordinator.sync();
    const id = randomUUID();
    await world.coordinator.does('session/plan', sessionArgs(id));
    const news = await world.coordinator.sync([], cursor);
    expect(keysOf(news.rows)).toEqual([`session/${id}`, `lead/${id}`]);
    const again = await world.coordinator.sync([], news.cursor);
    expect([again.rows, again.gone, again.more, again.cursor]).toEqual([[], [], false, news.cursor]);
  });

  it('sends the effect of the operations of the same request', async () => {
    const { cursor } = await world.coordinator.sync();
    const id = randomUUID();
    expect(keysOf((await world.coordinator.sync([opOf('session/plan', sessionArgs(id))], cursor)).rows)).toEqual([`session/${id}`, `lead/${id}`]);
  });

  it('comes in pages that lose nothing and repeat nothing', async () => {
    const ids = Array.from({ length: pageRows + 20 }, () => randomUUID());
    for (let at = 0; at < ids.length; at += 130) {
      await world.coordinator.sync(ids.slice(at, at + 130).map((id) => opOf('session/plan', sessionArgs(id))));
    }
    const seen: string[] = [];
    const sizes: number[] = [];
    let cursor: Cursor = {};
    for (let more = true; more; ) {
      const page = await world.coordinator.sync([], cursor);
      seen.push(...keysOf(page.rows));
      sizes.push(page.rows.length);
      ({ cursor, more } = page);
    }
    expect(Math.max(...sizes)).toBeLessThanOrEqual(pageRows);
    expect(sizes.length).toBeGreaterThan(1);
    for (const id of ids) expect(seen.filter((key) => key === `session/${id}`)).toHaveLength(1);
  });

  it('ends a page early where rows are large', async () => {
    const writer = await world.arrive('expert', 'Pihla');
    const sealed = 'A'.repeat(Math.ceil((32_768 * 4) / 3));
    for (let index = 0; index < 40; index += 1) await writer.does('reflection/send', { id: randomUUID(), session: null, route: 'read', sealed });
    const page = await writer.sync();
    expect(page.more).toBe(true);
    expect(JSON.stringify(page).length).toBeLessThan(1_200_000);
    expect([...(await writer.sees()).keys()].filter((key) => key.startsWith('reflection/'))).toHaveLength(40);
  });

  it('sends a row that stands in several scopes once', async () => {
    const { rows } = await world.coordinator.sync([], {});
    const keys = keysOf(rows);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('says what is gone to those who had it, and not to those who never had', async () => {
    const { invitation } = await invite(world.coordinator, world.expert.id);
    const fee = `fee.${invitation}`;
    const before = await world.fees.sync();
    await answerAndSettle(world.server, world.expert, invitation);
    const { rows, cursor } = await world.fees.sync([], before.cursor);
    expect(keysOf(rows)).toEqual([`fee/${fee}`]);
    await answerAndSettle(world.server, world.expert, invitation, 'declined');
    expect((await world.fees.sync([], cursor)).gone).toEqual([{ kind: 'fee', id: fee }]);
    const late = await world.fees.sync([], before.cursor);
    expect([late.gone, late.rows]).toEqual([[], []]);
    expect((await world.fees.sync([], {})).gone).toEqual([]);
  });

  it('brings back a row that came again', async () => {
    const { invitation } = await invite(world.coordinator, world.expert.id);
    await answerAndSettle(world.server, world.expert, invitation);
    const first = await world.fees.sync();
    await answerAndSettle(world.server, world.expert, invitation, 'declined');
    await answerAndSettle(world.server, world.expert, invitation);
    const news = await world.fees.sync([], first.cursor);
    expect([keysOf(news.rows), news.gone]).toEqual([[`fee/fee.${invitation}`], []]);
  });

  it('tells nothing about a scope of others that the cursor names', async () => {
    const reply = await world.expert.sync([], { [teamScope(world.expert.project)]: 1, [personScope(world.contact.id)]: 1, 'nothing:here': 4 });
    expect(Object.keys(reply.cursor).sort()).toEqual(['epoch', personScope(world.expert.id), projectScope(world.expert.project), expertsScope(world.expert.project)].sort());
    expect(reply.gone).toEqual([]);
  });

  it('begins a scope again where the cursor is ahead of the server', async () => {
    const scope = personScope(world.expert.id);
    const { rows, cursor } = await world.expert.sync([], { [scope]: 1_000_000 });
    expect(keysOf(rows)).toContain(`person/${world.expert.id}`);
    expect(cursor[scope]).toBeLessThan(1_000_000);
  });
});

describe('a cursor from another life of the database', () => {
  it('counts as none, page by page, and only the first page begins anew', async () => {
    const { who, cursor } = await withHistory(world.server, pageRows + 10);
    const asked = { ...cursor, epoch: 7 };
    const first = await who.sync([], asked);
    const second = await who.sync([], first.cursor);
    expect([first.more, beginsAnew(asked, first.cursor), second.more, beginsAnew(first.cursor, second.cursor)]).toEqual([true, true, false, false]);
    const keys = keysOf([...first.rows, ...second.rows]);
    expect([new Set(keys).size, keys.length]).toEqual([keys.length, (await who.sees()).size]);
    expect(second.cursor).toEqual(cursor);
  });

  it('begins nothing where nothing was there before', async () => {
    expect(beginsAnew({}, (await world.expert.sync([], {})).cursor)).toBe(false);
  });

  it('is known by its number, also when the numbers in it could be from this one', async () => {
    const before = await newDatabase();
    const server = await openServer({}, before);
    const nea = await found(server);
    const plan = async (who: Someone, count: number): Promise<string[]> => {
      const ids = Array.from({ length: count }, () => randomUUID());
      for (const id of ids) await who.does('session/plan', sessionArgs(id));
      return ids;
    };
    const kept = await plan(nea, 2);
    const backup = await backUp(before);
    await plan(nea, 5);
    const { cursor } = await nea.sync();
    const { epoch: _, ...ofAnOlderApp } = cursor;
    await server.close();

    const after = await backup.restore();
    const restored = await openServer({}, after);
    const again = await renewed(restored, nea);
    const made = await plan(again, 8);
    const sessionsIn = (rows: readonly unknown[]) => keysOf(rows).filter((key) => key.startsWith('session/')).sort();
    const there = [...kept, ...made].map((id) => `session/${id}`).sort();
    for (const asked of [cursor, ofAnOlderApp]) {
      const news = await again.sync([], asked);
      expect([sessionsIn(news.rows), news.gone, beginsAnew(asked, news.cursor)]).toEqual([there, [], true]);
      expect((await again.sync([], news.cursor)).rows).toEqual([]);
    }

    // Restored once more in the same second, or while the clock went back, it is yet another one.
    const current = (await again.sync()).cursor;
    await restored.db.transaction((tx) => beginEpoch(tx, 0));
    const news = await again.sync([], current);
    expect([sessionsIn(news.rows), news.cursor]).toEqual([there, { ...current, epoch: (current.epoch ?? 0) + 1 }]);
    await restored.close();
    backup.remove();
    await Promise.all([before.remove(), after.remove()]);
  });
});

describe('a scope that a person left', () => {
  it('gives back what it had given and nothing that came later', async () => {
    const person = await world.arrive('coordinator', 'Oona');
    const scope = teamScope(person.project);
    const { invitation, session } = await invite(person, world.expert.id);
    const reflection = randomUUID();
    await world.expert.does('reflection/send', { id: reflection, session, route: 'read', sealed: sealedShape() });
    let { cursor } = await person.sync();
    for (let more = true; more; ) ({ cursor, more } = await person.sync([], cursor));
    await world.db.run(sql`update member set until = (select head from scope where id = ${scope}) where scope = ${scope} and person = ${person.id}`);
    await world.expert.does('reflection/withdraw', { id: reflection });
    const later = await invite(world.coordinator, world.expert.id);

    const gone: string[] = [];
    let pages = 0;
    for (let more = true; more; pages += 1) {
      const page = await person.sync([], cursor);
      gone.push(...keysOf(page.gone));
      ({ cursor, more } = page);
    }
    expect(pages).toBeGreaterThan(1);
    expect(gone).toEqual(expect.arrayContaining([`invitation/${invitation}`, `session/${session}`, `reflection/${reflection}`]));
    expect(gone.join()).not.toContain(later.invitation);
    expect(gone).not.toContain(`person/${person.id}`);
    expect(Object.keys(cursor)).not.toContain(scope);
    expect(await person.does('session/hold', { id: session })).toBe('not-found');
  });
});

describe('a reader beside many writers', () => {
  it('skips nothing', async () => {
    const ids = Array.from({ length: 60 }, () => randomUUID());
    let { cursor } = await world.coordinator.sync();
    for (let more = true; more; ) ({ cursor, more } = await world.coordinator.sync([], cursor));
    const seen = new Set<string>();
    const read = async () => {
      const news = await world.coordinator.sync([], cursor);
      for (const key of keysOf(news.rows)) seen.add(key);
      ({ cursor } = news);
    };
    let writing = true;
    // Six lanes: more at once than there are connections would wait for one, on a busy machine longer than a server may.
    const lane = async (place: number) => {
      for (const id of ids.filter((_id, index) => index % 6 === place)) await world.coordinator.does('session/plan', sessionArgs(id));
    };
    const writers = Promise.all([0, 1, 2, 3, 4, 5].map(lane)).then(() => (writing = false));
    while (writing) {
      await read();
      // Requests from outside would turn the event loop; these come from within it.
      await new Promise((resolve) => setImmediate(resolve));
    }
    await writers;
    await read();
    expect(ids.filter((id) => !seen.has(`session/${id}`))).toEqual([]);
  });
});
