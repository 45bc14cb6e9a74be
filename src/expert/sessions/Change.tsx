import { t } from '../../ui/words.ts';
import type { Difference } from './term-words.ts';

/** The arrow is for the eye: read aloud, it says "before" and "now". */
export function Change({ change: { name, before, after } }: { change: Difference }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <span class="unseen">{t('sessions:again.before')} </span>
        {before}
        <span aria-hidden="true"> → </span>
        <span class="unseen">. {t('sessions:again.now')} </span>
        <strong>{after}</strong>
      </dd>
    </div>
  );
}
