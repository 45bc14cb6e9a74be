import { effect, untracked } from '@preact/signals';
import type { ChannelEngine, Thread } from '../channel/types.ts';
import { watchSent } from '../channel/watch-sent.ts';
import { announceLast } from '../ui/announce.tsx';
import { t } from '../ui/words.ts';
import type { Expert } from './context.ts';
import { contactKey } from './draft-keys.ts';
import type { Contact } from './people.ts';
import { unlessFull } from './storage-full.ts';
import { threadNow } from './thread.ts';

/** What goes on beside the screens once the channel is open. Returns what stops it. */
export function watchChannel(engine: Pick<Expert['engine'], 'drafts'>, channel: ChannelEngine): () => void {
  const stops = [keepContact(engine, channel), announceSent(channel)];
  return () => stops.forEach((stop) => stop());
}

/** Keeps what other screens know of the contact person as the channel has it. */
function keepContact({ drafts }: Pick<Expert['engine'], 'drafts'>, channel: ChannelEngine): () => void {
  return effect(() => {
    const thread = threadNow(channel.state.value);
    // Nobody is named who cannot be written to any more.
    const contact = thread && (thread.state === 'open' || thread.state === 'changed') ? contactFrom(thread, channel.draft(thread.id)) : undefined;
    const before = untracked(() => drafts.get(contactKey));
    if (JSON.stringify(before) === JSON.stringify(contact)) return;
    void unlessFull(() => (contact ? drafts.save(contactKey, contact) : drafts.remove(contactKey)));
  });
}

const isHere = ({ where }: Thread['lines'][number]): boolean => where?.kind === 'queued' || where?.kind === 'sending';

function contactFrom({ id, peer, news, lines, awayUntil, readers }: Thread, typed: string): Contact {
  const deputy = readers.find(({ role, has = true }) => role === 'deputy' && has);
  return {
    name: peer.name, phone: peer.phone, hours: peer.hours, thread: id, news, unsent: lines.filter(isHere).length + (typed.trim() === '' ? 0 : 1),
    ...(awayUntil === null ? {} : { away: awayUntil, ...(deputy ? { deputy: { name: deputy.name, phone: deputy.phone ?? '' } } : {}) }),
  };
}

/** Says to screen readers that messages have left the phone, or wait in it, wherever the person is. */
const announceSent = (channel: ChannelEngine): (() => void) => watchSent(channel, (what) => announceLast('channel', t(what === 'sent' ? 'common:item.sent' : 'common:item.offline')));
