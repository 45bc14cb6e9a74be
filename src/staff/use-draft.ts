import { useState } from 'preact/hooks';
import { useStaff } from './context.ts';

export interface Draft {
  readonly text: string;
  readonly write: (text: string) => void;
  /** The store did not take what was typed; it is only on the screen. */
  readonly isUnsaved: boolean;
}

/** Text that is saved as it is typed, on this computer only. */
export function useDraft(key: string): Draft {
  const { engine } = useStaff();
  const [isUnsaved, setUnsaved] = useState(false);
  const saved = engine.drafts.all.value.get(key);
  return {
    text: typeof saved === 'string' ? saved : '',
    write(text) {
      const kept = text === '' ? engine.drafts.remove(key) : engine.drafts.save(key, text);
      kept.then(
        () => setUnsaved(false),
        () => setUnsaved(true),
      );
    },
    isUnsaved,
  };
}
