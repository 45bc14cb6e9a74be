import { useEffect, useState } from 'preact/hooks';
import type { LockTime } from '../../client/settings.ts';
import { Button } from '../../ui/Button.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { language, loadWords, t } from '../../ui/words.ts';
import { useExpert } from '../context.ts';
import { chooseLockTime } from './lock-actions.ts';
import { ChangePin, NewPin, TakeOffPin } from './PinForms.tsx';

type Open = 'none' | 'new' | 'change' | 'off';

const times: readonly { readonly value: LockTime; readonly words: string }[] = [
  { value: 'now', words: 'lock:after.now' },
  { value: 'minute', words: 'lock:after.minute' },
  { value: 'five-minutes', words: 'lock:after.five-minutes' },
];

/** The lock: what it does and does not, setting it, changing it, taking it off. */
export function Lock() {
  const { settings } = useExpert();
  const [open, setOpen] = useState<Open>('none');
  const [isChanged, setChanged] = useState(false);
  const [hasWords, setHasWords] = useState(false);
  useEffect(() => {
    // Never loaded and no network: this part stays away.
    void loadWords('lock').then(() => setHasWords(true), () => undefined);
  }, [language()]);
  if (!hasWords) return null;
  const close = () => setOpen('none');
  const opens = (which: Open) => () => {
    setChanged(false);
    setOpen(which);
  };
  return (
    <>
      <h2>{t('lock:settings.title')}</h2>
      {settings.unlocked ? (
        <>
          <p>{t('lock:settings.on')}</p>
          <Time />
          {isChanged ? <p role="status">{t('lock:settings.changed')}</p> : null}
          {open === 'change' ? <ChangePin close={close} done={() => (close(), setChanged(true))} /> : null}
          {open === 'off' ? <TakeOffPin close={close} /> : null}
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
          {open === 'new' ? <NewPin close={close} /> : <Button onPress={opens('new')}>{t('lock:settings.set')}</Button>}
        </>
      )}
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
