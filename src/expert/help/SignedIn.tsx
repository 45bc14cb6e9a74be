import { useExpert } from '../context.ts';
import { contactOf } from '../people.ts';
import { HelpScreen } from './Screen.tsx';

/** Help as a signed-in person sees it: with their own contact person among those to talk to. */
export function SignedInHelp() {
  const { engine } = useExpert();
  return <HelpScreen contact={contactOf(engine)} />;
}
