import type { Session } from '../../domain/session.ts';
import { Button } from '../../ui/Button.tsx';
import { t } from '../../ui/words.ts';
import { useExpert } from '../context.ts';
import { beginReflection, notNow } from './actions.ts';
import type { How } from './actions.ts';

const answers: readonly { how: How; words: string }[] = [
  { how: 'well', words: 'reflection:how.well' },
  { how: 'ok', words: 'reflection:how.ok' },
  { how: 'both', words: 'reflection:how.both' },
  { how: 'heavy', words: 'reflection:how.heavy' },
  { how: 'unsure', words: 'reflection:how.unsure' },
];

/** Just after: one tap begins own thoughts. Asked for two days and seldom seen, so it is not in the first load. */
export function HowWasIt({ session }: { session: Session }) {
  const { drafts } = useExpert().engine;
  return (
    <section class="card big">
      <h2>{t('reflection:ask.how')}</h2>
      <p>{session.title}</p>
      <p class="small">{t('reflection:skip-it')}</p>
      <div class="buttons down">
        {answers.map(({ how, words }) => (
          <Button key={how} onPress={() => beginReflection(drafts, session.id, how)}>
            {t(words)}
          </Button>
        ))}
        <Button look="quiet" onPress={() => notNow(drafts, session.id)}>
          {t('reflection:not-now')}
        </Button>
      </div>
    </section>
  );
}
