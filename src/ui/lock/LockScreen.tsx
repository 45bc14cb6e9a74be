import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { announce, announceProblem } from '../announce.tsx';
import { Button } from '../Button.tsx';
import { Notice } from '../Notice.tsx';
import { Page } from '../Page.tsx';
import { t } from '../words.ts';
import { CodeField, focusProblem, ShowCode } from './CodeField.tsx';
import { StartOver } from './StartOver.tsx';
import { nextInWords, useWait, waitInWords } from './use-wait.ts';
import { isWhole } from './words.ts';
import type { LockWords, Standing } from './words.ts';

/** What came of a code that did not open. */
export type Shut = ({ readonly kind: 'wrong' | 'waiting' } & Standing) | { readonly kind: 'short' | 'damaged' | 'full' };

export interface LockScreenProps {
  words: LockWords;
  /** Milliseconds until a code may be tried. */
  wait: number;
  /** It was set a moment ago: the first time that it is asked for. */
  isNew: boolean;
  /** Tries a code; undefined where it opened, and another screen takes this one's place. */
  open: (code: string, waits: () => void) => Promise<Shut | undefined>;
  startOver: () => Promise<void>;
  /** Stands above the field. */
  children?: ComponentChildren;
}

/** The app's name, the code, help and the way out of sight. Nothing that tells what is behind it. */
export function LockScreen({ words, wait, isNew, open, startOver, children }: LockScreenProps) {
  const [code, setCode] = useState('');
  const [isShown, setShown] = useState(false);
  const [shut, setShut] = useState<Shut>();
  const [isBlocked, setBlocked] = useState(false);
  const [isForgotten, setForgotten] = useState(false);
  const [left, setWait] = useWait(wait);
  useEffect(() => {
    if (isNew) announce(t(words.isSet));
  }, [isNew]);
  if (isForgotten) return <StartOver words={words.forgot} startOver={startOver} back={() => setForgotten(false)} />;
  const keys: Record<Shut['kind'], string> = { short: words.short, wrong: words.wrong, waiting: words.wrong, damaged: words.damaged, full: words.full };
  const wordsOf = (one: Shut): string => ('wait' in one ? `${t(keys[one.kind])} ${nextInWords(words, one)}` : t(keys[one.kind]));
  const blocked = (): void => {
    setBlocked(true);
    announce(t('lock:other-tabs'));
  };
  async function press(): Promise<void> {
    const found: Shut | undefined = isWhole(words, code) ? await open(code, blocked) : { kind: 'short' };
    if (!found) return;
    setShut(found);
    if (found.kind !== 'short') setCode('');
    if ('wait' in found) setWait(found.wait);
    const isToWait = 'wait' in found && found.wait > 0;
    announceProblem(isToWait ? `${t(keys[found.kind])} ${t('lock:wait.words', { wait: waitInWords(found.wait) })}` : wordsOf(found));
    focusProblem();
  }
  return (
    <Page key="pin" heading={t('lock:title')} title={t('lock:title')} withoutTabs>
      {isNew && !shut ? <Notice tone="ok">{t(words.isSet)}</Notice> : null}
      {children}
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (left <= 0) void press();
        }}
      >
        <CodeField words={words} label={t(words.code)} value={code} isShown={isShown} isWaiting={left > 0} onInput={setCode} problem={shut && left <= 0 ? wordsOf(shut) : undefined} />
        <ShowCode words={words} isShown={isShown} onChange={setShown} />
        {left > 0 ? (
          <Notice tone="wait">
            <p role="timer">{t('lock:wait.words', { wait: waitInWords(left) })}</p>
            {shut && 'wait' in shut ? <p>{nextInWords(words, shut)}</p> : null}
          </Notice>
        ) : null}
        {isBlocked ? <p>{t('lock:other-tabs')}</p> : null}
        <Button look="main" disabled={left > 0} onPress={press}>
          {t('lock:open')}
        </Button>
      </form>
      {shut && shut.kind !== 'short' ? (
        <p class="spaced">
          <Button look="quiet" onPress={() => setForgotten(true)}>
            {t(words.forgot.open)}
          </Button>
        </p>
      ) : null}
    </Page>
  );
}
