import type { Live } from '../../src/client/state.ts';
import type { RowKind, Rows } from '../../src/domain/rows.ts';
import { pictureOf } from '../support/picture.ts';

/** A picture of these rows with nothing pending, for the views alone. */
export const liveOf = (...rows: Rows[RowKind][]): Live => pictureOf({ by: 'nea', roles: ['coordinator'], project: 'p' }, rows);
