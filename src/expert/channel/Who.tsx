import type { Thread } from '../../channel/types.ts';
import { Icon } from '../../ui/icons.tsx';
import { formatDay } from '../../ui/format.ts';
import { t } from '../../ui/words.ts';
import { deputiesOf } from './view.ts';
import { hoursWords, listWords, nameOf, readerWords } from './words.ts';

/** Who can read, whether somebody vouches for them, when they answer and who stands in. */
export function Who({ thread }: { thread: Thread }) {
  const { peer, readers, vouched, awayUntil } = thread;
  const name = nameOf(peer.name);
  const deputies = deputiesOf(thread).map((one) => nameOf(one.name));
  return (
    <div class="who">
      <p class="private-ink with-icon">
        <Icon name="lock" />
        <span>{t('channel:who.readers', { names: listWords(readers.map(readerWords)) })}</span>
      </p>
      <p class="small">{peer.organisation ? t('channel:who.from', { name, organisation: peer.organisation }) : t('channel:who.outside', { name })}</p>
      {vouched ? null : <p class="small">{t('channel:who.not-vouched', { name })}</p>}
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
