import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Change, Op } from '../../src/domain/op.ts';
import { personScope } from '../../src/domain/scope.ts';
import { sql } from '../../src/server/db/sql.ts';
import { putNote, rawTables } from '../support/raw.ts';
import { sealedShape } from '../support/rows.ts';
import { createWorld, opOf, wordOf } from '../support/world.ts';
import type { Someone, World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld({ tables: rawTables });
});
afterAll(() => world.close());

const raw = (changes: readonly Change[], lane: string = randomUUID()): Op => opOf('raw/do', { lane, changes });
const own = (who: Someone) => personScope(who.id);
const versionOf = async (id: string) => (await world.db.all(sql`select version from row where kind = 'note' and id = ${id}`)).map((row) => row['version']);
const placesOf = (id: string) => world.db.all(sql`select scope, gone from feed where kind = 'note' and id = ${id} order by scope`);
const outcomeOf = (op: Op) => world.db.all(sql`select outcome from applied where op = ${op.id}`);
const words = async (who: Someone, ops: readonly Op[]) => (await who.sync(ops)).outcomes.map(wordOf);

describe('an operation that comes twice in one request', () => {
  it('is done once and has one outcome, a refusal too', async () => {
    const id = randomUUID();
    const op = raw([putNote(id, [own(world.expert)])]);
    const refused = opOf('raw/copy', { from: randomUUID(), to: randomUUID(), scope: own(world.expert) });
    expect(await words(world.expert, [op, op, refused, raw([]), op])).toEqual(['ok', 'ok', 'not-found', 'ok', 'ok']);
    expect([await versionOf(id), await outcomeOf(op), await outcomeOf(refused)]).toEqual([[1], [{ outcome: 'ok' }], [{ outcome: 'not-found' }]]);
  });

  it('is taken the second time when its content is another', async () => {
    const [one, two] = [randomUUID(), randomUUID()];
    const op = raw([putNote(one, [own(world.expert)])]);
    expect(await words(world.expert, [op, { ...raw([putNote(two, [own(world.expert)])]), id: op.id }])).toEqual(['ok', 'taken']);
    expect(await versionOf(two)).toEqual([]);
  });
});

describe('an operation that breaks', () => {
  it.each(['rule', 'database'])('takes no other with it (%s)', async (how) => {
    const before = world.server.lines.length;
    const ids = Array.from({ length: 100 }, () => randomUUID());
    const broken = opOf('raw/break', { lane: 'broken', how });
    const behind = raw([putNote(randomUUID(), [own(world.expert)])], 'broken');
    const ops = ids.map((id) => raw([putNote(id, [own(world.expert)])]));
    const reply = await world.expert.sync([...ops.slice(0, 41), broken, ...ops.slice(41, 70), behind, ...ops.slice(70)]);
    expect(reply.outcomes).toEqual(ops.map(({ id }) => ({ id, ok: true })));
    expect([await outcomeOf(broken), await outcomeOf(behind), await versionOf('half-done')]).toEqual([[], [], []]);
    for (const id of ids) expect(await versionOf(id)).toEqual([1]);
    expect(world.server.lines.slice(before).filter((line) => line.includes('failure') || line.includes('error'))).toHaveLength(1);
    const again = await world.expert.sync([broken, behind]);
    expect(again.outcomes).toEqual([]);
  });
});

describe('a row that nobody would see', () => {
  it('is a bug of the rule, and is not stored', async () => {
    const id = randomUUID();
    const good = raw([]);
    expect((await world.expert.sync([raw([putNote(id, [])]), good])).outcomes).toEqual([{ id: good.id, ok: true }]);
    expect(await versionOf(id)).toEqual([]);
  });
});

