import type { Core } from './core.ts';
import { outKey, outOf, putOut, takeBack, tell } from './lines.ts';
import { newId } from './pack.ts';
import type { Writing } from './store.ts';

/** Takes back what the other side has not read. `mayBeThere`: whether the mailbox may have some of it. */
export async function withdraw({ env, store }: Pick<Core, 'env' | 'store'>, thread: string, id: string, mayBeThere: (id: string, at: string, put: number) => boolean): Promise<void> {
  await store.change((tx) => {
    const [line, out, record] = [tx.get('line', `${thread}/${id}`), outOf(tx, thread, id), tx.get('thread', thread)];
    if (!line || line.by !== null || !record || line.state === 'read' || line.state === 'withdrawn' || line.state === 'withdrawing') return;
    if (out && out.sent === null && !mayBeThere(id, out.at, out.put)) {
      neverSend(tx, thread, id);
      return takeBack(tx, line, env.now());
    }
    // Something that goes at once carries it.
    if (out?.sent === null) neverSend(tx, thread, id);
    else putOut(tx, { id: newId(), thread, t: 'ctl', at: env.now(), about: null }, ['{"do":"nothing"}']);
    if (out && out.sent !== null) tx.remove('out', outKey(out));
    tell(tx, thread, 'gone', id);
    tx.put('line', `${thread}/${id}`, { ...line, state: 'withdrawing', since: env.now() });
  });
}

/** Takes back what never left. Its numbers were given: something empty goes under them, or they would be missing. */
function neverSend(tx: Writing, thread: string, id: string): void {
  const out = outOf(tx, thread, id);
  if (!out) return;
  const parts = out.parts.map(({ seq }, at) => ({ seq, body: at === 0 ? '{"do":"nothing"}' : '' }));
  tx.put('out', outKey(out), { ...out, id: newId(), t: 'ctl', about: null, parts, put: 0 });
}
