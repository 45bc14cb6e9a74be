import type { Thread } from '../../channel/types.ts';
import { Icon } from '../../ui/icons.tsx';
import { listNames } from '../../ui/list.ts';
import { t } from '../../ui/words.ts';
import { AwayWords } from './Away.tsx';
import { deputiesOf, readersOf } from './view.ts';
import { hoursWords, nameOf, readerWords } from './words.ts';

interface WhoProps {
  thread: Thread;
  /** That they are away is said elsewhere on the screen. */
  isShort?: boolean;
}

/** Who can read, when they answer and who stands in. */
export function Who({ thread, isShort = false }: WhoProps) {
  const { peer, awayUntil } = thread;
  const deputies = deputiesOf({ readers: readersOf(thread) }).map((one) => nameOf(one.name));
  return (
    <div class="who">
      <p class="small private-ink with-icon">
        <Icon name="lock" />
        <span>{t('channel:who.readers', { names: listNames(readersOf(thread).map(readerWords)) })}</span>
      </p>
      {peer.hours ? <p class="small">{t('channel:who.hours', { hours: hoursWords(peer.hours) })}</p> : null}
      {isShort ? null : awayUntil !== null ? (
        <p class="small wait">
          <AwayWords thread={thread} />
        </p>
      ) : deputies.length > 0 ? (
        <p class="small">{t('channel:who.deputy', { names: listNames(deputies) })}</p>
      ) : null}
    </div>
  );
}

/** Where they work, and whether somebody vouches for them: behind a line, so that the place to write is in sight. */
export function WhoFacts({ thread: { peer, vouched } }: { thread: Thread }) {
  const name = nameOf(peer.name);
  return (
    <>
      {peer.promise > 0 ? <p>{t('channel:who.promise', { name, count: peer.promise })}</p> : null}
      <p>{peer.organisation ? t('channel:who.from', { name, organisation: peer.organisation }) : t('channel:who.outside', { name })}</p>
      {vouched ? null : <p>{t('channel:who.not-vouched', { name })}</p>}
    </>
  );
}
