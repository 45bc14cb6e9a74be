import { useId } from 'preact/hooks';
import { t } from '../ui/words.ts';

interface PinFieldProps {
  label: string;
  value: string;
  onInput: (digits: string) => void;
  isShown: boolean;
  problem?: string | undefined;
  disabled?: boolean;
}

/**
 * Six digits, from the phone's number keys or the clipboard. A text field that is painted over and no password field:
 * browsers offer to keep a password, and to copy it to the account of whoever is signed in to them.
 */
export function PinField({ label, value, onInput, isShown, problem, disabled = false }: PinFieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id} value={value} disabled={disabled} inputMode="numeric" autocomplete="off" autocorrect="off" spellcheck={false}
        style={{ '-webkit-text-security': isShown ? 'none' : 'disc' }}
        aria-invalid={problem ? 'true' : undefined} aria-describedby={problem ? `${id}-problem` : undefined}
        // Whatever stands between them in a note: only digits count.
        onInput={(event) => onInput((event.currentTarget.value = event.currentTarget.value.replace(/[^0-9]/g, '').slice(0, 6)))}
      />
      {problem ? (
        <p class="problem" id={`${id}-problem`}>
          {problem}
        </p>
      ) : null}
    </div>
  );
}

/** Puts the cursor in the first field with a problem, once it is drawn. */
export const focusProblem = (): void => void requestAnimationFrame(() => document.querySelector<HTMLElement>('main [aria-invalid]')?.focus());

/** Shows what the fields hold. */
export function ShowDigits({ isShown, onChange }: { isShown: boolean; onChange: (isShown: boolean) => void }) {
  return (
    <label class="choice">
      <input type="checkbox" checked={isShown} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>{t('lock:show')}</span>
    </label>
  );
}
