import { useEffect } from 'preact/hooks';
import type { Login } from '../../client/settings.ts';
import { announceProblem } from '../../ui/announce.tsx';
import { Button } from '../../ui/Button.tsx';
import { t } from '../../ui/words.ts';
import type { Done, Found } from './actions.ts';

interface ProblemProps {
  found: Exclude<Found, { kind: 'invited' | 'begun' }> | Exclude<Done, { kind: 'signed-in' }>;
  onAgain: () => Promise<void>;
  onOther: () => void;
  onReady: (login: Login) => void | Promise<void>;
}

/** What happened, what is safe, what now. The link stays in memory, so trying again needs no new opening. */
export function Problem({ found, onAgain, onOther, onReady }: ProblemProps) {
  const isDead = found.kind === 'refused' && (found.reason === 'link-used' || found.reason === 'link-expired' || found.reason === 'link-unknown');
  const others = found.kind === 'refused' && 'others' in found ? found.others : [];
  const [here] = others.filter((login) => login.roles.includes('expert'));
  const words = here && found.kind === 'refused' && found.reason === 'link-used' ? t('welcome:problem.used-here', { name: here.name }) : wordsFor(found);
  // The same again after another try is news, too.
  useEffect(() => announceProblem(words), [found]);
  return (
    <div class="stack">
      <p>{words}</p>
      {/* Whoever comes here because the browser emptied everything may have lost something. */}
      {isDead && !here ? null : <p>{t('welcome:nothing-lost')}</p>}
      {here ? (
        <Button look="main" onPress={() => onReady(here)}>
          {t('welcome:go-home', { name: here.name })}
        </Button>
      ) : null}
      {isDead ? (
        <Button onPress={onOther}>{t('welcome:other-link')}</Button>
      ) : (
        <Button look="main" onPress={onAgain}>
          {t('welcome:again')}
        </Button>
      )}
    </div>
  );
}

function wordsFor(found: ProblemProps['found']): string {
  switch (found.kind) {
    case 'unreachable': return t('welcome:problem.unreachable');
    case 'unsaved': return t('welcome:problem.unsaved');
    case 'no-cookies': return t('welcome:problem.no-cookies');
    case 'refused':
      switch (found.reason) {
        case 'link-used': return t('welcome:problem.used');
        case 'link-expired': return t('welcome:problem.expired');
        case 'link-unknown': return t('welcome:problem.unknown');
        default: return t(`errors:${found.reason}`);
      }
  }
}
