import type { RefusedOp } from '../client/db.ts';
import { Button } from '../ui/Button.tsx';
import { focusHeading } from '../ui/Page.tsx';
import { t } from '../ui/words.ts';
import { useStaff } from './context.ts';
import { problemWords } from './attempt.ts';

const whatLabels: Readonly<Record<string, string>> = {
  answer: 'staff:did.answer', channel: 'staff:did.channel', fee: 'staff:did.fee', invitation: 'staff:did.invitation', message: 'staff:did.message',
  person: 'staff:did.person', project: 'staff:did.project', reflection: 'staff:did.reflection', session: 'staff:did.session',
};

/** What the server did not take. It stays until its owner tries again or takes it away. */
export function RefusedList() {
  const { engine } = useStaff();
  return (
    <>
      {engine.refused.value.map((op) => (
        <div key={op.id} class="notice problem" role="group">
          <p>
            {t(whatLabels[op.name.split('/')[0] ?? ''] ?? 'staff:did.other')} {whyWords(op)}
          </p>
          <div class="buttons">
            <Button onPress={() => engine.retry(op.id).then(focusHeading)}>{t('staff:refused.retry')}</Button>
            <Button look="quiet" onPress={() => engine.discard(op.id).then(focusHeading)}>
              {t('staff:refused.discard')}
            </Button>
          </div>
        </div>
      ))}
    </>
  );
}

// The id of a channel is made of the two people, so the same agreement a second time finds itself taken.
const whyWords = (op: RefusedOp): string =>
  op.name === 'channel/agree' && op.reason === 'taken' ? t('staff:people.already-agreed') : problemWords(op.reason);
