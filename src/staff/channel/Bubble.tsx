import { useRef } from 'preact/hooks';
import type { ChannelEngine, Line, Thread } from '../../channel/types.ts';
import { Button } from '../../ui/Button.tsx';
import { formatWhen } from '../../ui/format.ts';
import { t } from '../../ui/words.ts';
import { useLook } from '../use-look.ts';
import { saidAt } from './view.ts';
import { goneWords } from './words.ts';

interface BubbleProps {
  channel: ChannelEngine;
  thread: Thread;
  line: Line;
  onTakeBack: (line: string) => Promise<void>;
}

/** One message. It counts as read once it has been on the screen of a window that somebody looks at (use-look.ts). */
export function Bubble({ channel, thread, line, onTakeBack }: BubbleProps) {
  const place = useRef<HTMLDivElement>(null);
  const isMine = line.from === undefined;
  // A store that is full only means that it is not told as read.
  useLook(place, !isMine && !line.seen, () => channel.seen(thread.id, [line.id]).catch(() => undefined));
  const kind = line.where?.kind;
  const canTakeBack = isMine && thread.state === 'open' && (kind === 'queued' || kind === 'sent' || kind === 'received');
  return (
    <div ref={place} class={isMine ? 'bubble own' : 'bubble'}>
      {line.about ? <p class="small">{t('contact:about', { what: line.about })}</p> : null}
      {line.text !== '' ? <p class="own-words">{line.text}</p> : null}
      {/* Whether it is taken back nobody knows yet while it is being done. */}
      {line.text === '' && kind !== 'withdrawing' ? <p>{isMine ? t('contact:taken-back') : t('contact:taken-back-theirs', { name: line.from })}</p> : null}
      <small>{isMine ? goneWords(line) : t('staff:thread.wrote', { name: line.from, when: formatWhen(saidAt(line)) })}</small>
      {canTakeBack ? (
        <Button look="quiet" onPress={() => onTakeBack(line.id)}>
          {t('contact:take-back')}
        </Button>
      ) : null}
    </div>
  );
}
