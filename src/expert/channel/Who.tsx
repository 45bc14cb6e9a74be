import type { Thread } from '../../channel/types.ts';
import { Icon } from '../../ui/icons.tsx';
import { formatDay } from '../../ui/format.ts';
import { t } from '../../ui/words.ts';
import { deputiesOf } from './view.ts';
import { hoursWords, listWords, nameOf, readerWords } from './words.ts';

/** Who can read, when they answer and who stands in. */
export function Who({ thread }: { thread: Thread }) {
  const { peer, readers, awayUntil } = thread;
  const name = nameOf(peer.name);
  const deputies = deputiesOf(thread).map((one) => nameOf(one.name));
  return (
    <div class="who">
      <p class="small private-ink with-icon">
        <Icon name="lock" />
        <span>{t('channel:who.readers', { names: listWords(readers.map(readerWords)) })}</span>
      </p>
      {peer.hours ? <p class="small">{t('channel:who.hours', { hours: hoursWords(peer.hours) })}</p> : null}
      {awayUntil ? (
        <p class="small wait">
          {t('channel:who.away', { name, day: formatDay(awayUntil) })}{' '}
          {deputies.length > 0 ? t('channel:who.away-deputy', { names: listWords(deputies) }) : t('channel:who.away-alone')}
        </p>
      ) : deputies.length > 0 ? (
        <p class="small">{t('channel:who.deputy', { names: listWords(deputies) })}</p>
      ) : null}
    </div>
  );
}

/** Where they work, and whether somebody vouches for them: behind a line, so that the place to write is in sight. */
export function WhoFacts({ thread: { peer, vouched } }: { thread: Thread }) {
  const name = nameOf(peer.name);
  return (
    <>
      <p>{peer.organisation ? t('channel:who.from', { name, organisation: peer.organisation }) : t('channel:who.outside', { name })}</p>
      {vouched ? null : <p>{t('channel:who.not-vouched', { name })}</p>}
    </>
  );
}
