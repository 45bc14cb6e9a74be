import { Button } from '../ui/Button.tsx';
import { focusHeading } from '../ui/Page.tsx';
import { t } from '../ui/words.ts';
import { useStaff } from './context.ts';
import { problemWords } from './attempt.ts';

const whatLabels: Readonly<Record<string, string>> = {
  answer: 'staff:did.answer', fee: 'staff:did.fee', invitation: 'staff:did.invitation',
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
            {t(whatLabels[op.name.split('/')[0] ?? ''] ?? 'staff:did.other')} {problemWords(op.reason)}
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
