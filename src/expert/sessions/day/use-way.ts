import { decisionIdOf } from '../../../domain/decision-facts.ts';
import { useExpert } from '../../context.ts';
import { useItemState } from '../../item-state.ts';
import type { ItemState } from '../../item-state.ts';
import { answererOf } from '../../people.ts';
import { t } from '../../../ui/words.ts';

/** What is said now goes later only: the network is gone, or the server does not answer. */
export function useIsCut(): boolean {
  const { engine } = useExpert();
  const { kind } = engine.sync.status.value;
  return (kind !== 'idle' && kind !== 'syncing') || !engine.env.isOnline();
}

/** Where what was said of an invitation is now. An answer that can be undone has a row of its own. */
export function useWay(invitation: string): ItemState {
  const said = useItemState('invitation', invitation);
  const held = useItemState('decision', decisionIdOf(invitation));
  return said.kind === 'sent' ? held : said;
}

/** Who answers for a session, by first name, or what they are. */
export const useCoordinator = (session: string): string => answererOf(useExpert().engine.live.value, session) ?? t('checklist:coordinator');
