import { useState } from 'preact/hooks';
import type { ChannelEngine, Line, Thread } from '../../channel/types.ts';
import { Button } from '../../ui/Button.tsx';
import { t } from '../../ui/words.ts';
import { useExpert } from '../context.ts';
import { useWrite } from './use-write.ts';
import { canTakeBack, entriesOf, isOwn } from './view.ts';
import { eventWords, nameOf, timeWords, whereWords } from './words.ts';

interface LinesProps {
  channel: ChannelEngine;
  thread: Thread;
}

/** Messages in order, with what happened between them. */
export function Lines({ channel, thread }: LinesProps) {
  const { now } = useExpert();
  return (
    <ul class="thread" aria-label={t('channel:thread')}>
      {entriesOf(thread).map((entry) =>
        entry.kind === 'line' ? (
          <Message key={entry.line.id} channel={channel} thread={thread} line={entry.line} />
        ) : (
          <li key={`${entry.event.at} ${entry.event.what} ${entry.event.name}`} class="small">
            {timeWords(entry.event.at, now.value)} · {eventWords(entry.event)}
          </li>
        ),
      )}
    </ul>
  );
}

/** One message with where it is. */
function Message({ channel, thread, line }: LinesProps & { line: Line }) {
  const { now } = useExpert();
  const { where, from, text, about, at } = line;
  // With one person on the other side, every line with a name on it would say the same.
  const isOther = from !== undefined && from !== thread.peer.name;
  const name = nameOf(thread.peer.name);
  return (
    <li class={isOwn(line) ? 'message mine' : 'message'}>
      <p class={isOther ? 'small' : 'unseen'}>{isOwn(line) ? t('channel:you') : nameOf(from ?? '')}</p>
      {about ? <p class="small">{t('channel:attach.line', { about })}</p> : null}
      {text === '' ? null : <p class="said">{text}</p>}
      <p class="small">{isOwn(line) && where ? whereWords(where, name, now.value) : where ? t('channel:taken-back', { name: nameOf(from ?? '') }) : timeWords(at, now.value)}</p>
      {thread.state === 'open' && canTakeBack(line) ? <TakeBack onYes={() => channel.withdraw(thread.id, line.id)} name={name} /> : null}
    </li>
  );
}

function TakeBack({ onYes, name }: { onYes: () => Promise<void>; name: string }) {
  const [isAsked, setAsked] = useState(false);
  const { isFull, write } = useWrite();
  if (!isAsked) {
    return (
      <Button look="quiet" onPress={() => setAsked(true)}>
        {t('channel:take-back.ask')}
      </Button>
    );
  }
  return (
    <>
      <p>{t('channel:take-back.what', { name })}</p>
      {isFull ? <p class="problem">{t('errors:storage-full')}</p> : null}
      <div class="buttons">
        <Button onPress={async () => void (await write(onYes))}>{t('channel:take-back.yes')}</Button>
        <Button look="quiet" onPress={() => setAsked(false)}>
          {t('channel:take-back.no')}
        </Button>
      </div>
    </>
  );
}
