import { t } from '../../ui/words.ts';
import { useExpert } from '../context.ts';
import { answererOf } from '../people.ts';
import { needsOf, prompts } from './draft.ts';
import type { Draft, Part } from './draft.ts';
import { howWord, needWord, promptWord, tickWord } from './words.ts';

/** What stands in these parts of own thoughts, in the writer's own words. */
export function Parts({ draft, only }: { draft: Draft; only: readonly Part[] }) {
  const { engine } = useExpert();
  const name = answererOf(engine.live.value) ?? t('reflection:coordinator');
  const [how, written, needs] = [only.includes('how'), only.includes('written'), only.includes('needs')];
  return (
    <dl class="facts">
      {how && draft.how ? <Fact name={t('reflection:ask.how')} text={howWord(draft.how)} /> : null}
      {how && draft.ticks.length > 0 ? <Fact name={t('reflection:ask.ticks')} text={draft.ticks.map(tickWord).join(', ')} /> : null}
      {written ? prompts.map((prompt) => (draft.answers[prompt] ? <Fact key={prompt} name={promptWord(prompt)} text={draft.answers[prompt]} /> : null)) : null}
      {needs && needsOf(draft).length > 0 ? <Fact name={t('reflection:ask.needs')} text={needsOf(draft).map((need) => needWord(need, name)).join(', ')} /> : null}
      {needs && needsOf(draft).includes('call') ? <Fact name={t('reflection:phone.label')} text={draft.phone.trim()} /> : null}
    </dl>
  );
}

function Fact({ name, text }: { name: string; text: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd class="said">{text}</dd>
    </div>
  );
}
