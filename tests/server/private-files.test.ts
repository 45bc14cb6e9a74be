import { chmodSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/server/config.ts';
import { startServer } from '../../src/server/main.ts';
import { temporaryFolder } from '../support/folder.ts';
import { runToEnd } from '../support/process.ts';

const folder = temporaryFolder();
afterEach(() => folder.remove());

const modesIn = (path: string): readonly string[] => readdirSync(path).filter((name) => statSync(join(path, name)).isFile()).map((name) => `${name} ${(statSync(join(path, name)).mode & 0o777).toString(8)}`).sort();

describe('what the server stores in a folder that others can look into', () => {
  it('is for its owner alone, also where it stood there open to all', async () => {
    const [data, mail] = ['data', 'mail'].map((name) => join(folder.path, name));
    if (!data || !mail) throw new Error('no folders');
    for (const path of [data, mail]) mkdirSync(path, { mode: 0o755 });
    for (const file of [join(data, 'rasti.db'), join(mail, 'mail.db')]) {
      writeFileSync(file, '');
      chmodSync(file, 0o644);
    }
    const settings = readConfig({ PORT: '0', DATA_DIR: data, MAIL_DIR: mail });
    if (!settings.ok) throw new Error(settings.problems.join(' '));
    const server = await startServer(settings.config, { dist: folder.path, write: () => undefined });
    expect(modesIn(data)).toEqual(['closed-devices.ndjson 600', 'login.key 600', 'rasti.db 600', 'rasti.db-shm 600', 'rasti.db-wal 600']);
    expect(modesIn(mail)).toEqual(['mail.db 600', 'mail.db-shm 600', 'mail.db-wal 600']);
    const { code } = await runToEnd('src/tools/backup.ts', { DATA_DIR: data }, [join(folder.path, 'copy.jsonl')]);
    expect([code, modesIn(folder.path)]).toEqual([0, ['copy.jsonl 600']]);
    await server.close();
  });
});
