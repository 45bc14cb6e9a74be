import { useState } from 'preact/hooks';
import type { Answer } from '../../../domain/answer.ts';
import { Button } from '../../../ui/Button.tsx';
import { t } from '../../../ui/words.ts';
import { useExpert } from '../../context.ts';
import { noteKey } from '../../draft-keys.ts';
import type { OpenedText } from '../../use-opened.ts';
import { hasWords } from '../../unsent-notes.ts';
import type { Entry } from '../view.ts';
import { AskWords } from './AskWords.tsx';

interface FollowUpProps {
  entry: Entry;
  item: string;
  answer: Answer;
  own: OpenedText | undefined;
}

/** After a reply: a field to answer it, or to ask on. What was asked before stays above it for its reader. */
export function FollowUp({ entry, item, answer, own }: FollowUpProps) {
  const draft = useExpert().engine.drafts.all.value.get(noteKey(answer.id));
  const [isOpen, setOpen] = useState(draft !== undefined && hasWords(draft));
  const said = own?.kind === 'text' ? own.text : '';
  // Not before the earlier words are there: they would be left out.
  if (answer.note !== null && own === undefined) return null;
  if (!isOpen) return <Button onPress={() => setOpen(true)}>{t('checklist:ask-on')}</Button>;
  return <AskWords entry={entry} item={item} said={said} label={t('checklist:ask-on-label')} onClose={() => setOpen(false)} />;
}
