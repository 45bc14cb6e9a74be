import { Notice } from '../ui/Notice.tsx';
import { Link } from '../ui/router.tsx';
import { t } from '../ui/words.ts';
import { keysLost } from './keys-lost.ts';
import { useWords } from './use-words.ts';

/** The key of this device is gone from its store: what that means, and the way out. Said until there is a new login. */
export function KeysLost() {
  const hasWords = useWords('account');
  if (!keysLost.value || !hasWords) return null;
  return (
    <Notice tone="wait">
      <div class="stack">
        <p>{t('account:keys.what')}</p>
        <p>{t('account:keys.safe')}</p>
        <p>{t('account:keys.lost')}</p>
        <p>{t('account:keys.now')}</p>
        <Link to="/a" class="button">
          {t('common:help')}
        </Link>
      </div>
    </Notice>
  );
}
