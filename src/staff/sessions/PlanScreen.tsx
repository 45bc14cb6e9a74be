import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { focusHeading } from '../../ui/Page.tsx';
import { navigate } from '../../ui/router.tsx';
import { t } from '../../ui/words.ts';
import { useStaff } from '../context.ts';
import { myName } from '../logins.ts';
import { attempt, problemWords } from '../attempt.ts';
import { StaffPage } from '../StaffPage.tsx';
import { changeSession, draftKey, planSession } from './actions.ts';
import { BasicFields } from './BasicFields.tsx';
import type { PartProps } from './BasicFields.tsx';
import { Filled } from './Filled.tsx';
import { emptyForm, formOf, readForm } from './form.ts';
import { checkForm } from './gate.ts';
import type { Problems } from './gate.ts';
import { Programme } from './Programme.tsx';
import { TermFields } from './TermFields.tsx';

/** Plans a session, or changes one that is planned. What is typed is kept as a draft until it is published. */
export function PlanScreen({ id }: { id?: string }) {
  const { engine, login } = useStaff();
  const session = id === undefined ? undefined : engine.live.value.get('session', id);
  const key = draftKey(id);
  const formNow = () => readForm(engine.drafts.all.value.get(key)) ?? (session ? formOf(session) : emptyForm(myName(engine, login)));
  const form = formNow();
  const [problems, setProblems] = useState<Problems>({});
  const [notice, setNotice] = useState('');
  const place = useRef<HTMLDivElement>(null);
  const back = id === undefined ? '/staff/sessions' : `/staff/sessions/${id}`;

  useEffect(() => {
    // Errors stand at their fields; the first one gets the focus.
    place.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [problems]);

  const set: PartProps['set'] = (change) => {
    // As it is now: two fields may change before the form is drawn again.
    const latest = formNow();
    engine.drafts.save(key, { ...latest, ...(typeof change === 'function' ? change(latest) : change) }).then(
      () => setNotice(''),
      () => setNotice(t('staff:not-saved')),
    );
  };
  const publish = async () => {
    const facts = checkForm(formNow(), session?.fee ?? null);
    setProblems(facts.ok ? {} : facts.reason);
    setNotice(facts.ok ? '' : t('staff:plan.something-missing'));
    if (!facts.ok) return;
    const done = await attempt(session ? changeSession(engine, session, facts.value) : planSession(engine, facts.value));
    if (!done.ok) return setNotice(problemWords(done.reason));
    navigate(session ? back : `/staff/sessions/${done.value}`, { replace: true });
  };
  const startOver = async () => {
    await engine.drafts.remove(key);
    setProblems({});
    focusHeading();
  };

  if (id !== undefined && session?.state !== 'planned') {
    return (
      <StaffPage heading={t('staff:nothing-here.heading')} title={t('staff:title.sessions')} back={back}>
        <p>{t('staff:plan.no-longer')}</p>
      </StaffPage>
    );
  }
  const parts = { form, problems, set };
  return (
    <StaffPage heading={session ? t('staff:plan.change-heading') : t('staff:plan.heading')} title={t('staff:title.sessions')} back={back}>
      <p class="small">{t('staff:plan.draft')}</p>
      <div ref={place}>
        <BasicFields {...parts} />
        <TermFields {...parts} promised={session?.fee ?? null} />
        <Programme {...parts} />
        <Filled {...parts} />
      </div>
      {notice ? <Notice tone="problem">{notice}</Notice> : null}
      <div class="buttons down">
        <Button look="main" onPress={publish}>
          {session ? t('staff:plan.save') : t('staff:plan.publish')}
        </Button>
        {engine.drafts.all.value.has(key) ? (
          <Button look="quiet" onPress={startOver}>
            {t('staff:plan.start-over')}
          </Button>
        ) : null}
      </div>
    </StaffPage>
  );
}
