import { useEffect, useState } from 'preact/hooks';
import { Button } from '../Button.tsx';
import { Notice } from '../Notice.tsx';
import { focusHeading, Page } from '../Page.tsx';
import { t } from '../words.ts';
import type { LockWords } from './words.ts';

interface StartOverProps {
  words: LockWords['forgot'];
  startOver: () => Promise<void>;
  back: () => void;
}

/** Without the code, on a page of its own: what is lost and what is not, the safe way first, and no button that a second tap meets. */
export function StartOver({ words, startOver, back }: StartOverProps) {
  const [isSure, setSure] = useState(false);
  useEffect(focusHeading, []);
  return (
    <Page heading={t(words.open)} title={t('lock:title')} withoutTabs>
      <div class="stack">
        <p>{t(words.what)}</p>
        <Notice tone="wait">{t(words.lost)}</Notice>
        <p>{t(words.returns)}</p>
        <Button look="main" onPress={back}>
          {t(words.no)}
        </Button>
        <label class="choice">
          <input type="checkbox" checked={isSure} onChange={(event) => setSure(event.currentTarget.checked)} />
          <span>{t(words.sure)}</span>
        </label>
        <Button disabled={!isSure} onPress={startOver}>
          {t(words.yes)}
        </Button>
      </div>
    </Page>
  );
}
