import { effect } from '@preact/signals';
import type { ChannelEngine, Line } from './types.ts';

const isHere = ({ where }: Line): boolean => where?.kind === 'queued' || where?.kind === 'sending';
const isOut = ({ where }: Line): boolean => where?.kind === 'sent' || where?.kind === 'received' || where?.kind === 'read';

/** Tells when messages have left this device, and once for each new one that cannot for now. Returns what stops it. */
export function watchSent(channel: Pick<ChannelEngine, 'state'>, hear: (what: 'sent' | 'waits') => void): () => void {
  let here = new Set<string>();
  let told = new Set<string>();
  return effect(() => {
    const { threads, trouble } = channel.state.value;
    const lines = threads.flatMap((thread) => thread.lines);
    if (lines.some((line) => here.has(line.id) && isOut(line))) hear('sent');
    here = new Set(lines.filter(isHere).map(({ id }) => id));
    told = new Set([...told].filter((id) => here.has(id)));
    if (!trouble || [...here].every((id) => told.has(id))) return;
    told = here;
    hear('waits');
  });
}
