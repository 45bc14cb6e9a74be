import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/server/config.ts';
import { sql } from '../../../src/server/db/sql.ts';
import { tables } from '../../../src/server/db/tables.ts';
import { beginEpoch } from '../../../src/server/epoch.ts';
import { openPortableStored } from '../../../src/crypto/portable-keys.ts';
import { loginKeyOf } from '../../../src/server/login-key.ts';
import { keyOf, signsWith } from '../../support/proof.ts';
import { readMemory } from '../../../src/tools/demo/folder.ts';
import { prepareDemo } from '../../../src/tools/demo/prepare.ts';
import { columnsOf } from '../../../src/tools/copy/table.ts';
import { newDatabase } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { runToEnd, startProcess } from '../../support/process.ts';
import { openServer } from '../../support/server.ts';
import type { TestServer } from '../../support/server.ts';
import { renewed, sessionAhead, someone } from '../../support/world.ts';
import type { Someone } from '../../support/world.ts';

const folder = temporaryFolder();
const backupFile = join(folder.path, 'backup.ndjson');
let embedded: TestDatabase;
let postgres: TestDatabase;
beforeAll(async () => {
  [embedded, postgres] = await Promise.all([newDatabase('sqlite'), newDatabase('postgres')]);
  const settings = readConfig({ PORT: '0', DATA_DIR: embedded.dataDir });
  if (!settings.ok) throw new Error(settings.problems.join());
  await prepareDemo(settings.config);
});
afterAll(async () => {
  await Promise.all([embedded.remove(), postgres.remove()]);
  folder.remove();
});

/** The demo's coordinator on a server over this database, as the device that the demo's folder remembers. */
async function asCoordinator<T>(database: TestDatabase, work: (nea: Someone, server: TestServer) => Promise<T>): Promise<T> {
  const server = await openServer({ loginKey: loginKeyOf({ loginKey: undefined, dataDir: embedded.dataDir }) }, database);
  const kept = readMemory(embedded.dataDir)?.people.coordinator;
  const keys = kept && (await openPortableStored(kept.wrapped, kept.secret, kept));
  if (!kept || !keys) throw new Error('the demo remembers nobody');
  signsWith({ id: kept.device, sig: kept.sig }, keyOf(keys.sig));
  try {
    return await work(someone(server, { id: kept.person, project: '', device: kept.device, headers: { 'rasti-device': kept.device, cookie: kept.cookie } }), server);
  } finally {
    await server.close();
  }
}

const both = () => ({ DATA_DIR: embedded.env.DATA_DIR, DATABASE_URL: postgres.env.DATABASE_URL });
const move = (env: Record<string, string> = both()) => runToEnd('src/tools/move.ts', env);
const restore = (database: TestDatabase, file: string) => runToEnd('src/tools/restore.ts', { ...database.env }, [file, '--closed', 'none']);
const news = (rows: readonly unknown[]) => JSON.stringify(rows);

describe('the tables of the list', () => {
  it.each(['sqlite', 'postgres'] as const)('are all the tables and columns that the migrations make: %s', async (dialect) => {
    const empty = await newDatabase(dialect);
    const server = await openServer({}, empty);
    const found = await server.db.all(
      dialect === 'sqlite'
        ? sql`select m.name as name, c.name as col from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table'`
        : sql`select table_name as name, column_name as col from information_schema.columns where table_schema = current_schema()`,
    );
    const listed = tables.flatMap((table) => columnsOf(table).map((column) => `${table.name}.${column}`));
    expect(found.map(({ name, col }) => `${String(name)}.${String(col)}`).filter((one) => one !== 'migration.number').sort()).toEqual(listed.sort());
    await server.close();
    await empty.remove();
  });
});

