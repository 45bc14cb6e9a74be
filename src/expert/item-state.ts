import { useEffect, useState } from 'preact/hooks';
import type { RefusedOp } from '../client/db.ts';
import type { Engine } from '../client/engine.ts';
import type { RowKind } from '../domain/rows.ts';
import { useExpert } from './context.ts';

/** Where one thing that the person made is now. Nothing is `sent` before the server has answered. */
export type ItemState =
  | { readonly kind: 'here'; readonly offline: boolean }
  | { readonly kind: 'sending' }
  | { readonly kind: 'refused'; readonly op: RefusedOp }
  | { readonly kind: 'sent' };

type Sending = Pick<Engine, 'live' | 'sync' | 'refused'>;

/** `slow`: a request has been under way for so long that "sending" is worth saying (useSlowSync). */
export function itemState(engine: Sending, kind: RowKind, id: string, slow = false): ItemState {
  // What waits behind a refused one of its lane goes nowhere until its owner decides.
  const op = engine.refused.value.find((one) => one.lane === `${kind}/${id}` || idIn(one.args) === id);
  if (op) return { kind: 'refused', op };
  const status = engine.sync.status.value.kind;
  if (engine.live.value.isPending(kind, id)) {
    if (status === 'syncing' && slow) return { kind: 'sending' };
    return { kind: 'here', offline: status !== 'idle' && status !== 'syncing' };
  }
  return { kind: 'sent' };
}

const idIn = (args: unknown): unknown => (typeof args === 'object' && args !== null && 'id' in args ? args.id : undefined);

/** True once the exchange with the server has taken more than a second: shorter waits are not worth a word. */
export function useSlowSync(engine: Pick<Engine, 'sync' | 'env'>): boolean {
  const syncing = engine.sync.status.value.kind === 'syncing';
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    setSlow(false);
    return syncing ? engine.env.after(1_000, () => setSlow(true)) : undefined;
  }, [syncing]);
  return slow;
}

export function useItemState(kind: RowKind, id: string): ItemState {
  const { engine } = useExpert();
  return itemState(engine, kind, id, useSlowSync(engine));
}
