import type { ClosedNote } from '../client/erase-login.ts';
import { Button } from '../ui/Button.tsx';
import { formatWhen } from '../ui/format.ts';
import { Notice } from '../ui/Notice.tsx';
import { Page } from '../ui/Page.tsx';
import { Link } from '../ui/router.tsx';
import { t } from '../ui/words.ts';

/** What happened, what is gone, what is safe, and what now. Needs the words `account`. */
export function ClosedScreen({ note: { at, unsent, texts }, done }: { note: ClosedNote; done: () => void }) {
  return (
    <Page heading={t('account:closed.heading')} title={t('account:closed.heading')} withoutTabs>
      <p>{t('account:closed.what', { when: formatWhen(at) })}</p>
      <p>{t('account:closed.erased')}</p>
      {unsent + texts > 0 ? (
        <Notice tone="wait">
          {unsent > 0 ? <p>{t('account:closed.unsent', { count: unsent })}</p> : null}
          {texts > 0 ? <p>{t('account:closed.texts', { count: texts })}</p> : null}
        </Notice>
      ) : null}
      <p>{t('account:closed.safe')}</p>
      <p>{t('account:closed.now')}</p>
      <Button look="main" onPress={done}>
        {t('account:closed.done')}
      </Button>
      <p class="ends">
        {t('errors:help-line')} <Link to="/a">{t('common:help')}</Link>
      </p>
    </Page>
  );
}
