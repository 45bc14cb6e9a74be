import { useEffect, useId, useState } from 'preact/hooks';
import { t } from '../words.ts';
import type { LockWords } from './words.ts';

interface CodeFieldProps {
  words: LockWords;
  label: string;
  value: string;
  onInput: (code: string) => void;
  isShown: boolean;
  problem?: string | undefined;
  /** Nothing may be tried just now; whoever was in the field stays there. */
  isWaiting?: boolean;
}

const types = { shown: { type: 'text' }, hidden: { type: 'password' } } as const;
const most = { pin: 6, passphrase: 200 };

/**
 * A code, typed or pasted. A password field, for a text field that only looks like one is read out letter by letter.
 * `autocomplete` stays off: a code that the browser keeps is open to whoever opens the browser, and may be copied to the
 * account of whoever is signed in to it.
 */
export function CodeField({ words: { kind }, label, value, onInput, isShown, problem, isWaiting = false }: CodeFieldProps) {
  const id = useId();
  // The problem has been said as an alert while the cursor is here: it would be heard twice. Whoever comes back hears it.
  const [isLeft, setLeft] = useState(false);
  useEffect(() => setLeft(false), [problem]);
  const clean = (typed: string): string => (kind === 'pin' ? typed.replace(/[^0-9]/g, '') : typed).slice(0, most[kind]);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id} value={value} {...types[isShown ? 'shown' : 'hidden']} readOnly={isWaiting} autocomplete="off" autocapitalize="off" autocorrect="off" spellcheck={false}
        {...(kind === 'pin' ? { inputMode: 'numeric' as const } : {})}
        aria-invalid={problem ? 'true' : undefined} aria-describedby={problem && isLeft ? `${id}-problem` : undefined}
        onBlur={() => setLeft(true)}
        // Whatever stands between digits in a note: only they count.
        onInput={(event) => onInput((event.currentTarget.value = clean(event.currentTarget.value)))}
      />
      {problem ? (
        <p class="problem" id={`${id}-problem`}>
          {problem}
        </p>
      ) : null}
    </div>
  );
}

/** Puts the cursor in the first field with a problem, once it is drawn; what stands there is typed over. */
export const focusProblem = (): void =>
  void requestAnimationFrame(() => {
    const field = document.querySelector<HTMLInputElement>('main input[aria-invalid]') ?? document.querySelector<HTMLInputElement>('main form input');
    field?.focus();
    field?.select();
  });

/** Shows what the fields hold. */
export function ShowCode({ words, isShown, onChange }: { words: LockWords; isShown: boolean; onChange: (isShown: boolean) => void }) {
  return (
    <label class="choice">
      <input type="checkbox" checked={isShown} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>{t(words.show)}</span>
    </label>
  );
}
