import { useState } from 'preact/hooks';
import { Button } from '../ui/Button.tsx';
import { t } from '../ui/words.ts';

interface TryNowProps {
  /** Where there is something to try. What came of the last try stays also after that. */
  isOffered: boolean;
  /** Tries at once, whatever the timers say; true where it went through. */
  tries: () => Promise<boolean>;
}

type Said = 'trying' | 'through' | 'still';
const words: Record<Said, string> = { trying: 'errors:waiting.trying', through: 'errors:waiting.through', still: 'errors:waiting.still' };

/** Tries now, and says that it does and how it went. */
export function TryNow({ isOffered, tries }: TryNowProps) {
  const [said, setSaid] = useState<Said>();
  async function press(): Promise<void> {
    setSaid('trying');
    setSaid((await tries()) ? 'through' : 'still');
  }
  return (
    <>
      {isOffered ? <Button onPress={press}>{t('errors:waiting.try-now')}</Button> : null}
      <p class="small" role="status" aria-live="polite">
        {said ? t(words[said]) : ''}
      </p>
    </>
  );
}
