import { replyPurpose } from '../../../domain/answer-facts.ts';
import type { Answer } from '../../../domain/answer.ts';
import { firstName } from '../../first-name.ts';
import { coordinatorsIn } from '../../people.ts';
import { t } from '../../../ui/words.ts';
import { useExpert } from '../../context.ts';
import { useOpenedText } from '../../use-opened.ts';
import { replyTo } from './view.ts';

/** "You asked": who answers, and the answer once it has come, in the same place. */
export function AskedLine({ answer }: { answer: Answer }) {
  const { engine } = useExpert();
  const live = engine.live.value;
  const reply = replyTo(answer);
  const opened = useOpenedText(reply?.sealed ?? null, replyPurpose(answer.id), reply ? [reply.by] : []);
  if (!reply) return <p>{t('checklist:asked', { coordinator: coordinatorsIn(live)[0]?.name ?? t('checklist:coordinator') })}</p>;
  const writer = live.get('person', reply.by);
  return (
    <div class="reply">
      <p class="small">{t('checklist:replied', { coordinator: writer ? firstName(writer.name) : t('checklist:coordinator') })}</p>
      {opened?.kind === 'text' ? <p class="written">{opened.text}</p> : opened ? <p>{t('checklist:reply-unreadable')}</p> : null}
    </div>
  );
}
