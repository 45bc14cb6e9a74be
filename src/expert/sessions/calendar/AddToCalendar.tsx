import { useState } from 'preact/hooks';
import type { Session } from '../../../domain/session.ts';
import { lazyPart } from '../../../ui/lazy.tsx';
import { t } from '../../../ui/words.ts';
import { useWords } from '../../use-words.ts';

export interface AddProps {
  /** Those that are agreed on and still to come, and cancelled ones that may stand in the calendar. */
  sessions: readonly Session[];
  /** This person does not come any more: what stands in the calendar is off. */
  isOff?: boolean;
}

const Export = lazyPart('section', () => import('./Export.tsx').then((it) => it.Export), 'calendar');

/** A closed door to the phone's own calendar. What makes the file is fetched when it is opened. */
export function AddToCalendar({ sessions, isOff = false }: AddProps) {
  const [isOpened, setOpened] = useState(false);
  // Never loaded and no network: this part stays away.
  const hasWords = useWords('calendar');
  if (!hasWords || sessions.length === 0) return null;
  return (
    <details class="more" onToggle={(event) => (event.currentTarget.open ? setOpened(true) : undefined)}>
      <summary>{t(isOff || sessions.every(({ state }) => state === 'cancelled') ? 'calendar:open-off' : 'calendar:open')}</summary>
      {isOpened ? <Export sessions={sessions} isOff={isOff} /> : null}
    </details>
  );
}
