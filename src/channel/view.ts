import { dayOf } from '../domain/time.ts';
import { HOUR, OVERDUE } from './limits.ts';
import { happened, linesOf } from './lines.ts';
import { missingOf } from './people.ts';
import { peerOf } from './records.ts';
import type { LineRecord, ThreadRecord } from './records.ts';
import type { Reading } from './store.ts';
import type { Line, OwnDevice, Thread, Where } from './types.ts';

// What screens see, made of records. Pure.

export function threadsOf(store: Reading, sending: ReadonlySet<string>, now: string): Thread[] {
  return store.all('thread').sort((a, b) => (a.since < b.since ? 1 : -1)).map((thread) => viewOf(store, thread, sending, now));
}

export function devicesOf(store: Reading): OwnDevice[] {
  const self = store.get('self', '');
  return (self?.chain.live ?? []).map(({ id, added }) => ({ id, added, isThis: id === self?.id }));
}

function viewOf(store: Reading, thread: ThreadRecord, sending: ReadonlySet<string>, now: string): Thread {
  const peer = peerOf(thread);
  const lines = linesOf(store, thread.id).filter(isShown).map((line) => lineOf(line, thread, sending, now));
  return {
    id: thread.id, kind: thread.kind, state: thread.state, side: thread.role === 'expert' ? 'expert' : 'contact',
    peer: peer.card, vouched: peer.vouched,
    readers: thread.members.filter(({ state }) => state === 'in').map(({ card, role, chain, has }) => ({ name: card.name, role, devices: chain.live.length, genesis: chain.genesis, has: has ?? true, phone: card.phone })),
    introduced: thread.members.filter(({ state }) => state === 'introduced').map(({ card, chain }) => ({ genesis: chain.genesis, name: card.name, organisation: card.organisation })),
    awayUntil: peer.away !== null && peer.away >= dayOf(now) ? peer.away : null,
    lines,
    missing: Object.values(thread.heard).reduce((sum, heard) => sum + missingOf(heard, now, OVERDUE), 0),
    unopened: store.ids('raw', `${thread.id}/`).length,
    events: thread.events, heard: thread.lastHeard,
    news: lines.some(({ seen }) => !seen),
  };
}

/** What was taken back before it came was never here. */
const isShown = ({ state, order }: LineRecord): boolean => state !== 'withdrawn' || order > 0;

function lineOf(line: LineRecord, thread: ThreadRecord, sending: ReadonlySet<string>, now: string): Line {
  const writer = thread.members.find(({ chain }) => chain.genesis === line.by);
  const isOwn = line.by === null;
  return {
    id: line.id, from: isOwn ? undefined : writer?.card.name ?? '', text: line.state === 'withdrawing' ? '' : line.text, about: line.about, at: happened(line.written, line.at), written: isOwn ? undefined : line.written,
    where: whereOf(line, thread, sending, now),
    seen: isOwn || line.seen || line.state === 'withdrawn',
  };
}

function whereOf(line: LineRecord, thread: ThreadRecord, sending: ReadonlySet<string>, now: string): Where | undefined {
  const [at, sent] = [line.since ?? line.at, line.sent ?? line.at];
  switch (line.state) {
    case 'queued':
      return { kind: sending.has(line.id) ? 'sending' : 'queued' };
    case 'sent':
    case 'received':
      return { kind: line.state, at, overdue: Date.parse(now) - Date.parse(sent) >= promiseOf(thread) };
    case 'read':
      return { kind: 'read', at };
    case 'withdrawing':
    case 'withdrawn':
      return { kind: line.state };
    case 'theirs':
      return undefined;
  }
}

/** A contact person promises to read within so long; a young person promises nothing. */
const promiseOf = ({ role, members }: ThreadRecord): number => (role === 'expert' ? (members[0]?.card.promise ?? 72) * HOUR : Infinity);
