import { useEffect, useRef } from 'preact/hooks';
import type { ChannelEngine, Thread } from '../../channel/types.ts';
import { announce } from '../../ui/announce.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { Link } from '../../ui/router.tsx';
import { t } from '../../ui/words.ts';
import { useExpert } from '../context.ts';
import { About } from './About.tsx';
import { Away } from './Away.tsx';
import { Composer } from './Composer.tsx';
import { Deputies } from './Deputies.tsx';
import { DutyNow } from './Duty.tsx';
import { Lines } from './Lines.tsx';
import { Gaps, Late, PairingNotice, Stopped, Trouble } from './Notices.tsx';
import { OtherRoutes } from './OtherRoutes.tsx';
import { places } from './places.ts';
import { useNewestFirst } from './use-newest.ts';
import { useWrite } from './use-write.ts';
import { hasWritten, isOwn, lateOf, unseenOf, whoToCall } from './view.ts';
import { Who, WhoFacts } from './Who.tsx';
import { nameOf, whereWords } from './words.ts';

interface ConversationProps {
  channel: ChannelEngine;
  thread: Thread;
}

/** The one conversation, with the contact person outside the project. */
export function Conversation({ channel, thread }: ConversationProps) {
  const { now } = useExpert();
  const { pairing } = channel.state.value;
  const { peer, lines, state } = thread;
  const isOpen = state === 'open';
  // That it began is all that happened: the place to write is in sight instead.
  const isNew = isOpen && lines.length === 0 && thread.events.length < 2;
  useSeen(channel, thread);
  useReadAloud(thread);
  const end = useNewestFirst(`${lines.length}`, lines.length > 0);
  return (
    <Page heading={peer.name || t('channel:someone')} title={t('channel:title')}>
      {pairing ? <PairingNotice channel={channel} pairing={pairing} /> : null}
      <Stopped thread={thread} />
      {isOpen ? <Who thread={thread} isShort={thread.awayUntil !== null} /> : null}
      {isOpen && hasWritten(thread) ? <About thread={thread} /> : null}
      {isOpen ? <Deputies channel={channel} thread={thread} /> : null}
      {isOpen && !hasWritten(thread) ? (
        <DutyNow name={nameOf(peer.name)}>
          <WhoFacts thread={thread} />
        </DutyNow>
      ) : null}
      {isNew ? null : <Lines channel={channel} thread={thread} />}
      <Gaps thread={thread} />
      {isOpen ? <Late thread={thread} /> : null}
      <Trouble channel={channel} />
      {isOpen ? (
        <div ref={end}>
          <Away thread={thread} />
          <Composer channel={channel} thread={thread} />
        </div>
      ) : (
        <div ref={end} />
      )}
      {isOpen && lateOf(thread, now.value) ? null : (
        <section class="spaced">
          <OtherRoutes contact={whoToCall(thread)} />
        </section>
      )}
      <p class="ends">
        <Link to={places.menu}>{t('channel:menu.title')}</Link>
        <Link to={places.limits}>{t('channel:sees.link')}</Link>
      </p>
    </Page>
  );
}

/** What is drawn was on the screen: home stops saying "new", and the other side may be told that it was read. */
function useSeen(channel: ChannelEngine, thread: Thread): void {
  const { env } = useExpert().engine;
  const { write } = useWrite();
  const unseen = unseenOf(thread);
  useEffect(() => {
    if (unseen.length === 0) return;
    const tell = () => {
      if (env.isVisible()) void write(() => channel.seen(thread.id, unseen));
    };
    tell();
    return env.onWake(tell);
  }, [unseen.join(' ')]);
}

/**
 * That a message left the phone is said wherever the person is (watch-channel.ts); that it was read, and that something
 * came, here. Never what it says: the list is a log that reads nothing out by itself, for others may hear.
 */
function useReadAloud(thread: Thread): void {
  const { now } = useExpert();
  const last = thread.lines.findLast(isOwn)?.where;
  const theirs = thread.lines.filter((line) => !isOwn(line) && !line.where).map(({ id }) => id);
  const told = useRef({ kind: last?.kind, theirs: new Set(theirs) });
  useEffect(() => {
    if (last?.kind === 'read' && told.current.kind !== 'read') announce(whereWords(last, nameOf(thread.peer.name), now.value));
    if (theirs.some((id) => !told.current.theirs.has(id))) announce(t('channel:new'));
    told.current = { kind: last?.kind, theirs: new Set(theirs) };
  }, [last?.kind, theirs.join(' ')]);
}

/** A conversation that is over: what was written stays readable. */
export function OlderLines({ channel, thread }: ConversationProps) {
  return (
    <>
      <Notice>{t('channel:older.what', { name: nameOf(thread.peer.name) })}</Notice>
      <Lines channel={channel} thread={thread} />
      <Gaps thread={thread} />
    </>
  );
}
