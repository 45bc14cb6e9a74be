import type { ClosedNote } from '../client/erase-login.ts';
import { Button } from '../ui/Button.tsx';
import { formatWhen } from '../ui/format.ts';
import { Notice } from '../ui/Notice.tsx';
import { Page } from '../ui/Page.tsx';
import { usePromise } from '../ui/use-promise.ts';
import { loadWords, t } from '../ui/words.ts';

/** A device that somebody closed: what happened, what is gone, what is safe, and what now. */
export function ClosedScreen({ note: { at, unsent, texts }, done }: { note: ClosedNote; done: () => void }) {
  const ready = usePromise('account', () => loadWords('account').then(() => true));
  if (!ready) return <main class="page" aria-busy="true" />;
  return (
    <Page heading={t('account:closed.heading')} title={t('staff:title.start')} withoutTabs>
      <p>{t('account:closed.staff-what', { when: formatWhen(at) })}</p>
      <p>{t('account:closed.staff-erased')}</p>
      {unsent + texts > 0 ? (
        <Notice tone="wait">
          {unsent > 0 ? <p>{t('account:closed.unsent', { count: unsent })}</p> : null}
          {texts > 0 ? <p>{t('account:closed.texts', { count: texts })}</p> : null}
        </Notice>
      ) : null}
      <p>{t('account:closed.staff-safe')}</p>
      <p>{t('account:closed.staff-now')}</p>
      <Button look="main" onPress={done}>
        {t('account:closed.done')}
      </Button>
    </Page>
  );
}
