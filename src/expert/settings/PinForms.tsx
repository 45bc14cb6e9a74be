import { useState } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { t } from '../../ui/words.ts';
import { useExpert } from '../context.ts';
import { focusProblem, PinField, ShowDigits } from '../PinField.tsx';
import { nextInWords, useWait, waitInWords } from '../use-wait.ts';
import { isEasyPin } from './easy-pin.ts';
import { beginAnew, changePin, setPin, takeOffPin } from './lock-actions.ts';
import type { Asked } from './lock-actions.ts';

interface FormProps {
  close: () => void;
}

const length = 6;

/** A new PIN and the same again. */
type Pins = readonly [string, string];
const noPins: Pins = ['', ''];

/** The words for what came of the PIN that is set; undefined where it was the right one. */
const problems: Record<Asked['kind'], string | undefined> = { right: undefined, wrong: 'lock:wrong', waiting: 'lock:wrong', damaged: 'lock:damaged', full: 'lock:full', missing: 'lock:missing' };

/** What is wrong with two entries of a new PIN. */
const mismatch = (pin: string, again: string): string | undefined =>
  pin.length < length ? 'lock:six' : isEasyPin(pin) ? 'lock:easy' : pin === again ? undefined : 'lock:different';

export function NewPin({ close }: FormProps) {
  const expert = useExpert();
  const [[pin, again], setPins] = useState<Pins>(noPins);
  const [isShown, setShown] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [isBlocked, setBlocked] = useState(false);
  async function press(): Promise<void> {
    const wrong = mismatch(pin, again);
    setProblem(wrong);
    if (wrong) return focusProblem();
    const done = await setPin(expert, pin, () => setBlocked(true));
    if (done === 'set') beginAnew();
    else setProblem(problems[done]);
  }
  return (
    <div class="stack">
      <Notice tone="wait">
        <p>{t('lock:settings.forget')}</p>
        <p>{t('lock:settings.waits')}</p>
        <p>{t('lock:settings.limits')}</p>
      </Notice>
      <NewFields pin={pin} again={again} isShown={isShown} problem={problem} onInput={setPins} />
      <ShowDigits isShown={isShown} onChange={setShown} />
      <Buttons isBlocked={isBlocked} close={close} press={press}>
        {t('lock:settings.set')}
      </Buttons>
    </div>
  );
}

export function ChangePin({ close, done }: FormProps & { done: () => void }) {
  const expert = useExpert();
  const [old, setOld] = useState('');
  const [[pin, again], setPins] = useState<Pins>(noPins);
  const [isShown, setShown] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [wrong, tell, left] = useOld();
  async function press(): Promise<void> {
    const found = mismatch(pin, again);
    setProblem(found);
    if (!found && tell(await changePin(expert, old, pin))) return done();
    focusProblem();
  }
  return (
    <div class="stack">
      <PinField label={t('lock:old')} value={old} isShown={isShown} problem={wrong} onInput={setOld} />
      <NewFields pin={pin} again={again} isShown={isShown} problem={problem} onInput={setPins} />
      <ShowDigits isShown={isShown} onChange={setShown} />
      <Buttons left={left} close={close} press={press}>
        {t('lock:settings.change')}
      </Buttons>
    </div>
  );
}

export function TakeOffPin({ close }: FormProps) {
  const expert = useExpert();
  const [old, setOld] = useState('');
  const [isShown, setShown] = useState(false);
  const [isBlocked, setBlocked] = useState(false);
  const [wrong, tell, left] = useOld();
  async function press(): Promise<void> {
    if (tell(await takeOffPin(expert, old, () => setBlocked(true)))) return beginAnew();
    focusProblem();
  }
  return (
    <div class="stack">
      <Notice tone="wait">{t('lock:settings.off-what')}</Notice>
      <PinField label={t('lock:old')} value={old} isShown={isShown} problem={wrong} onInput={setOld} />
      <ShowDigits isShown={isShown} onChange={setShown} />
      <Buttons left={left} isBlocked={isBlocked} close={close} press={press}>
        {t('lock:settings.off')}
      </Buttons>
    </div>
  );
}

interface NewFieldsProps {
  pin: string;
  again: string;
  isShown: boolean;
  problem: string | undefined;
  onInput: (pins: Pins) => void;
}

/** A new PIN, twice. What is wrong with the PIN itself stands at the first one. */
function NewFields({ pin, again, isShown, problem, onInput }: NewFieldsProps) {
  const isFirst = problem === 'lock:six' || problem === 'lock:easy';
  return (
    <>
      <PinField label={t('lock:new')} value={pin} isShown={isShown} problem={isFirst ? t(problem) : undefined} onInput={(value) => onInput([value, again])} />
      <PinField label={t('lock:again')} value={again} isShown={isShown} problem={problem && !isFirst ? t(problem) : undefined} onInput={(value) => onInput([pin, value])} />
    </>
  );
}

/** The field of the PIN that is set: its problem in words, what takes in what came of a try, and how long the next one has to wait. */
function useOld(): readonly [string | undefined, (asked: Asked) => boolean, number] {
  const [asked, setAsked] = useState<Asked>();
  const [left, setWait] = useWait(0);
  const problem = asked && problems[asked.kind];
  function tell(found: Asked): boolean {
    setAsked(found);
    if ('wait' in found) setWait(found.wait);
    return found.kind === 'right';
  }
  const next = asked && 'wait' in asked ? ` ${nextInWords(asked)}` : '';
  return [problem && t(problem) + next, tell, left];
}

function Buttons({ children, press, close, left = 0, isBlocked = false }: FormProps & { children: ComponentChildren; press: () => Promise<void>; left?: number; isBlocked?: boolean }) {
  return (
    <>
      {left > 0 ? <p role="timer">{t('lock:wait.words', { wait: waitInWords(left) })}</p> : null}
      {isBlocked ? <p role="status">{t('lock:other-tabs')}</p> : null}
      <div class="buttons">
        <Button disabled={left > 0} onPress={press}>
          {children}
        </Button>
        <Button look="quiet" onPress={close}>
          {t('lock:settings.cancel')}
        </Button>
      </div>
    </>
  );
}
