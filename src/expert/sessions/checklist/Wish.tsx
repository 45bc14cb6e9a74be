import type { Answer } from '../../../domain/answer.ts';
import { Button } from '../../../ui/Button.tsx';
import { Field } from '../../../ui/Field.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { t } from '../../../ui/words.ts';
import { CannotRead } from '../../CannotRead.tsx';
import { ItemLine } from '../../ItemLine.tsx';
import { listNames } from '../../../ui/list.ts';
import { useReaders } from '../../trusted.ts';
import type { OpenedText } from '../../use-opened.ts';
import type { Item } from '../items.ts';
import type { Entry } from '../view.ts';
import { Chips } from './Chips.tsx';
import { LastTime } from './LastTime.tsx';
import { useWish } from './use-wish.ts';

interface WishProps {
  entry: Entry;
  item: Item;
  answer: Answer | undefined;
  own: OpenedText | undefined;
}

/** A choice that somebody acts on, such as what one eats: a tap is the choice, with a way back; own words are sent with a button. */
export function Wish({ entry, item, answer, own }: WishProps) {
  const note = answer?.note ?? null;
  const { suggestions, shown, isUnsent, isOpening, problem, press, take, type, send, undo } = useWish(entry, item, note, own);
  const { to: readers } = useReaders();
  const names = listNames(readers.map(({ name }) => name)) || t('checklist:coordinator');
  const isEmpty = shown.picked.length === 0 && shown.own.trim() === '';
  return (
    <div class="stack">
      {own?.kind === 'unreadable' ? <p class="small">{t('checklist:note.unreadable')}</p> : null}
      <p class="small">{t('checklist:audience.acted-on', { coordinator: names, count: Math.max(1, readers.length) })}</p>
      <CannotRead />
      {isEmpty && note === null ? <LastTime entry={entry} item={item} onTake={({ text }) => take(text)} /> : null}
      <Chips suggestions={suggestions} picked={shown.picked} disabled={isOpening} onPress={press} />
      {problem ? <Notice tone="wait">{problem}</Notice> : null}
      {isUnsent || !answer?.note ? null : <ItemLine kind="answer" id={answer.id} />}
      {undo && !isUnsent ? (
        <Button look="quiet" onPress={undo}>
          {t('checklist:undo-choice')}
        </Button>
      ) : null}
      <Field label={t('checklist:note.label')} help={t('checklist:note.saved')} value={shown.own} rows={2} maxLength={2000} isPrivate onInput={type} />
      {isUnsent ? (
        <>
          <p class="small wait">{t('checklist:not-sent')}</p>
          <Button look="main" onPress={send}>
            {isEmpty ? t('checklist:keep') : t('checklist:send')}
          </Button>
        </>
      ) : null}
    </div>
  );
}
