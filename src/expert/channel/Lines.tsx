import type { ChannelEngine, Line, Thread } from '../../channel/types.ts';
import { dayOf } from '../../domain/time.ts';
import { t } from '../../ui/words.ts';
import { useExpert } from '../context.ts';
import { TakeBack } from './TakeBack.tsx';
import { canTakeBack, daysOf, isOwn } from './view.ts';
import { dayWords, eventWords, nameOf, timeWords, whereWords } from './words.ts';

interface LinesProps {
  channel: ChannelEngine;
  thread: Thread;
}

/**
 * Messages in order, by days, with what happened between them. A log that reads nothing out by itself: that something came
 * is said elsewhere, what it says is for whoever goes there.
 */
export function Lines({ channel, thread }: LinesProps) {
  const { now } = useExpert();
  return (
    <div class="thread" role="log" aria-live="off" aria-label={t('channel:thread')}>
      {daysOf(thread).map(({ at, entries }) => (
        <section key={at}>
          <h2 class="day">{dayWords(at, now.value)}</h2>
          <ol>
            {entries.map((entry) =>
              entry.kind === 'line' ? (
                <Message key={entry.line.id} channel={channel} thread={thread} line={entry.line} isNext={entry.isNext} />
              ) : (
                <li key={`${entry.event.at} ${entry.event.what} ${entry.event.name}`} class="small happened">
                  {eventWords(entry.event)}
                </li>
              ),
            )}
          </ol>
        </section>
      ))}
    </div>
  );
}

/** One message with where it is. `isNext`: whoever wrote it also wrote the one above. */
function Message({ channel, thread, line, isNext }: LinesProps & { line: Line; isNext: boolean }) {
  const { now } = useExpert();
  const { where, from, text, about, at } = line;
  const isMine = isOwn(line);
  // With one person on the other side, every line with a name on it would say the same.
  const isNamed = !isMine && thread.readers.length > 1 && !isNext;
  const name = nameOf(thread.peer.name);
  // A message stands under its day: that of its state is said where it is another one.
  const when = isMine && where ? whereWords(where, name, now.value, dayOf(at)) : where ? t('channel:taken-back', { name: nameOf(from ?? '') }) : timeWords(at, at);
  return (
    <li class={`message${isMine ? ' mine' : ''}${isNext ? ' next' : ''}`}>
      <p class={isNamed ? 'small author' : 'unseen'}>{isMine ? t('channel:you') : nameOf(from ?? '')}</p>
      {about ? <p class="small">{t('channel:attach.line', { about })}</p> : null}
      {text === '' ? null : <p class="said">{text}</p>}
      <p class={`small where ${isMine ? (where?.kind ?? '') : ''}`}>{when}</p>
      {thread.state === 'open' && canTakeBack(line) ? <TakeBack onYes={() => channel.withdraw(thread.id, line.id)} name={name} /> : null}
    </li>
  );
}
