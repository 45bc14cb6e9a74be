import type { Line, Pairing, PairingProblem, SendProblem, Thread, ThreadState } from '../../channel/types.ts';
import { formatWhen } from '../../ui/format.ts';
import { t } from '../../ui/words.ts';

export const nameOf = (thread: Pick<Thread, 'peer'>): string => thread.peer.name || t('staff:somebody');

/** Where one's own message is. When a young person read it is theirs to know. */
export function goneWords({ where }: Line): string {
  switch (where?.kind) {
    case 'queued':
    case 'sending':
      return t('staff:pending');
    case 'sent':
      return t('staff:sent', { when: formatWhen(where.at) });
    case 'received':
    case 'read':
      return t('contact:arrived', { when: formatWhen(where.at) });
    case 'withdrawing':
      return t('contact:withdrawing');
    case 'withdrawn':
      return t('contact:withdrawn');
    case undefined:
      return '';
  }
}

const sendProblems: Readonly<Record<SendProblem, string>> = {
  empty: 'staff:write-first',
  'too-long': 'contact:send-problem.too-long',
  changed: 'contact:send-problem.changed',
  closed: 'contact:send-problem.closed',
  'no-device': 'contact:send-problem.no-device',
};
export const sendProblemWords = (problem: SendProblem): string => t(sendProblems[problem]);

const pairingProblems: Readonly<Record<PairingProblem, string>> = {
  'no-network': 'contact:pair-problem.no-network',
  'wrong-code': 'contact:pair-problem.wrong-code',
  mistyped: 'contact:pair-problem.mistyped',
  'other-kind': 'contact:pair-problem.other-kind',
  altered: 'contact:pair-problem.altered',
  different: 'contact:pair-problem.different',
  busy: 'contact:pair-problem.busy',
  'not-ready': 'contact:pair-problem.not-ready',
};

/** Why a pairing did not begin, or ended. What is not ready depends on what was asked for. */
export function pairingProblemWords(problem: PairingProblem, asked: Pairing['what'] | 'join' = 'channel'): string {
  if (problem === 'not-ready' && asked === 'join') return t('contact:pair-problem.join-not-ready');
  if (problem === 'not-ready' && asked === 'device') return t('contact:pair-problem.device-not-ready');
  return t(pairingProblems[problem]);
}

const readers = { expert: 'contact:reader.expert', contact: 'contact:reader.contact', deputy: 'contact:reader.deputy' } as const;

/** Everybody else who can open what is written here. */
export const readersWords = (thread: Thread): string => thread.readers.map((one) => t(readers[one.role], { name: one.name, count: one.devices })).join(', ');

type Event = Thread['events'][number];
const events: Readonly<Record<Event['what'], string>> = {
  paired: 'contact:event.paired',
  'device-added': 'contact:event.device-added',
  'device-removed': 'contact:event.device-removed',
  'deputy-added': 'contact:event.deputy-added',
  'deputy-ended': 'contact:event.deputy-ended',
  renamed: 'contact:event.renamed',
  changed: 'contact:event.changed',
  closed: 'contact:event.closed',
};
const ownEvents = { 'device-added': 'contact:event.own-device-added', 'device-removed': 'contact:event.own-device-removed' } as const;
export function eventWords({ what, name, was = '', at }: Event): string {
  const when = formatWhen(at);
  if (name === '' && (what === 'device-added' || what === 'device-removed')) return t(ownEvents[what], { when });
  return t(events[what], { name, was, when });
}

const states: Readonly<Record<Exclude<ThreadState, 'open'>, readonly [short: string, long: string]>> = {
  changed: ['contact:state.changed', 'contact:state-what.changed'],
  closed: ['contact:state.closed', 'contact:state-what.closed'],
  replaced: ['contact:state.replaced', 'contact:state-what.replaced'],
};

/** What is with a thread in which nobody can write; empty for one that is open. */
export function stateWords(thread: Thread, length: 'short' | 'long'): string {
  if (thread.state === 'open') return '';
  const [short, long] = states[thread.state];
  return t(length === 'short' ? short : long, { name: nameOf(thread) });
}
