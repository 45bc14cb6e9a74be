import { effect } from '@preact/signals';
import { object, parse, words } from '../domain/schema.ts';
import type { Infer } from '../domain/schema.ts';
import type { StaffEngine } from './context.ts';

/** What the first coordinator says at set-up. */
export const setupSchema = object({ organisation: words(120), project: words(120), name: words(60) });
export type Setup = Infer<typeof setupSchema>;

const draftKey = 'setup';

export const keepSetup = (engine: StaffEngine, setup: Setup): Promise<void> => engine.drafts.save(draftKey, setup);

/**
 * Commits what was said at set-up as soon as the rows it changes have come. Until then it is a draft, so that a lost
 * network or a closed tab in between costs nothing. Returns what stops the waiting.
 */
export function finishSetup(engine: StaffEngine): () => void {
  let begun = false;
  return effect(() => {
    const setup = parse(setupSchema, engine.drafts.all.value.get(draftKey));
    const live = engine.live.value;
    if (begun || !setup.ok || !live.get('project', engine.me.project) || !live.get('person', engine.me.by)) return;
    begun = true;
    const { organisation, project, name } = setup.value;
    void engine
      .commit('project/name', { name: project, organisation })
      .then(() => engine.commit('person/describe', { name, hours: null, phone: null }, { clearDraft: { key: draftKey, value: engine.drafts.get(draftKey) } }));
  });
}
