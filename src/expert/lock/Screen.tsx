import { useState } from 'preact/hooks';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { t } from '../../ui/words.ts';
import { PinField, ShowDigits } from '../PinField.tsx';
import { useWait, waitInWords } from '../use-wait.ts';
import { StartOver } from './StartOver.tsx';

/** What came of a PIN that did not open. `wait`: milliseconds until the next try. */
export type Shut = { readonly kind: 'wrong' | 'waiting'; readonly wait: number } | { readonly kind: 'short' | 'damaged' | 'full' };

export interface LockScreenProps {
  /** Milliseconds until a PIN may be tried. */
  wait: number;
  /** Tries a PIN; undefined where it opened, and another screen takes this one's place. */
  open: (pin: string, waits: () => void) => Promise<Shut | undefined>;
  startOver: () => Promise<void>;
}

const words: Record<Shut['kind'], string> = { short: 'lock:six', wrong: 'lock:wrong', waiting: 'lock:wrong', damaged: 'lock:damaged', full: 'lock:full' };

/** The app's name, the PIN, help and the way out of sight. Nothing that tells what is behind it. */
export function LockScreen({ wait, open, startOver }: LockScreenProps) {
  const [pin, setPin] = useState('');
  const [isShown, setShown] = useState(false);
  const [shut, setShut] = useState<Shut>();
  const [isBlocked, setBlocked] = useState(false);
  const [left, setWait] = useWait(wait);
  async function press(): Promise<void> {
    if (pin.length < 6) return setShut({ kind: 'short' });
    const found = await open(pin, () => setBlocked(true));
    if (!found) return;
    setShut(found);
    setPin('');
    if ('wait' in found) setWait(found.wait);
  }
  return (
    <Page heading={t('lock:title')} title={t('lock:title')} withoutTabs>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (left <= 0) void press();
        }}
      >
        <PinField
          label={t('lock:pin')} value={pin} isShown={isShown} disabled={left > 0} onInput={setPin}
          problem={shut && left <= 0 ? t(words[shut.kind]) : undefined}
        />
        <ShowDigits isShown={isShown} onChange={setShown} />
        {left > 0 ? (
          <Notice tone="wait">
            <p role="timer">{t('lock:wait.words', { wait: waitInWords(left) })}</p>
          </Notice>
        ) : null}
        {isBlocked ? <p role="status">{t('lock:other-tabs')}</p> : null}
        <Button look="main" disabled={left > 0} onPress={press}>
          {t('lock:open')}
        </Button>
      </form>
      {shut && shut.kind !== 'short' ? <StartOver startOver={startOver} /> : null}
    </Page>
  );
}
