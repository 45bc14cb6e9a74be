import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { language, loadWords, t } from '../../../ui/words.ts';
import type { Session } from '../../../domain/session.ts';

export interface AddProps {
  /** Those that are agreed on and still to come. */
  sessions: readonly Session[];
}

/** A closed door to the phone's own calendar. What makes the file is fetched when it is opened. */
export function AddToCalendar({ sessions }: AddProps) {
  const [hasWords, setHasWords] = useState(false);
  const [Inside, setInside] = useState<ComponentType<AddProps>>();
  const [isMissing, setMissing] = useState(false);
  useEffect(() => {
    // Never loaded and no network: this part stays away.
    void loadWords('calendar').then(() => setHasWords(true), () => undefined);
  }, [language()]);
  if (!hasWords || sessions.length === 0) return null;
  const open = () => {
    setMissing(false);
    // In a function: a state's setter would call the component itself.
    void import('./Export.tsx').then(({ Export }) => setInside(() => Export), () => setMissing(true));
  };
  return (
    <details class="more" onToggle={(event) => (event.currentTarget.open && !Inside ? open() : undefined)}>
      <summary>{t('calendar:open')}</summary>
      {isMissing ? <p>{t('common:screen-missing')}</p> : null}
      {Inside ? <Inside sessions={sessions} /> : null}
    </details>
  );
}
