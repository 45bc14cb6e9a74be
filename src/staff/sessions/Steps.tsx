import { useEffect, useRef, useState } from 'preact/hooks';
import type { Session } from '../../domain/session.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { focusHeading } from '../../ui/Page.tsx';
import { Link } from '../../ui/router.tsx';
import { t } from '../../ui/words.ts';
import { attempt, problemWords } from '../attempt.ts';
import { useStaff } from '../context.ts';
import { holdSession } from './actions.ts';
import { Cancel } from './Cancel.tsx';

/** Change, mark held, cancel. Cancelling tells every invited person, so it asks first. */
export function Steps({ session, hasBegun }: { session: Session; hasBegun: boolean }) {
  const { engine } = useStaff();
  const [isCancelling, setCancelling] = useState(false);
  const [notice, setNotice] = useState('');
  const hasAsked = useRef(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // What was pressed has left the page: back to the button that asks.
    if (!isCancelling && hasAsked.current) box.current?.querySelector<HTMLElement>('.buttons>button:last-child')?.focus();
    hasAsked.current = isCancelling;
  }, [isCancelling]);
  const hold = async () => {
    const done = await attempt(holdSession(engine, session.id));
    setNotice(done.ok ? '' : problemWords(done.reason));
    if (done.ok) focusHeading();
  };
  return (
    <div ref={box}>
      <h2>{t('staff:session.steps')}</h2>
      {notice ? <Notice tone="problem">{notice}</Notice> : null}
      <div class="buttons">
        <Link class="button" to={`/staff/sessions/${session.id}/change`}>
          {t('staff:session.change')}
        </Link>
        {hasBegun ? <Button onPress={hold}>{t('staff:session.hold')}</Button> : <p class="small">{t('staff:session.hold-when')}</p>}
        {isCancelling ? null : (
          <Button look="quiet" onPress={() => setCancelling(true)}>
            {t('staff:session.cancel')}
          </Button>
        )}
      </div>
      {isCancelling ? <Cancel session={session} onClose={() => setCancelling(false)} /> : null}
    </div>
  );
}
