import type { Said } from './arrive.ts';
import { outKey, outOf, takeBack, tell } from './lines.ts';
import { peerOf } from './records.ts';
import type { LineRecord } from './records.ts';
import type { Writing } from './store.ts';

/** Takes in what an envelope acknowledges and takes back. Only whoever wrote a line can take it back. */
export function takeTold(tx: Writing, thread: string, { payload, who, device }: Said, now: string): void {
  const lineOf = (id: string): LineRecord | undefined => tx.get('line', `${thread}/${id}`);
  const become = (line: LineRecord, state: LineRecord['state']): void => tx.put('line', `${thread}/${line.id}`, { ...line, state, since: now });

  for (const id of payload.got ?? []) {
    const [line, out, now_] = [lineOf(id), outOf(tx, thread, id), tx.get('thread', thread)];
    if (who === null || !now_) continue;
    // A control is for the peer; a message has arrived where any of its readers has it.
    if (out && (out.t === 'msg' || who === peerOf(now_).chain.genesis)) tx.remove('out', outKey(out));
    if (line?.by === null && (line.state === 'queued' || line.state === 'sent')) become({ ...line, sent: line.sent ?? now }, 'received');
  }

  for (const id of payload.read ?? []) {
    const line = lineOf(id);
    // One's own other device has shown it.
    if (who === null && line && line.by !== null) tx.put('line', `${thread}/${id}`, { ...line, seen: true });
    if (who !== null && line?.by === null && line.state !== 'read') become({ ...line, sent: line.sent ?? now }, 'read');
  }

  for (const id of payload.kept ?? []) {
    const line = lineOf(id);
    if (who !== null && line?.by === null && line.state !== 'read') become(line, 'read');
  }

  for (const id of payload.gone ?? []) {
    const line = lineOf(id);
    tx.remove('parts', `${thread}/${device}/${id}`);
    if (line && line.by === who) {
      // The writer asks. Of one's own, another device of one's own does.
      if (who === null) {
        if (line.state !== 'read' && line.state !== 'withdrawn') become(line, 'withdrawing');
      } else if (line.seen && line.state !== 'withdrawn') {
        tell(tx, thread, 'kept', id);
      } else {
        takeBack(tx, line, now);
        tell(tx, thread, 'gone', id);
      }
    } else if (line?.by === null) {
      // They say that it is gone, and that nobody had read it there.
      if (line.state === 'withdrawing') takeBack(tx, line, now);
    } else if (!line && who !== null) {
      // It was faster than the message. When that comes, it is known already.
      tx.put('line', `${thread}/${id}`, { id, thread, by: who, device, seq: 0, text: '', about: null, at: now, order: 0, state: 'withdrawn', sent: null, since: now, seen: true });
      tell(tx, thread, 'gone', id);
    }
  }
}
