import { useEffect, useState } from 'preact/hooks';
import type { Login } from '../client/settings.ts';
import { Button } from '../ui/Button.tsx';
import { formatWhen } from '../ui/format.ts';
import { Notice } from '../ui/Notice.tsx';
import { Link } from '../ui/router.tsx';
import { t } from '../ui/words.ts';
import { dismissLost, forgetUse, lost, lostLogin } from './used-note.ts';
import { useWords } from './use-words.ts';
import type { Counts } from './used-note.ts';

/** The browser emptied the store of somebody who is signed in here: said once, until they have seen it. */
export function StoreLost() {
  const hasWords = useWords('errors');
  const counts = lost.value;
  if (!counts || !hasWords) return null;
  return (
    <Notice tone="wait">
      <div class="stack">
        <p>
          {t('errors:lost.what')} {t('errors:lost.returns')}
        </p>
        <Gone counts={counts} />
        <p>{t('errors:lost.prevent')}</p>
        <div class="buttons">
          <Button onPress={dismissLost}>{t('errors:lost.seen')}</Button>
          <Link to="/s/t" class="button">
            {t('home:settings')}
          </Link>
        </div>
      </div>
    </Notice>
  );
}

/** The same at the welcome: the browser threw away the login, too. */
export function LoginLost({ logins }: { logins: () => Promise<readonly Login[]> }) {
  const hasWords = useWords('errors');
  const [counts, setCounts] = useState<Counts | null>(null);
  useEffect(() => {
    void logins().then((all) => setCounts(all.length === 0 ? lostLogin() : null), () => undefined);
  }, []);
  if (!counts || !hasWords) return null;
  return (
    <Notice tone="wait">
      <div class="stack">
        <p>
          {t('errors:lost.what')} {t('errors:lost.link')}
        </p>
        <Gone counts={counts} />
        <Button
          onPress={() => {
            forgetUse();
            setCounts(null);
          }}
        >
          {t('errors:lost.seen')}
        </Button>
      </div>
    </Notice>
  );
}

function Gone({ counts: { unsent, texts, at } }: { counts: Counts }) {
  const when = formatWhen(at);
  return (
    <>
      {unsent > 0 ? <p>{t('errors:lost.unsent', { count: unsent, when })}</p> : null}
      {texts > 0 ? <p>{t('errors:lost.texts', { count: texts })}</p> : null}
      {unsent + texts === 0 ? <p>{t('errors:lost.nothing', { when })}</p> : null}
    </>
  );
}
