import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inRepository } from '../../src/tools/paths.ts';
import { temporaryFolder } from '../support/folder.ts';

const written: { readonly scripts: Readonly<Record<string, string>> } = JSON.parse(readFileSync(inRepository('package.json'), 'utf8'));
const ours = Object.entries(written.scripts).filter(([, command]) => command.startsWith('node '));

const folder = temporaryFolder();
beforeAll(() => {
  cpSync(inRepository('src/tools'), join(folder.path, 'src/tools'), { recursive: true });
  copyFileSync(inRepository('package.json'), join(folder.path, 'package.json'));
});
afterAll(() => folder.remove());

// A machine's own Node is older at times; npm brings the one that is needed.
const olderNode = `data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'20.20.2'}})`;
const run = (command: string, ...options: readonly string[]) => {
  const [, ...args] = command.split(' && ')[0]?.split(' ') ?? [];
  const { status, stdout, stderr } = spawnSync(process.execPath, [...options, ...args], { cwd: folder.path, encoding: 'utf8' });
  return { status, stdout, stderr };
};

describe('before "npm ci"', () => {
  it.each(ours)('"npm run %s" says in one line what to do', (_name, command) => {
    const said = run(command);
    expect([said.status, said.stdout]).toEqual([2, '']);
    expect(said.stderr).toMatch(/^[^\n]+: npm ci\n$/);
  });

  it('is said by an older Node, too, which cannot read a line of TypeScript', () => {
    expect(run(written.scripts['start'] ?? '', '--import', olderNode)).toMatchObject({ status: 2, stderr: expect.stringMatching(/^[^\n]+: npm ci\n$/) });
  });
});

describe('with an older Node', () => {
  it('each says in one line which is needed', () => {
    symlinkSync(inRepository('node_modules'), join(folder.path, 'node_modules'), 'dir');
    for (const name of ['start', 'demo', 'mailbox', 'backup', 'restore']) {
      const said = run(written.scripts[name] ?? '', '--import', olderNode);
      expect([said.status, said.stdout]).toEqual([2, '']);
      expect(said.stderr).toMatch(/^Rasti runs on Node 24 or newer, and this is Node 20\.20\.2\.[^\n]+\n$/);
    }
  });
});
