import type { Reason } from '../domain/reason.ts';
import { Button } from '../ui/Button.tsx';
import { focusHeading } from '../ui/Page.tsx';
import { t } from '../ui/words.ts';
import { useStaff } from './context.ts';
import { problemWords } from './attempt.ts';

const whatLabels: Readonly<Record<string, string>> = {
  answer: 'staff:did.answer', fee: 'staff:did.fee', invitation: 'staff:did.invitation',
  person: 'staff:did.person', project: 'staff:did.project', reflection: 'staff:did.reflection', session: 'staff:did.session',
};

/** Whether the same thing, sent once more, may be taken: something else may have changed by then. The rest never is. */
const canRetry: Readonly<Record<Reason, boolean>> = {
  'unknown-op': true, 'not-now': true, 'signed-out': true, 'device-closed': true, 'keys-lost': true, clock: true, outdated: true, broken: true, busy: true,
  malformed: false, 'too-large': false, 'not-found': false, 'not-allowed': false, closed: false, cancelled: false, taken: false, 'on-team': false, 'four-eyes': false,
  'link-unknown': false, 'link-used': false, 'link-expired': false, 'given-on': false, unfair: false, past: false, 'day-range': false, 'changed-since': false, 'too-early': true,
};

/** What the server did not take. It stays until its owner tries again, where that may help, or takes it away. */
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
            {canRetry[op.reason] ? <Button onPress={() => engine.retry(op.id).then(focusHeading)}>{t('staff:refused.retry')}</Button> : null}
            <Button look={canRetry[op.reason] ? 'quiet' : 'plain'} onPress={() => engine.discard(op.id).then(focusHeading)}>
              {t(canRetry[op.reason] ? 'staff:refused.discard' : 'staff:refused.clear')}
            </Button>
          </div>
        </div>
      ))}
    </>
  );
}
