import { useEffect, useRef, useState } from 'preact/hooks';
import type { Session } from '../../domain/session.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { navigate } from '../../ui/router.tsx';
import { t } from '../../ui/words.ts';
import { useStaff } from '../context.ts';
import { draftKey } from './actions.ts';
import { hasNextPart, likeEarlier, nextPart } from './beginnings.ts';
import { emptyForm, readForm } from './form.ts';
import type { PlanForm } from './form.ts';

/** A new session that begins from this one: the next part of its series, or one more like it. An unfinished plan is not lost unasked. */
export function Again({ session }: { session: Session }) {
  const { engine, now } = useStaff();
  const [waiting, setWaiting] = useState<PlanForm | null>(null);
  const [notice, setNotice] = useState('');
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (waiting) card.current?.focus();
  }, [waiting]);
  const kept = readForm(engine.drafts.all.value.get(draftKey(undefined)), emptyForm(''));
  const start = async (form: PlanForm) => {
    try {
      await engine.drafts.save(draftKey(undefined), form);
    } catch {
      return setNotice(t('staff:not-saved'));
    }
    navigate('/staff/sessions/new');
  };
  const begin = (form: PlanForm) => (kept ? setWaiting(form) : start(form));
  return (
    <>
      <h2>{t('plan:again.heading')}</h2>
      {notice ? <Notice tone="problem">{notice}</Notice> : null}
      <div class="buttons">
        {hasNextPart(session) ? <Button onPress={() => begin(nextPart(session, now.value))}>{t('plan:again.next')}</Button> : null}
        <Button onPress={() => begin(likeEarlier(session))}>{t('plan:again.like')}</Button>
      </div>
      {waiting && kept ? (
        <div class="card" tabIndex={-1} ref={card}>
          <p>{t('plan:again.kept', { title: kept.title || t('plan:again.unnamed') })}</p>
          <div class="buttons">
            <Button onPress={() => navigate('/staff/sessions/new')}>{t('plan:again.go-on')}</Button>
            <Button onPress={() => start(waiting)}>{t('plan:again.replace')}</Button>
          </div>
        </div>
      ) : null}
    </>
  );
}
