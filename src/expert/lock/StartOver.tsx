import { useState } from 'preact/hooks';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { t } from '../../ui/words.ts';

/** Without the PIN: first what would be lost, then the button that does it. */
export function StartOver({ startOver }: { startOver: () => Promise<void> }) {
  const [isAsked, setAsked] = useState(false);
  if (!isAsked) {
    return (
      <p class="spaced">
        <Button look="quiet" onPress={() => setAsked(true)}>
          {t('lock:forgot.open')}
        </Button>
      </p>
    );
  }
  return (
    <Notice tone="wait">
      <div class="stack">
        <p>{t('lock:forgot.what')}</p>
        <p>{t('lock:forgot.returns')}</p>
        <p>{t('lock:forgot.lost')}</p>
        <div class="buttons">
          <Button onPress={startOver}>{t('lock:forgot.yes')}</Button>
          <Button look="quiet" onPress={() => setAsked(false)}>
            {t('lock:forgot.no')}
          </Button>
        </div>
      </div>
    </Notice>
  );
}
