import { useEffect, useState } from 'preact/hooks';
import type { LockTime } from '../../client/settings.ts';
import { Button } from '../../ui/Button.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { ChangeCode, NewCode, TakeOffCode } from '../../ui/lock/CodeForms.tsx';
import { useTold } from '../../ui/use-told.ts';
import { language, loadWords, t } from '../../ui/words.ts';
import { useExpert } from '../context.ts';
import { CoverKeys } from './CoverKeys.tsx';
import { lockWords } from '../lock-words.ts';
import { beginAnew, changePin, chooseLockTime, setPin, takeOffPin, takeOffNote } from './lock-actions.ts';

type Open = 'none' | 'new' | 'change' | 'off';

const times: readonly { readonly value: LockTime; readonly words: string }[] = [
  { value: 'now', words: 'lock:after.now' },
  { value: 'minute', words: 'lock:after.minute' },
  { value: 'five-minutes', words: 'lock:after.five-minutes' },
];

/** The lock: what it does and does not, setting it, changing it, taking it off. */
export function Lock() {
  const expert = useExpert();
  const { settings } = expert;
  const [open, setOpen] = useState<Open>('none');
  const [told, tell] = useTold();
  const [hasWords, setHasWords] = useState(false);
  useEffect(() => {
    // Never loaded and no network: this part stays away.
    void loadWords('lock').then(() => {
      setHasWords(true);
      if (takeOffNote()) tell(t('lock:settings.removed'));
    }, () => undefined);
  }, [language()]);
  if (!hasWords) return null;
  const close = () => setOpen('none');
  const opens = (which: Open) => () => {
    tell('');
    setOpen(which);
  };
  const set = async (pin: string, waits: () => void) => {
    const done = await setPin(expert, pin, waits);
    if (done === 'set') beginAnew();
    return done;
  };
  const takeOff = async (pin: string, waits: () => void) => {
    const done = await takeOffPin(expert, pin, waits);
    if (done.kind === 'right') beginAnew();
    return done;
  };
  return (
    <>
      {told ? <p>{told}</p> : null}
      {settings.unlocked ? (
        <>
          <p>{t('lock:settings.on')}</p>
          <Time />
          {open === 'change' ? <ChangeCode words={lockWords} close={close} change={(pin, next) => changePin(expert, pin, next)} done={() => (close(), tell(t('lock:settings.changed')))} /> : null}
          {open === 'off' ? <TakeOffCode words={lockWords} close={close} takeOff={takeOff} /> : null}
          {open === 'none' ? (
            <div class="buttons">
              <Button onPress={opens('change')}>{t('lock:settings.change')}</Button>
              <Button look="quiet" onPress={opens('off')}>
                {t('lock:settings.off')}
              </Button>
            </div>
          ) : null}
        </>
      ) : (
        <>
          <p>{t('lock:settings.none')}</p>
          {open === 'new' ? <NewCode words={lockWords} close={close} set={set} /> : <Button onPress={opens('new')}>{t('lock:settings.set')}</Button>}
        </>
      )}
      <CoverKeys />
    </>
  );
}

function Time() {
  const expert = useExpert();
  const [after, setAfter] = useState<LockTime | null>(null);
  useEffect(() => {
    void expert.settings.unlocked?.after().then(setAfter, () => undefined);
  }, [expert]);
  return (
    <Choices
      label={t('lock:after.all')} value={after} options={times.map(({ value, words }) => ({ value, label: t(words) }))}
      onChoose={(value) => {
        setAfter(value);
        void chooseLockTime(expert, value);
      }}
    />
  );
}
