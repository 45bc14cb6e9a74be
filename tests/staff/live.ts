import { replay } from '../../src/client/state.ts';
import type { Live } from '../../src/client/state.ts';
import type { RowKind, Rows } from '../../src/domain/rows.ts';
import { rowsOf } from '../support/rows.ts';

/** A picture of these rows with nothing pending, for the views alone. */
export const liveOf = (...rows: Rows[RowKind][]): Live => replay(rowsOf(...rows), [], {}, { by: 'nea', roles: ['coordinator'], project: 'p' });
