import { useExpert } from '../context.ts';
import { Agreement } from './Agreement.tsx';
import { AddToCalendar } from './calendar/AddToCalendar.tsx';
import { Checklist } from './checklist/Checklist.tsx';
import { CannotCome } from './day/There.tsx';
import { Given, useIsSettled } from './Given.tsx';
import type { Entry } from './view.ts';
import { AtAGlance } from './AtAGlance.tsx';

/** Before: when and where, what one may still choose, what is known; then, folded, what was agreed, and a way out without a reason. */
export function Before({ entry, forReply }: { entry: Entry; forReply: boolean }) {
  const { session } = entry;
  const isComing = session.state === 'planned' && session.ends > useExpert().now.value;
  // While the answer can be undone, or has not left, it is what matters; afterwards it goes without saying.
  const isSettled = useIsSettled(entry);
  return (
    <>
      <AtAGlance entry={entry} />
      {isSettled ? null : <Given entry={entry} />}
      <Checklist entry={entry} forReply={forReply}>
        <Agreement entry={entry} />
        <AddToCalendar sessions={isComing ? [session] : []} />
      </Checklist>
      {isSettled ? <Given entry={entry} /> : null}
      <CannotCome entry={entry} />
    </>
  );
}
