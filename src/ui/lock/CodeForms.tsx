import { useState } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import { announce, announceProblem } from '../announce.tsx';
import { Button } from '../Button.tsx';
import { Notice } from '../Notice.tsx';
import { t } from '../words.ts';
import { CodeField, focusProblem, ShowCode } from './CodeField.tsx';
import { isEasyCode } from './easy-code.ts';
import { nextInWords, useWait, waitInWords } from './use-wait.ts';
import { isWhole } from './words.ts';
import type { Asked, LockWords, Mismatch } from './words.ts';

interface FormProps {
  words: LockWords;
  close: () => void;
}

/** A new code and the same again. */
type Codes = readonly [string, string];
const noCodes: Codes = ['', ''];

/** The words for what came of a code; undefined where it was the right one. */
const problemOf = (words: LockWords, { kind }: { readonly kind: Asked['kind'] }): string | undefined =>
  ({ right: undefined, wrong: words.wrong, waiting: words.wrong, damaged: words.damaged, full: words.full, missing: words.missing })[kind];

const mismatch = (words: LockWords, code: string, again: string): Mismatch | undefined =>
  !isWhole(words, code) ? 'short' : isEasyCode(words, code) ? 'easy' : code === again ? undefined : 'different';

/** `set` resolves with what came of it; where it is set, the page begins anew. */
export function NewCode({ words, close, set }: FormProps & { set: (code: string, waits: () => void) => Promise<'set' | 'full' | 'missing'> }) {
  const [[code, again], setCodes] = useState<Codes>(noCodes);
  const [isShown, setShown] = useState(false);
  const [problem, setProblem] = useState<Mismatch>();
  const [stuck, setStuck] = useState<'full' | 'missing'>();
  const [isBlocked, blocked] = useBlocked();
  async function press(): Promise<void> {
    const wrong = mismatch(words, code, again);
    setProblem(wrong);
    setStuck(undefined);
    if (wrong) return (announceProblem(t(words[wrong])), focusProblem());
    const done = await set(code, blocked);
    if (done === 'set') return;
    setStuck(done);
    announceProblem(t(words[done]));
  }
  return (
    <Form press={press} words={words} isBlocked={isBlocked} close={close} label={words.set}>
      <Notice tone="wait">
        {words.before.map((key) => (
          <p key={key}>{t(key)}</p>
        ))}
      </Notice>
      <NewFields words={words} code={code} again={again} isShown={isShown} problem={problem} onInput={setCodes} />
      <ShowCode words={words} isShown={isShown} onChange={setShown} />
      {stuck ? <p class="problem">{t(words[stuck])}</p> : null}
    </Form>
  );
}

export function ChangeCode({ words, close, done, change }: FormProps & { done: () => void; change: (code: string, next: string) => Promise<Asked> }) {
  const [old, setOld] = useState('');
  const [[code, again], setCodes] = useState<Codes>(noCodes);
  const [isShown, setShown] = useState(false);
  const [problem, setProblem] = useState<Mismatch>();
  const [wrong, tell, left] = useOld(words);
  async function press(): Promise<void> {
    const found = mismatch(words, code, again);
    setProblem(found);
    if (!found && tell(await change(old, code))) return done();
    if (found) announceProblem(t(words[found]));
    focusProblem();
  }
  return (
    <Form press={press} words={words} left={left} close={close} label={words.change}>
      <CodeField words={words} label={t(words.old)} value={old} isShown={isShown} problem={wrong} onInput={setOld} />
      <NewFields words={words} code={code} again={again} isShown={isShown} problem={problem} onInput={setCodes} />
      <ShowCode words={words} isShown={isShown} onChange={setShown} />
    </Form>
  );
}

export function TakeOffCode({ words, close, takeOff }: FormProps & { takeOff: (code: string, waits: () => void) => Promise<Asked> }) {
  const [old, setOld] = useState('');
  const [isShown, setShown] = useState(false);
  const [isBlocked, blocked] = useBlocked();
  const [wrong, tell, left] = useOld(words);
  async function press(): Promise<void> {
    if (!tell(await takeOff(old, blocked))) focusProblem();
  }
  return (
    <Form press={press} words={words} left={left} isBlocked={isBlocked} close={close} label={words.off}>
      <Notice tone="wait">{t(words.offWhat)}</Notice>
      <CodeField words={words} label={t(words.old)} value={old} isShown={isShown} problem={wrong} onInput={setOld} />
      <ShowCode words={words} isShown={isShown} onChange={setShown} />
    </Form>
  );
}

interface NewFieldsProps {
  words: LockWords;
  code: string;
  again: string;
  isShown: boolean;
  problem: Mismatch | undefined;
  onInput: (codes: Codes) => void;
}

/** A new code, twice. What is wrong with the code itself stands at the first one. */
function NewFields({ words, code, again, isShown, problem, onInput }: NewFieldsProps) {
  const isSecond = problem === 'different';
  const said = problem && t(words[problem]);
  return (
    <>
      <CodeField words={words} label={t(words.fresh)} value={code} isShown={isShown} problem={isSecond ? undefined : said} onInput={(value) => onInput([value, again])} />
      <CodeField words={words} label={t(words.again)} value={again} isShown={isShown} problem={isSecond ? said : undefined} onInput={(value) => onInput([code, value])} />
    </>
  );
}

function useBlocked(): readonly [boolean, () => void] {
  const [isBlocked, setBlocked] = useState(false);
  return [isBlocked, () => (setBlocked(true), announce(t('lock:other-tabs')))];
}

/** The field of the code that is set: its problem in words, what takes in what came of a try, and how long the next one has to wait. */
function useOld(words: LockWords): readonly [string | undefined, (asked: Asked) => boolean, number] {
  const [asked, setAsked] = useState<Asked>();
  const [left, setWait] = useWait(0);
  const wordsOf = (one: Asked): string | undefined => {
    const problem = problemOf(words, one);
    return problem && t(problem) + ('wait' in one ? ` ${nextInWords(words, one)}` : '');
  };
  function tell(found: Asked): boolean {
    setAsked(found);
    if ('wait' in found) setWait(found.wait);
    const said = wordsOf(found);
    if (said) announceProblem(said);
    return found.kind === 'right';
  }
  return [asked && wordsOf(asked), tell, left];
}

interface ButtonsProps extends FormProps {
  label: string;
  children: ComponentChildren;
  press: () => Promise<void>;
  left?: number;
  isBlocked?: boolean;
}

function Form({ children, label, press, close, left = 0, isBlocked = false }: ButtonsProps) {
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (left <= 0) void press();
      }}
    >
      {children}
      {left > 0 ? <p role="timer">{t('lock:wait.words', { wait: waitInWords(left) })}</p> : null}
      {isBlocked ? <p>{t('lock:other-tabs')}</p> : null}
      <div class="buttons">
        <Button disabled={left > 0} onPress={press}>
          {t(label)}
        </Button>
        <Button look="quiet" onPress={close}>
          {t('lock:settings.cancel')}
        </Button>
      </div>
    </form>
  );
}
