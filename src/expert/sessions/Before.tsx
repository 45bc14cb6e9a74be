import { useExpert } from '../context.ts';
import { Agreement } from './Agreement.tsx';
import { AddToCalendar } from './calendar/AddToCalendar.tsx';
import { Checklist } from './checklist/Checklist.tsx';
import { CannotCome } from './day/There.tsx';
import { Given } from './Given.tsx';
import type { Entry } from './view.ts';

/** Before: the answer and what was agreed, a way into the phone's calendar, one's own choices, and a way out without a reason. */
export function Before({ entry }: { entry: Entry }) {
  const { session } = entry;
  const isComing = session.state === 'planned' && session.ends > useExpert().now.value;
  return (
    <>
      <Given entry={entry} />
      <Agreement entry={entry} />
      <AddToCalendar sessions={isComing ? [session] : []} />
      <Checklist entry={entry} />
      <CannotCome entry={entry} />
    </>
  );
}
