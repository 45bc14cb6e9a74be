import type { ComponentChildren } from 'preact';
import type { ChannelEngine, Thread } from '../../channel/types.ts';
import { dayOf } from '../../domain/day.ts';
import { formatDay, formatWhen } from '../../ui/format.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Link } from '../../ui/router.tsx';
import { t } from '../../ui/words.ts';
import { useStaff } from '../context.ts';
import { isSafe } from '../safe.ts';
import { waitedWords } from '../waited.ts';
import { places } from './places.ts';
import { contactIn, inboxOf, saidAt } from './view.ts';
import type { Correspondent } from './view.ts';
import { WithChannel } from './WithChannel.tsx';
import { nameOf, stateWords } from './words.ts';

/** The contact person's one list: the young people whom they are paired with. */
export function InboxScreen() {
  return <WithChannel heading={t('contact:inbox.heading')}>{(channel) => <Inbox channel={channel} />}</WithChannel>;
}

function Inbox({ channel }: { channel: ChannelEngine }) {
  const state = channel.state.value;
  const { open, over, colleagues } = inboxOf(state);
  return (
    <>
      <Notices channel={channel} />
      <p>{t('contact:inbox.what')}</p>
      {open.length === 0 ? <p>{t('contact:inbox.none')}</p> : null}
      <ul class="rows">
        {open.map((one) => (
          <Row key={one.thread.id} thread={one.thread}>
            <State one={one} />
          </Row>
        ))}
      </ul>
      <div class="buttons">
        <Link to={places.pair} class="button main">
          {t('contact:inbox.new')}
        </Link>
        <Link to={places.keep} class="button">
          {t('contact:inbox.keep')}
        </Link>
      </div>
      <Group heading={t('contact:inbox.colleagues')} threads={colleagues} words={(thread) => stateWords(thread, 'short') || t('contact:inbox.colleague')} />
      <Group heading={t('contact:inbox.over')} threads={over} words={(thread) => stateWords(thread, 'short')} />
      <p>
        <Link to={places.help} class="button quiet">{t('contact:inbox.help')}</Link>
      </p>
    </>
  );
}

/** What a contact person has to do before anything else, or has forgotten that they did. */
function Notices({ channel }: { channel: ChannelEngine }) {
  const state = channel.state.value;
  const { engine, now, lock } = useStaff();
  const { pairing, awayUntil } = state;
  return (
    <>
      {pairing && pairing.step !== 'done' && pairing.step !== 'failed' ? (
        <Notice tone="wait">
          <p>{t('contact:inbox.pairing')}</p>
          <Link to={places.pair} class="button quiet">{t('contact:inbox.to-pairing')}</Link>
        </Notice>
      ) : null}
      {lock.isSet ? null : (
        <Notice tone="wait">
          <p>{t('desk-lock:inbox')}</p>
          <Link to="/staff/me" class="button quiet">{t('desk-lock:to-lock')}</Link>
        </Notice>
      )}
      {isSafe(state, engine.drafts.all.value) ? null : (
        <Notice tone="wait">
          <p>{t('contact:inbox.not-safe')}</p>
          <Link to={places.keep} class="button quiet">{t('contact:inbox.make-safe')}</Link>
        </Notice>
      )}
      {awayUntil !== null && awayUntil >= dayOf(now.value) ? <Notice>{t('contact:inbox.away', { day: formatDay(awayUntil) })}</Notice> : null}
    </>
  );
}

function Group({ heading, threads, words }: { heading: string; threads: readonly Thread[]; words: (thread: Thread) => string }) {
  if (threads.length === 0) return null;
  return (
    <>
      <h2>{heading}</h2>
      <ul class="rows">
        {threads.map((thread) => (
          <Row key={thread.id} thread={thread}>
            {words(thread)}
          </Row>
        ))}
      </ul>
    </>
  );
}

function Row({ thread, children }: { thread: Thread; children: ComponentChildren }) {
  return (
    <li>
      <Link to={places.thread(thread.id)}>
        <span>
          {nameOf(thread)}
          <small>{children}</small>
        </span>
        <span class="button">{t('staff:open')}</span>
      </Link>
    </li>
  );
}

function State({ one }: { one: Correspondent }) {
  const { thread } = one;
  const deputyFor = contactIn(thread);
  const more = [
    thread.unopened > 0 ? t('contact:inbox.unopened') : '',
    thread.missing > 0 ? t('contact:inbox.missing') : '',
    deputyFor === undefined ? '' : t('contact:inbox.deputy-for', { name: deputyFor }),
  ].filter((words) => words !== '');
  return (
    <>
      {thread.state === 'changed' ? <strong>{stateWords(thread, 'short')}</strong> : <Said one={one} />}
      {more.length > 0 ? <small>{more.join(' ')}</small> : null}
    </>
  );
}

function Said({ one: { state, last, due } }: { one: Correspondent }) {
  const { now } = useStaff();
  const at = last ? saidAt(last) : now.value;
  switch (state) {
    case 'new':
      return (
        <strong>
          {t('contact:inbox.fresh', { when: formatWhen(at) })} {due ? t(due < now.value ? 'contact:inbox.late' : 'contact:inbox.due', { when: formatWhen(due) }) : ''}
        </strong>
      );
    case 'unanswered':
      return <>{t('contact:inbox.unanswered', { time: waitedWords(at, now.value) })}</>;
    case 'answered':
      return <>{t('contact:inbox.answered', { when: formatWhen(at) })}</>;
    case 'quiet':
      return <>{t('contact:inbox.quiet')}</>;
  }
}
