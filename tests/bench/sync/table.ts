import { rule } from '../../../src/domain/op.ts';
import type { Row } from '../../../src/domain/op.ts';
import { count, id, literal, object, ok, text } from '../../../src/domain/schema.ts';
import type { Infer } from '../../../src/domain/schema.ts';
import { personScope } from '../../../src/domain/scope.ts';

// The one op and the one kind of row that the measurement has, for the page and for its server.

const fields = () => ({ m: count(Number.MAX_SAFE_INTEGER), title: text(200), note: text(1_000), place: text(60) });

export const benchRowSchema = object({ kind: literal('bench'), id: id(), ...fields() });
export type BenchRow = Infer<typeof benchRowSchema>;
/** Rows were checked when they came: here only the types want to know. */
export const isBenchRow = (row: Row): row is BenchRow => row.kind === 'bench';

const put = rule({
  args: object({ entity: id(), ...fields() }),
  lane: ({ entity }) => entity,
  apply(_read, { entity, ...rest }, { by }) {
    const row: BenchRow = { kind: 'bench', id: entity, ...rest };
    return ok([{ do: 'put', row, scopes: [personScope(by)] }]);
  },
});

export const benchRules = { 'bench/put': put };
export const benchSchemas = { bench: benchRowSchema };
