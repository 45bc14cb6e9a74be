import type { PendingOp } from '../../src/client/db.ts';
import { createConfirmed } from '../../src/client/rows.ts';
import { createReplay } from '../../src/client/state.ts';
import type { Actor, Live } from '../../src/client/state.ts';
import type { Row, Rules } from '../../src/domain/op.ts';

/** What a screen shows when these rows are confirmed and these ops wait. */
export function pictureOf(actor: Actor, rows: readonly Row[], pending: readonly PendingOp[] = [], rules: Rules = {}): Live {
  const confirmed = createConfirmed();
  confirmed.take({ rows, unread: [], gone: [] });
  return createReplay(actor)({ rows: confirmed }, pending, rules);
}
