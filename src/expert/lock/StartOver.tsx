import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { focusHeading, Page } from '../../ui/Page.tsx';
import { t } from '../../ui/words.ts';

interface StartOverProps {
  startOver: () => Promise<void>;
  back: () => void;
}

/** Without the PIN, on a page of its own: what is lost and what is not, the safe way first, and no button that a second tap meets. */
export function StartOver({ startOver, back }: StartOverProps) {
  const [isSure, setSure] = useState(false);
  useEffect(focusHeading, []);
  return (
    <Page heading={t('lock:forgot.open')} title={t('lock:title')} withoutTabs>
      <div class="stack">
        <p>{t('lock:forgot.what')}</p>
        <Notice tone="wait">{t('lock:forgot.lost')}</Notice>
        <p>{t('lock:forgot.returns')}</p>
        <Button look="main" onPress={back}>
          {t('lock:forgot.no')}
        </Button>
        <label class="choice">
          <input type="checkbox" checked={isSure} onChange={(event) => setSure(event.currentTarget.checked)} />
          <span>{t('lock:forgot.sure')}</span>
        </label>
        <Button disabled={!isSure} onPress={startOver}>
          {t('lock:forgot.yes')}
        </Button>
      </div>
    </Page>
  );
}