describe('several changes of one row in a request', () => {
  it('leave the last of them, and a version for each', async () => {
    const id = randomUUID();
    const { cursor } = await world.expert.sync();
    const reply = await world.expert.sync([raw([putNote(id, [own(world.expert)], 'a')]), raw([putNote(id, [], 'b')]), raw([putNote(id, [], 'c')])], cursor);
    expect([reply.outcomes.map(wordOf), reply.rows, await versionOf(id)]).toEqual([['ok', 'ok', 'ok'], [{ kind: 'note', id, text: 'c' }], [3]]);
  });

  it('leave nothing where it was put and removed, and no word of it', async () => {
    const id = randomUUID();
    const { cursor } = await world.expert.sync();
    const reply = await world.expert.sync([raw([putNote(id, [own(world.expert)])]), raw([{ do: 'remove', ref: { kind: 'note', id } }])], cursor);
    expect([reply.outcomes.map(wordOf), reply.rows, reply.gone, await versionOf(id)]).toEqual([['ok', 'ok'], [], [], []]);
    expect(await placesOf(id)).toEqual([{ scope: own(world.expert), gone: 1 }]);
  });

  it('leave a new row where it was put, removed and put', async () => {
    const id = randomUUID();
    const put = (scope: string, text: string) => raw([putNote(id, [scope], text)]);
    const remove = raw([{ do: 'remove', ref: { kind: 'note', id } }]);
    await world.expert.sync([put(own(world.expert), 'first'), put(own(world.contact), 'second')]);
    expect(await versionOf(id)).toEqual([2]);
    const { cursor } = await world.contact.sync();
    const reply = await world.expert.sync([put(own(world.expert), 'third'), remove, put(own(world.expert), 'new'), opOf('raw/copy', { from: id, to: id, scope: own(world.expert) })]);
    expect([reply.outcomes.map(wordOf), await versionOf(id)]).toEqual([['ok', 'ok', 'ok', 'ok'], [2]]);
    expect(reply.rows).toContainEqual({ kind: 'note', id, text: 'new+' });
    const theirs = await world.contact.sync([], cursor);
    expect([theirs.rows, theirs.gone]).toEqual([[], [{ kind: 'note', id }]]);
  });

  it('are seen by the operations behind them as they then stand', async () => {
    const [a, b, c] = [randomUUID(), randomUUID(), randomUUID()];
    const copy = (from: string, to: string) => opOf('raw/copy', { from, to, scope: own(world.expert) });
    const give = raw([putNote(a, [own(world.contact)], 'theirs')]);
    const share: Change = { do: 'share', ref: { kind: 'note', id: a }, scope: own(world.expert) };
    const drop: Change = { do: 'remove', ref: { kind: 'note', id: a } };
    expect(await words(world.expert, [give, copy(a, b), raw([share])])).toEqual(['ok', 'not-found', 'not-found']);
    expect(await words(world.contact, [raw([share])])).toEqual(['ok']);
    expect(await words(world.expert, [copy(a, b), copy(b, c), raw([drop]), copy(a, randomUUID())])).toEqual(['ok', 'ok', 'ok', 'not-found']);
    expect((await world.expert.sees()).get(`note/${c}`)?.['text']).toBe('theirs..');
  });
});

describe('who may do what', () => {
  it('changes in the middle of a request with the roles', async () => {
    const person = await world.arrive('coordinator', 'Oona');
    const advance = () => opOf('fee/advance', { fee: randomUUID(), to: 'approved' });
    const appoint = (role: string) => opOf('person/appoint', { person: person.id, role });
    // Each refusal closes only its own lane.
    const gain = raw([{ do: 'role', person: person.id, project: person.project, role: 'fees' }]);
    expect(await words(person, [advance(), gain, advance(), appoint('contact')])).toEqual(['unknown-op', 'ok', 'not-found', 'on-team']);
  });

  it('changes in the middle of a request with the scopes', async () => {
    const [id, scope] = [randomUUID(), `pair:${randomUUID()}`];
    await world.contact.sync([raw([putNote(id, [scope])])]);
    const copy = () => opOf('raw/copy', { from: id, to: randomUUID(), scope });
    expect(await words(world.expert, [copy(), raw([{ do: 'join', person: world.expert.id, scope }]), copy()])).toEqual(['not-found', 'ok', 'ok']);
  });
});

describe('what one request takes', () => {
  it('keeps the order in which it was written: no two things were sent at the same moment', async () => {
    const thoughts = Array.from({ length: 20 }, () => randomUUID());
    await world.expert.sync([
      opOf('person/name', { name: 'Aino' }),
      ...thoughts.map((id) => opOf('reflection/send', { id, session: null, route: 'read', sealed: sealedShape() })),
    ]);
    const seen = [...(await world.coordinator.sees()).values()].filter((row) => row.kind === 'reflection');
    expect(seen.sort((a, b) => (String(a['sent']) < String(b['sent']) ? -1 : 1)).map((row) => row.id)).toEqual(thoughts);
    expect(new Set(seen.map((row) => row['sent'])).size).toBe(thoughts.length);
  });
});
