import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { MissingChunk } from '../client/browser-chunk.ts';
import type { MissingWhy } from '../client/browser-chunk.ts';
import { Missing } from './Missing.tsx';

export interface ButtonProps {
  children: ComponentChildren;
  onPress: () => void | Promise<void>;
  /** main: the one thing to do here. plain: a way that is just as fine. quiet: looks like a link. */
  look?: 'main' | 'plain' | 'quiet';
  private?: boolean;
  disabled?: boolean;
  pressed?: boolean;
}

/** A button of at least 48 px. A second press while the first is being done does nothing. Where the code for it does not come, it says so beside it. */
export function Button({ children, onPress, look = 'plain', private: isPrivate = false, disabled = false, pressed }: ButtonProps) {
  const busy = useRef(false);
  const [missing, setMissing] = useState<MissingWhy | null>(null);
  const press = async (): Promise<void> => {
    if (busy.current) return;
    busy.current = true;
    setMissing(null);
    try {
      await onPress();
    } catch (error) {
      if (!(error instanceof MissingChunk)) throw error;
      setMissing(error.why);
    } finally {
      busy.current = false;
    }
  };
  return (
    <>
      <button type="button" class={`button ${look}${isPrivate ? ' private' : ''}`} disabled={disabled} aria-pressed={pressed} onClick={() => void press()}>
        {children}
      </button>
      {missing && <Missing why={missing} again={() => void press()} />}
    </>
  );
}
