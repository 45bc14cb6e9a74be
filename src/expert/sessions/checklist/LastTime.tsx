import { notePurpose } from '../../../domain/answer-facts.ts';
import { Button } from '../../../ui/Button.tsx';
import { t } from '../../../ui/words.ts';
import { useExpert } from '../../context.ts';
import type { NoteDraft } from '../../note-draft.ts';
import { useOpenedText } from '../../use-opened.ts';
import type { Item } from '../items.ts';
import type { Entry } from '../view.ts';
import { lastChoice } from './view.ts';

interface LastTimeProps {
  entry: Entry;
  item: Item;
  onTake: (draft: NoteDraft) => void | Promise<void>;
}

/** What was chosen for another session, as a start. It is opened on this phone, and nothing is filled in until it is pressed. */
export function LastTime({ entry, item, onTake }: LastTimeProps) {
  const { engine, now } = useExpert();
  const last = lastChoice(engine.live.value, entry, item.id, now.value);
  const opened = useOpenedText(last?.note ?? null, notePurpose(last?.id ?? ''), [engine.me.by]);
  if (!last || opened?.kind !== 'text' || opened.text.trim() === '') return null;
  // Who was told then is offered too; the host is somebody else every time.
  const audience = last.audience === 'host' ? null : last.audience;
  return (
    <div class="buttons">
      <Button onPress={() => onTake({ text: opened.text, audience })}>{t('checklist:last-time', { what: shortened(opened.text) })}</Button>
    </div>
  );
}

const longest = 80;
const shortened = (text: string): string => {
  const line = text.trim().replace(/\s+/g, ' ');
  return line.length > longest ? `${line.slice(0, longest).trimEnd()}…` : line;
};
