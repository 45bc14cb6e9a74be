import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';

export interface ButtonProps {
  children: ComponentChildren;
  onPress: () => void | Promise<void>;
  /** main: the one thing to do here. plain: a way that is just as fine. quiet: looks like a link. */
  look?: 'main' | 'plain' | 'quiet';
  private?: boolean;
  disabled?: boolean;
  pressed?: boolean;
}

/** A button of at least 48 px. A second press while the first is being done does nothing. */
export function Button({ children, onPress, look = 'plain', private: isPrivate = false, disabled = false, pressed }: ButtonProps) {
  const busy = useRef(false);
  return (
    <button
      type="button"
      class={`button ${look}${isPrivate ? ' private' : ''}`}
      disabled={disabled}
      aria-pressed={pressed}
      onClick={() => {
        if (busy.current) return;
        busy.current = true;
        void Promise.resolve(onPress()).finally(() => {
          busy.current = false;
        });
      }}
    >
      {children}
    </button>
  );
}
