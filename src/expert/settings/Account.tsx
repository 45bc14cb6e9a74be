import { useState } from 'preact/hooks';
import { Button } from '../../ui/Button.tsx';
import { formatWhen } from '../../ui/format.ts';
import { Link } from '../../ui/router.tsx';
import { t } from '../../ui/words.ts';
import { useExpert } from '../context.ts';
import { useWords } from '../use-words.ts';
import { eventsOf, wordsOf } from './account.ts';

/** So many are shown before somebody asks for all of them. */
const few = 5;

/** What others did to this account, and what was done with links to it. Rows like any other: it reads offline, too. */
export function Account() {
  const { engine } = useExpert();
  const [isWhole, setWhole] = useState(false);
  const hasWords = useWords('account');
  const live = engine.live.value;
  const events = eventsOf(live, engine.me.by);
  if (!hasWords) return null;
  return (
    <section aria-label={t('settings:account.title')}>
      <p>{t('settings:account.text')}</p>
      {events.length === 0 ? <p>{t('settings:account.none')}</p> : null}
      <ul class="rows">
        {events.slice(0, isWhole ? undefined : few).map((event) => (
          <li key={event.id}>
            <p>
              {wordsOf(live, event, engine.me)} <small>{formatWhen(event.at)}</small>
            </p>
          </li>
        ))}
      </ul>
      {events.length > few && !isWhole ? (
        <Button look="quiet" onPress={() => setWhole(true)}>
          {t('settings:account.all')}
        </Button>
      ) : null}
      <p class="spaced">
        {t('settings:account.not-you')} <Link to="/a">{t('common:help')}</Link>
      </p>
    </section>
  );
}
