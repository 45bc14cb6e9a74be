import { useExpert } from '../context.ts';
import { dayOf } from '../../domain/day.ts';
import { contactOf, toCall } from '../people.ts';
import { HelpScreen } from './Screen.tsx';

/** Help as a signed-in person sees it: with their own contact person among those to talk to. */
export function SignedInHelp() {
  const { engine, now } = useExpert();
  const contact = contactOf(engine);
  return <HelpScreen contact={contact} call={toCall(contact, dayOf(now.value))} />;
}
