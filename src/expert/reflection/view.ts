import type { RefusedOp } from '../../client/db.ts';
import type { Live } from '../../client/state.ts';
import type { Reason } from '../../domain/reason.ts';
import { sendReflection } from '../../domain/reflection.ts';
import type { Session } from '../../domain/session.ts';
import { idOfKey, readDraft } from './draft.ts';
import type { Draft } from './draft.ts';

/** Where own thoughts are. "Sent" stands here only for what the server has answered. */
export type Where =
  | { readonly kind: 'draft' | 'kept' }
  | { readonly kind: 'queued' }
  | { readonly kind: 'sent'; readonly at: string }
  /** `by`: who has opened it, by id; none where it was opened before that was written down. `at`: the last time. */
  | { readonly kind: 'seen'; readonly at: string; readonly by: readonly string[] }
  | { readonly kind: 'refused'; readonly op: string; readonly reason: Reason }
  /** Taken back: `waiting` until the server knows it. */
  | { readonly kind: 'withdrawn'; readonly waiting: boolean };

export interface Thought {
  readonly id: string;
  readonly session: Session | undefined;
  readonly at: string;
  readonly where: Where;
  /** The row of the copy that was sent last. */
  readonly copy: string | null;
}

/** Where a draft's last copy is; the draft itself is always here. */
export function whereOf(live: Live, refused: readonly RefusedOp[], draft: Draft): Where {
  const here: Where = { kind: draft.kept ? 'kept' : 'draft' };
  if (draft.copy === null) return here;
  const row = live.get('reflection', draft.copy);
  const turned = refused.find((op) => {
    const args = op.name === 'reflection/send' ? sendReflection.parse(op.args) : undefined;
    return args?.ok && args.value.id === draft.copy;
  });
  if (turned) return { kind: 'refused', op: turned.id, reason: turned.reason };
  return row ? rowWhere(live, row.id) : here;
}

/** Where a copy is by its row alone. */
export function rowWhere(live: Live, id: string): Where {
  const row = live.get('reflection', id);
  if (!row) return { kind: 'kept' };
  const waiting = live.isPending('reflection', id);
  if (row.state === 'withdrawn') return { kind: 'withdrawn', waiting };
  if (waiting) return { kind: 'queued' };
  if (row.state !== 'seen') return { kind: 'sent', at: row.sent };
  const readings = live.all('reading').filter(({ reflection }) => reflection === id).sort((a, b) => (a.at < b.at ? -1 : 1));
  return { kind: 'seen', at: readings.at(-1)?.at ?? row.seen ?? row.sent, by: readings.map(({ person }) => person) };
}

/** Own thoughts, newest first: what lies on this phone, and copies that were sent from a phone that is gone. */
export function thoughtsOf(live: Live, refused: readonly RefusedOp[], drafts: ReadonlyMap<string, unknown>, me: string, now: string): readonly Thought[] {
  const copies = new Set<string>();
  const here = [...drafts].flatMap(([key, value]): Thought[] => {
    const id = idOfKey(key);
    if (id === null) return [];
    const draft = readDraft(value, now);
    if (draft.copy !== null) copies.add(draft.copy);
    return [{ id, session: live.get('session', id), at: draft.begun, where: whereOf(live, refused, draft), copy: draft.copy }];
  });
  const elsewhere = live.all('reflection').filter((row) => row.person === me && row.state !== 'withdrawn' && !copies.has(row.id)).map((row): Thought => ({
    id: row.id, session: row.session === null ? undefined : live.get('session', row.session), at: row.sent, where: rowWhere(live, row.id), copy: row.id,
  }));
  return [...here, ...elsewhere].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}
