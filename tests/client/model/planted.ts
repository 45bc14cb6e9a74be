// Bugs to be caught, planted one at a time: in a copy of the source, or between the server and its database.
import { spawn } from 'node:child_process';
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from '../../../src/server/db/sql.ts';
import type { Db, Statement, Transaction } from '../../../src/server/db/sql.ts';
import { temporaryFolder } from '../../support/folder.ts';
import type { Seam } from './backend.ts';
import type { Under } from './history.ts';
import { search } from './search.ts';
import type { Found, Search } from './search.ts';
import type { Template } from './template.ts';

type Effort = Pick<Search, 'runs' | 'seed'>;

interface Patch {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const patches: Readonly<Record<string, Patch>> = {
  'drops what it has sent before the reply is stored': {
    file: 'src/client/drain.ts', from: 'const answered = await ask(',
    to: "await db.write(['outbox'], async (tx) => { for (const op of batch) tx.remove('outbox', op.seq); });\n    const answered = await ask(",
  },
  'drops everything when it is signed out': {
    file: 'src/client/drain.ts', from: "return trouble === 'signed-out' &&", to: "if (trouble === 'signed-out') await db.write(['outbox'], (tx) => tx.remove('outbox', IDBKeyRange.lowerBound(0)));\n      return trouble === 'signed-out' &&",
  },
  'blames without a control': { file: 'src/client/triage.ts', from: 'if (isControlled(op.id)) {', to: 'if (suspects.has(op.id)) {' },
  'does not hold what stands behind a refusal': { file: 'src/client/batch.ts', from: 'for (const op of refused) held.set(', to: 'for (const op of refused.slice(0, 0)) held.set(' },
  'sends past what it has put off': { file: 'src/client/batch.ts', from: 'if (deferred.has(op.id)) held.set(op.lane, op.seq);', to: 'if (deferred.has(op.id)) continue;' },
  'moves the cursor before the rows are stored': {
    file: 'src/client/drain.ts', from: "const state = await db.write(",
    to: "await db.write(['meta'], (tx) => tx.put('meta', reply.cursor, 'cursor'));\n    const state = await db.write(",
  },
  'orders by the clock': { file: 'src/client/outbox.ts', from: "=> tx.all('outbox');", to: "=> tx.all('outbox').then((ops) => ops.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)));" },
  'puts a refused op behind the others again': { file: 'src/client/outbox.ts', from: "tx.put('outbox', { ...rest, id: reason", to: "void tx.queue({ name: rest.name, args: rest.args, at: rest.at, lane: rest.lane, id: reason" },
  'leaves an op that failed alone to itself': { file: 'src/client/triage.ts', from: '!tried.has(id) || ', to: '' },
  'the server tries what stands behind a refused op': { file: 'src/server/group.ts', from: "if (outcome !== 'ok') shut.add(attempt.lane);", to: '' },
  'tells the other tabs nothing that they did not hear': { file: 'src/client/sync.ts', from: 'if (!grew) await mirror.look();\n    else ', to: 'if (grew) ' },
};

const copied = ['src/client', 'src/domain', 'src/protocol', 'src/mailbox', 'src/server', 'src/sw', 'src/tsconfig.base.json', 'tests/client/model', 'tests/support', 'package.json'];

/** A copy of the code with one place changed, searched in a process of its own. */
async function searchPatched({ file, from, to }: Patch, { runs, seed }: Effort): Promise<Found> {
  const folder = temporaryFolder();
  const root = process.cwd();
  for (const part of copied) cpSync(join(root, part), join(folder.path, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder.path, 'node_modules'), 'junction');
  writeFileSync(join(folder.path, file), plantIn(file, from, to));
  const child = spawn(process.execPath, ['tests/client/model/main.ts', 'all', String(runs), String(seed), '60', 'first'], { cwd: folder.path, stdio: ['ignore', 'pipe', 'inherit'] });
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  await new Promise((resolve) => child.once('close', resolve));
  folder.remove();
  return JSON.parse(out) as Found;
}

/** Throws where the place is no more: then the bug is to be planted anew. */
function plantIn(file: string, from: string, to: string): string {
  const source = readFileSync(join(process.cwd(), file), 'utf8');
  if (source.split(from).length !== 2) throw new Error(`no bug can be planted in ${file}: "${from}" is not there once`);
  return source.replace(from, () => to);
}

export const checkPlaces = (): void => Object.values(patches).forEach(({ file, from, to }) => plantIn(file, from, to));

const withTransactions = (db: Db, change: (tx: Transaction) => Transaction): Db => ({ ...db, transaction: (work) => db.transaction((tx) => work(change(tx))) });

const records = (statement: Statement): boolean => statement.text.includes('insert into applied');
const asks = (statement: Statement): boolean => statement.text.includes('join applied');

/** The server forgets which ops it has applied. */
const forgets: Seam = (db) =>
  withTransactions(db, (tx) => ({
    ...tx,
    all: async (statement) => (asks(statement) ? [] : tx.all(statement)),
    run: async (statement) => (records(statement) ? tx.run({ ...statement, text: statement.text.replace('insert', 'insert or ignore') }) : tx.run(statement)),
  }));

/** It applies first and records afterwards, in another transaction. */
const recordsLater: Seam = (db) => ({
  ...db,
  async transaction(work) {
    const later: Statement[] = [];
    const result = await db.transaction((tx) => work({ ...tx, run: async (statement) => (records(statement) ? later.push(statement) : tx.run(statement)) }));
    for (const statement of later) await db.transaction((tx) => tx.run(statement));
    return result;
  },
});

/** It lets a broken op's effect stand. */
const keepsHalf: Seam = (db) =>
  withTransactions(db, (tx) => ({ ...tx, run: async (statement) => (statement.text.includes('rollback to') ? 0 : tx.run(statement)) }));

/** It shows everybody everything. */
const showsAll: Seam = (db) => ({
  ...db,
  all: async (statement) => (statement.text.includes('select m.scope, m.until') ? db.all(sql`select m.scope, m.until, s.head from member m join scope s on s.id = m.scope group by m.scope`) : db.all(statement)),
});

const seams: Readonly<Record<string, Omit<Under, 'template'>>> = {
  'uses the id of an op again': { idOf: (device, n) => `${device}-${n % 3}` },
  'the server forgets what it has applied': { seam: forgets },
  'the server applies before it records': { seam: recordsLater },
  'the server keeps half of an op that broke': { seam: keepsHalf },
  'the server shows one person the rows of another': { seam: showsAll },
};

export const planted: readonly string[] = [...Object.keys(patches), ...Object.keys(seams)];

/** Plants a bug and looks for a history that tells. */
export async function searchPlanted(name: string, template: Template, effort: Effort): Promise<Found> {
  const patch = patches[name];
  if (patch) return searchPatched(patch, effort);
  return search({ template, ...seams[name] }, { phones: 'all', seconds: 60, shrinks: false, ...effort });
}
