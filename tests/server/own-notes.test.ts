import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerIdOf } from '../../src/domain/answer-facts.ts';
import type { Answer } from '../../src/domain/answer.ts';
import { parse } from '../../src/domain/schema.ts';
import { rowSchemas } from '../../src/protocol/rows.ts';
import { migrate, readMigrations } from '../../src/server/db/migrate.ts';
import { sql } from '../../src/server/db/sql.ts';
import type { Db } from '../../src/server/db/sql.ts';
import type { Row } from '../../src/domain/op.ts';
import { pull } from '../../src/server/pull.ts';
import { termsOf } from '../../src/domain/terms.ts';
import type { Session } from '../../src/domain/session.ts';
import { newDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { sealedShape } from '../support/rows.ts';
import { createWorld, invite } from '../support/world.ts';

const feedOf = async (db: Db, scope: string) => (await db.all(sql`select kind, id, seq, gone from feed where scope like ${scope} order by seq`)).map((line) => ({ ...line }));

describe('a note for oneself', () => {
  it('shows in nothing that others receive, and in no line of the team’s feed: not that it is there, not on what, not when', async () => {
    const world = await createWorld();
    const { expert, coordinator, db } = world;
    const { session, invitation } = await invite(coordinator, expert.id);
    const terms = termsOf((await expert.sees()).get(`session/${session}`) as unknown as Session);
    expect(await expert.does('invitation/answer', { invitation, answer: 'accepted', terms })).toBe('ok');
    world.server.passMinutes(11);
    expect(await expert.does('answer/choose', { invitation, item: 'break', answer: 'clear' })).toBe('ok');
    const before = await coordinator.sync();
    const [seen, feed] = [JSON.stringify([...(await coordinator.sees())]), await feedOf(db, 'team:%')];

    const notes = ['noask', 'break', 'food'].map((item) => ({ invitation, item, note: sealedShape(), audience: 'me' }));
    for (const note of [...notes, ...notes]) expect(await expert.does('answer/write', note)).toBe('ok');
    expect(await expert.does('answer/write', { invitation, item: 'noask', note: null, audience: 'me' })).toBe('ok');

    // Nothing came since, and all of it is as it was.
    const after = await coordinator.sync([], before.cursor);
    expect([after.rows, after.gone, after.cursor]).toEqual([[], [], before.cursor]);
    expect(JSON.stringify([...(await coordinator.sees())])).toBe(seen);
    expect(await feedOf(db, 'team:%')).toEqual(feed);
    for (const other of [world.fees, world.contact, coordinator]) expect([...(await other.sees()).keys()].filter((key) => key.startsWith('note/'))).toEqual([]);
    // They stand in her own scope alone; and what she tells is told, from then on.
    expect((await db.all(sql`select distinct scope from feed where kind = 'note'`)).map((line) => line['scope'])).toEqual([`person:${expert.id}`]);
    expect((await expert.sees()).get(`note/${answerIdOf(invitation, 'food')}`)).toMatchObject({ sealed: notes[2]?.note });
    const told = sealedShape();
    expect(await expert.does('answer/write', { invitation, item: 'food', note: told, audience: 'coordinator' })).toBe('ok');
    expect((await coordinator.sees()).get(`answer/${answerIdOf(invitation, 'food')}`)).toMatchObject({ note: told });
    expect((await expert.sees()).has(`note/${answerIdOf(invitation, 'food')}`)).toBe(false);
    await world.close();
  });
});

describe('a database in which notes for oneself lay among the answers, opened by this server', () => {
  const [own, told, chosen] = [sealedShape(), sealedShape(), sealedShape()];
  const rows: Partial<Answer>[] = [
    { item: 'noask', answer: null, note: own, audience: 'me' },
    { item: 'break', answer: 'clear', note: chosen, audience: 'me' },
    { item: 'travel', answer: null, note: told, audience: 'coordinator' },
    { item: 'empty', answer: null, note: null, audience: 'me' },
    { item: 'gone', answer: null, note: null, audience: 'me' },
  ];
  let database: TestDatabase;
  let db: Db;
  beforeAll(async () => {
    database = await newDatabase();
    db = database.open();
    await migrate(db, readMigrations(db.dialect).filter(({ number }) => number < 5));
    for (const [scope, person] of [['person:aino', 'aino'], ['team:p', 'nea']]) {
      await db.run(sql`insert into scope (id, head) values (${String(scope)}, ${rows.length})`);
      await db.run(sql`insert into member (scope, person) values (${String(scope)}, ${String(person)})`);
    }
    for (const [index, more] of rows.entries()) {
      const row = { kind: 'answer', id: `i.${more.item}`, project: 'p', invitation: 'i', person: 'aino', asked: null, reply: null, ...more };
      if (more.item !== 'gone') await db.run(sql`insert into row (kind, id, project, version, body, made_by) values ('answer', ${row.id}, 'p', 1, ${JSON.stringify(row)}, 'aino')`);
      const gone = more.item === 'gone' ? 1 : 0;
      for (const scope of ['person:aino', 'team:p']) await db.run(sql`insert into feed (scope, kind, id, seq, since, gone) values (${scope}, 'answer', ${row.id}, ${index + 1}, ${index + 1}, ${gone})`);
    }
    await migrate(db);
  });
  afterAll(async () => {
    await db.close();
    await database.remove();
  });

  it('has them in rows of their own, which their writer gets whole, and nothing was lost', async () => {
    const { rows: found, cursor } = await pull(db, 'aino', { 'person:aino': rows.length });
    const seen = found as Row[];
    const byKey = new Map(seen.map((row) => [`${row.kind}/${row.id}`, row]));
    expect([...byKey.keys()].sort()).toEqual(['answer/i.break', 'answer/i.travel', 'note/i.break', 'note/i.noask']);
    expect(byKey.get('note/i.noask')).toEqual({ kind: 'note', id: 'i.noask', project: 'p', invitation: 'i', person: 'aino', item: 'noask', sealed: own });
    expect(byKey.get('note/i.break')).toMatchObject({ sealed: chosen });
    expect(byKey.get('answer/i.break')).toMatchObject({ answer: 'clear', note: null });
    expect(byKey.get('answer/i.travel')).toMatchObject({ note: told, audience: 'coordinator' });
    for (const row of seen) expect((row.kind === 'note' ? parse(rowSchemas.note, row) : parse(rowSchemas.answer, row)).ok).toBe(true);
    // A phone goes on from there: its next note gets a number of its own.
    expect((await pull(db, 'aino', cursor)).rows).toEqual([]);
  });

  it('has no trace of them in what the team receives, nor in its feed, and every device begins anew', async () => {
    const { rows: found, cursor } = await pull(db, 'nea', { 'team:p': rows.length });
    const seen = found as Row[];
    expect(cursor.epoch).toBe(1);
    expect(seen.map(({ id }) => id).sort()).toEqual(['i.break', 'i.travel']);
    expect(JSON.stringify(seen)).not.toContain(chosen);
    expect((await feedOf(db, 'team:p')).map(({ id }) => id)).toEqual(['i.break', 'i.travel']);
  });
});
