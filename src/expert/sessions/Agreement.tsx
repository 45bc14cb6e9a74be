import { formatLongDay } from '../../ui/format.ts';
import { t } from '../../ui/words.ts';
import { dayOf } from '../../domain/day.ts';
import { Facts } from './Facts.tsx';
import { agreedFacts } from './term-words.ts';
import type { Entry } from './view.ts';

/** What was said yes to, word for word, as it was then. Both have it; nothing is signed. */
export function Agreement({ entry: { invitation } }: { entry: Entry }) {
  if (!invitation.agreed) return null;
  const { terms, at } = invitation.agreed;
  return (
    <details class="more">
      <summary>{t('sessions:agreed.title')}</summary>
      <p>{t('sessions:agreed.when', { day: formatLongDay(dayOf(at)) })}</p>
      <p class="small">{t('sessions:agreed.stays')}</p>
      <Facts facts={agreedFacts(terms)} />
    </details>
  );
}
