import type { Said } from './arrive.ts';
import { KEPT_MAX } from './limits.ts';
import { happened, outKey, outOf, overfull, takeBack, tell } from './lines.ts';
import { peerOf } from './records.ts';
import type { LineRecord } from './records.ts';
import type { Writing } from './store.ts';

/**
 * Takes in what an envelope acknowledges and takes back. Only whoever wrote a line can take it back. Whether one's own has
 * arrived, was read or is gone, a device of the peer says, and nobody else, also while the peer is away: a deputy who says
 * so for them could, with a mailbox that holds it back, keep a message from whom it was written to and have it look read.
 */
export function takeTold(tx: Writing, thread: string, { payload, who, device }: Said, now: string): void {
  const lineOf = (id: string): LineRecord | undefined => tx.get('line', `${thread}/${id}`);
  const at = happened(payload.at, now);
  const become = (line: LineRecord, state: LineRecord['state']): void => tx.put('line', `${thread}/${line.id}`, { ...line, state, since: at });

  const record = tx.get('thread', thread);
  const isPeer = record !== undefined && who === peerOf(record).chain.genesis;
  /** It need not be put once more. */
  const arrived = (id: string): void => {
    const out = outOf(tx, thread, id);
    if (out) tx.remove('out', outKey(out));
  };

  for (const id of isPeer ? (payload.got ?? []) : []) {
    const line = lineOf(id);
    arrived(id);
    if (line?.by === null && (line.state === 'queued' || line.state === 'sent')) become({ ...line, sent: line.sent ?? at }, 'received');
  }

  for (const id of payload.read ?? []) {
    const line = lineOf(id);
    // One's own other device has shown it.
    if (who === null && line && line.by !== null) tx.put('line', `${thread}/${id}`, { ...line, seen: true });
    if (!isPeer || line?.by !== null) continue;
    arrived(id);
    if (line.state !== 'read') become({ ...line, sent: line.sent ?? at }, 'read');
  }

  for (const id of payload.kept ?? []) {
    const line = lineOf(id);
    if (isPeer && line?.by === null && line.state !== 'read') become(line, 'read');
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
      if (isPeer && line.state === 'withdrawing') takeBack(tx, line, now);
    } else if (!line && who !== null) {
      // It was faster than the message. When that comes, it is known already.
      makeRoom(tx, thread, device);
      tx.put('line', `${thread}/${id}`, { id, thread, by: who, device, seq: 0, text: '', about: null, at: now, order: 0, state: 'withdrawn', sent: null, since: now, seen: true });
      tell(tx, thread, 'gone', id);
    }
  }
}

/** What is kept of messages that were taken back before they came: so many a device, the oldest go. */
function makeRoom(tx: Writing, thread: string, device: string): void {
  const there = tx.all('line', `${thread}/`).filter((line) => line.device === device && line.state === 'withdrawn' && line.order === 0);
  for (const { id } of overfull(there, KEPT_MAX, ({ at }) => at)) tx.remove('line', `${thread}/${id}`);
}
