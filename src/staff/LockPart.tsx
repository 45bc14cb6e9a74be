import { useEffect, useState } from 'preact/hooks';
import type { LockTime } from '../client/settings.ts';
import { Button } from '../ui/Button.tsx';
import { Choices } from '../ui/Choices.tsx';
import { ChangeCode, NewCode, TakeOffCode } from '../ui/lock/CodeForms.tsx';
import { useTold } from '../ui/use-told.ts';
import { t } from '../ui/words.ts';
import { useStaff } from './context.ts';
import { deskLockWords } from './lock-words.ts';

type Open = 'none' | 'new' | 'change' | 'off';

const times: readonly { readonly value: LockTime; readonly words: string }[] = [
  { value: 'now', words: 'lock:after.now' },
  { value: 'minute', words: 'lock:after.minute' },
  { value: 'five-minutes', words: 'lock:after.five-minutes' },
  { value: 'quarter', words: 'desk-lock:after-quarter' },
];

/** The lock of this computer: what it does and does not, setting it, changing it, taking it off. */
export function LockPart() {
  const { lock } = useStaff();
  const [open, setOpen] = useState<Open>('none');
  const [told, tell] = useTold();
  const close = () => setOpen('none');
  const opens = (which: Open) => () => {
    tell('');
    setOpen(which);
  };
  return (
    <>
      <h2>{t('desk-lock:heading')}</h2>
      {told ? <p>{told}</p> : null}
      {lock.isSet ? (
        <>
          <p>{t('desk-lock:on')}</p>
          <Time />
          {open === 'change' ? <ChangeCode words={deskLockWords} close={close} change={lock.change} done={() => (close(), tell(t('desk-lock:changed')))} /> : null}
          {open === 'off' ? <TakeOffCode words={deskLockWords} close={close} takeOff={lock.takeOff} /> : null}
          {open === 'none' ? (
            <div class="buttons">
              <Button look="main" onPress={lock.now}>
                {t('desk-lock:now')}
              </Button>
              <Button onPress={opens('change')}>{t('desk-lock:change')}</Button>
              <Button look="quiet" onPress={opens('off')}>
                {t('desk-lock:off')}
              </Button>
            </div>
          ) : null}
        </>
      ) : (
        <>
          <p>{t('desk-lock:none')}</p>
          {open === 'new' ? <NewCode words={deskLockWords} close={close} set={lock.set} /> : <Button onPress={opens('new')}>{t('desk-lock:set')}</Button>}
        </>
      )}
    </>
  );
}

function Time() {
  const { settings } = useStaff();
  const [after, setAfter] = useState<LockTime | null>(null);
  useEffect(() => {
    void settings.unlocked?.after().then(setAfter, () => undefined);
  }, [settings]);
  return (
    <Choices
      label={t('lock:after.all')} value={after} options={times.map(({ value, words }) => ({ value, label: t(words) }))}
      onChoose={(value) => {
        setAfter(value);
        // A disk that is full keeps the time from before.
        void settings.unlocked?.setAfter(value).catch(() => undefined);
      }}
    />
  );
}