describe('the demo’s project', () => {
  it('moves to PostgreSQL, where phones go on with their cursors, is backed up while it works, and comes back in either database, where they begin anew', async () => {
    const db = embedded.open();
    await db.transaction((tx) => beginEpoch(tx, 7_000));
    await db.close();
    const { cursor, rows } = await asCoordinator(embedded, (nea) => nea.sync());
    expect([rows.length > 5, cursor.epoch]).toEqual([true, 7]);

    const moved = await move();
    expect([moved.err, moved.code]).toEqual(['', 0]);
    expect(moved.out).toMatch(/ row +\d+ rows {2}sha256 [0-9a-f]{16}…\n[^]* 14 tables, \d+ rows\.\nMoved\. Counts and checksums of every table are the same/);

    const id = 'after-the-move';
    const later = await asCoordinator(postgres, async (nea) => {
      expect(await nea.sync([], cursor)).toMatchObject({ rows: [], gone: [], cursor });
      expect(await nea.does('session/plan', sessionAhead(id, { title: 'U+2028:\u2028 and a \\ "quote"' }))).toBe('ok');
      const saved = await runToEnd('src/tools/backup.ts', both(), [backupFile]);
      expect([saved.err, saved.code]).toEqual(['', 0]);
      expect(saved.out).toContain('counts and checksums agree');
      await nea.does('session/plan', sessionAhead('after-the-backup'));
      return nea.sync([], cursor);
    });
    expect(news(later.rows)).toContain('after-the-backup');

    const began = Math.floor(Date.now() / 1000);
    for (const dialect of ['postgres', 'sqlite'] as const) {
      const fresh = await newDatabase(dialect);
      const restored = await restore(fresh, backupFile);
      expect([restored.err, restored.code]).toEqual(['', 0]);
      expect(restored.out).toContain('Restored. Counts and checksums of every table are those of the backup.');
      await asCoordinator(fresh, async (before, server) => {
        // No cookie of before fits; the device signs for a new one.
        await expect(before.sync()).rejects.toThrow('401');
        const nea = await renewed(server, before);
        const whole = await nea.sync();
        expect(whole.rows).toContainEqual(expect.objectContaining({ kind: 'session', id, title: 'U+2028:\u2028 and a \\ "quote"' }));
        expect(news(whole.rows)).not.toContain('after-the-backup');
        expect(whole.cursor.epoch).toBeGreaterThanOrEqual(began);
        // From before the backup or after it: all of it is given again.
        for (const asked of [cursor, later.cursor]) expect(await nea.sync([], asked)).toMatchObject({ rows: whole.rows, gone: [], cursor: whole.cursor });
        await nea.does('session/plan', sessionAhead('after-the-restore'));
        expect((await nea.sync([], whole.cursor)).rows).toMatchObject([{ id: 'after-the-restore' }, { id: 'after-the-restore' }]);
      });
      expect((await restore(fresh, backupFile)).err).toMatch(/^The database is not empty: [^\n]+\n$/);
      await fresh.remove();
    }
  });

  it('does not move twice, nor without a place to go, nor under a server that still writes', async () => {
    expect(await move()).toMatchObject({ code: 1, err: expect.stringMatching(/^The database is not empty: [^\n]+\n$/) });
    expect((await move({ DATA_DIR: embedded.dataDir })).err).toMatch(/^DATABASE_URL must name [^\n]+\n$/);
    expect((await move({ ...both(), DATA_DIR: folder.path })).err).toMatch(/^There is no embedded database [^\n]+\n$/);
    const server = await startProcess(embedded);
    const fresh = await newDatabase('postgres');
    const refused = await move({ ...both(), DATABASE_URL: fresh.env.DATABASE_URL });
    expect([refused.code, refused.out, refused.err]).toEqual([1, '', expect.stringMatching(/^A server has the embedded database open[^\n]+\n$/)]);
    server.kill('SIGTERM');
    await server.ended;
    await fresh.remove();
  });
});

describe('a backup', () => {
  it('is never written over, and says when there is nothing to back up', async () => {
    expect((await runToEnd('src/tools/backup.ts', both(), [backupFile])).err).toMatch(/exists already/);
    expect((await runToEnd('src/tools/backup.ts', { DATA_DIR: folder.path }, [join(folder.path, 'b')])).err).toMatch(/^There is no embedded database/);
    expect((await runToEnd('src/tools/backup.ts', both(), [])).err).toMatch(/^Say where to/);
  });

  it('can go into a folder, from SQLite with its server at work', async () => {
    const server = await startProcess(embedded);
    const saved = await runToEnd('src/tools/backup.ts', { ...embedded.env }, [folder.path]);
    expect(saved.out).toMatch(/rasti-\d{4}-\d{2}-\d{2}T\d{6}\.\d{3}Z\.ndjson, and read through/);
    server.kill('SIGTERM');
    await server.ended;
  });

  const damage: [string, (text: string) => string, RegExp][] = [
    ['cut off', (text) => text.slice(0, text.lastIndexOf('\n', text.length - 2) + 1), /^The backup was cut off/],
    ['cut in the middle', (text) => text.slice(0, text.length / 2), /^The backup is damaged/],
    ['changed in one letter', (text) => text.replace('"coordinator"', '"koordinator"'), /^The backup is damaged/],
    ['short of a row', (text) => text.replace(/\n\["device",[^\n]*/, ''), /^The backup is damaged/],
    ['with rows of another shape', (text) => text.replace(/\n\[/, '\n["more",'), /^The backup is damaged/],
    ['from another version', (text) => text.replace(/"schema":\d+/, '"schema":999'), /^The backup was made by another version/],
    ['something else', () => '{"hello":1}\n', /^This is no backup/],
    ['empty', () => '', /^This is no backup/],
  ];

  it.each(damage)('is refused in one line when it is %s, and nothing is kept of it', async (_name, change, words) => {
    const file = join(folder.path, 'damaged.ndjson');
    writeFileSync(file, change(readFileSync(backupFile, 'utf8')));
    const fresh = await newDatabase('sqlite');
    const refused = await restore(fresh, file);
    expect([refused.code, refused.out]).toEqual([1, '']);
    expect(refused.err).toMatch(words);
    expect(refused.err.trim().split('\n')).toHaveLength(1);
    const db = fresh.open();
    expect(await db.all(sql`select id from row`)).toEqual([]);
    await db.close();
    await fresh.remove();
  });
});
