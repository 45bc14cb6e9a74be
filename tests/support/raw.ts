import type { Change, Row, Rules } from '../../src/domain/op.ts';
import { rule } from '../../src/domain/op.ts';
import { cents, id, list, literal, object, ok, oneOf, refuse, string, text, variant } from '../../src/domain/schema.ts';
import { roleSchema } from '../../src/domain/person.ts';
import { tables } from '../../src/server/access.ts';
import type { Tables } from '../../src/server/access.ts';

// Operations that ask for changes word for word, so that a test can have any of them in any order.

export interface Note extends Row {
  readonly text: string;
}

const ref = object({ kind: id(), id: id() });
const note = object({ kind: literal('note'), id: id(), text: text(1_000) });

const changeSchema = variant('do', [
  object({ do: literal('put'), row: note, scopes: list(string()) }),
  object({ do: literal('remove'), ref }),
  object({ do: literal('share'), ref, scope: string() }),
  object({ do: literal('join'), person: id(), scope: string() }),
  object({ do: literal('role'), person: id(), project: id(), role: roleSchema() }),
  object({ do: literal('ledger'), fee: id(), event: id(), cents: cents(), day: string() }),
]);

const rawRules: Rules = {
  'raw/do': rule({
    args: object({ lane: id(), changes: list(changeSchema) }),
    lane: (args) => `raw/${args.lane}`,
    apply: (_read, args) => ok(args.changes satisfies readonly Change[]),
  }),
  /** Reads a note and writes what it read into another. */
  'raw/copy': rule({
    args: object({ from: id(), to: id(), scope: id() }),
    lane: (args) => `raw/${args.to}`,
    apply(read, args) {
      const found = read('note', args.from);
      if (!found || !('text' in found) || typeof found.text !== 'string') return refuse('not-found');
      const before = read('note', args.to);
      return ok([{ do: 'put', row: { kind: 'note', id: args.to, text: `${found.text.slice(0, 80)}${before ? '+' : '.'}` }, scopes: [args.scope] }]);
    },
  }),
  'raw/break': rule({
    args: object({ lane: id(), how: oneOf(['rule', 'database']) }),
    lane: (args) => `raw/${args.lane}`,
    apply(_read, args) {
      if (args.how === 'rule') throw new Error('a broken rule');
      // The ledger has one line about a fee from one operation: the database refuses the second.
      const line = { do: 'ledger' as const, fee: 'f', event: 'twice', cents: 1, day: '2026-11-20' };
      return ok([{ do: 'put', row: { kind: 'note', id: 'half-done', text: '' }, scopes: ['person:nobody'] }, line, line]);
    },
  }),
};

/** What the server knows, and these besides, which everybody may do. */
export const rawTables: Tables = {
  isItem: tables.isItem,
  rules: { ...tables.rules, ...rawRules },
  rulesFor: (roles) => ({ ...tables.rulesFor(roles), ...rawRules }),
  schemas: { ...tables.schemas, note },
};

export const putNote = (id: string, scopes: readonly string[], text = id): Change => ({ do: 'put', row: { kind: 'note', id, text } as Note, scopes });
