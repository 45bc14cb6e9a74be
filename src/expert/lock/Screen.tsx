import { useState } from 'preact/hooks';
import type { Standing } from '../../client/lock-tries.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { t } from '../../ui/words.ts';
import { focusProblem, PinField, ShowDigits } from '../PinField.tsx';
import { nextInWords, useWait, waitInWords } from '../use-wait.ts';
import { StartOver } from './StartOver.tsx';

/** What came of a PIN that did not open. */
export type Shut = ({ readonly kind: 'wrong' | 'waiting' } & Standing) | { readonly kind: 'short' | 'damaged' | 'full' };

export interface LockScreenProps {
  /** Milliseconds until a PIN may be tried. */
  wait: number;
  /** It was set a moment ago: the first time that it is asked for. */
  isNew: boolean;
  /** Tries a PIN; undefined where it opened, and another screen takes this one's place. */
  open: (pin: string, waits: () => void) => Promise<Shut | undefined>;
  startOver: () => Promise<void>;
}

const words: Record<Shut['kind'], string> = { short: 'lock:six', wrong: 'lock:wrong', waiting: 'lock:wrong', damaged: 'lock:damaged', full: 'lock:full' };
const wordsOf = (shut: Shut): string => ('wait' in shut ? `${t(words[shut.kind])} ${nextInWords(shut)}` : t(words[shut.kind]));

/** The app's name, the PIN, help and the way out of sight. Nothing that tells what is behind it. */
export function LockScreen({ wait, isNew, open, startOver }: LockScreenProps) {
  const [pin, setPin] = useState('');
  const [isShown, setShown] = useState(false);
  const [shut, setShut] = useState<Shut>();
  const [isBlocked, setBlocked] = useState(false);
  const [isForgotten, setForgotten] = useState(false);
  const [left, setWait] = useWait(wait);
  if (isForgotten) return <StartOver startOver={startOver} back={() => setForgotten(false)} />;
  async function press(): Promise<void> {
    const found: Shut | undefined = pin.length < 6 ? { kind: 'short' } : await open(pin, () => setBlocked(true));
    if (!found) return;
    setShut(found);
    if (found.kind !== 'short') setPin('');
    if ('wait' in found) setWait(found.wait);
    focusProblem();
  }
  return (
    <Page key="pin" heading={t('lock:title')} title={t('lock:title')} withoutTabs>
      {isNew && !shut ? <Notice tone="ok">{t('lock:is-set')}</Notice> : null}
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (left <= 0) void press();
        }}
      >
        <PinField label={t('lock:pin')} value={pin} isShown={isShown} disabled={left > 0} onInput={setPin} problem={shut && left <= 0 ? wordsOf(shut) : undefined} />
        <ShowDigits isShown={isShown} onChange={setShown} />
        {left > 0 ? (
          <Notice tone="wait">
            <p role="timer">{t('lock:wait.words', { wait: waitInWords(left) })}</p>
            {shut && 'wait' in shut ? <p>{nextInWords(shut)}</p> : null}
          </Notice>
        ) : null}
        {isBlocked ? <p role="status">{t('lock:other-tabs')}</p> : null}
        <Button look="main" disabled={left > 0} onPress={press}>
          {t('lock:open')}
        </Button>
      </form>
      {shut && shut.kind !== 'short' ? (
        <p class="spaced">
          <Button look="quiet" onPress={() => setForgotten(true)}>
            {t('lock:forgot.open')}
          </Button>
        </p>
      ) : null}
    </Page>
  );
}
