import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { focusHeading } from '../../ui/Page.tsx';
import { navigate } from '../../ui/router.tsx';
import { t } from '../../ui/words.ts';
import { attempt, problemWords } from '../attempt.ts';
import { useStaff } from '../context.ts';
import { myName } from '../logins.ts';
import { StaffPage } from '../StaffPage.tsx';
import { changeSession, draftKey, planSession } from './actions.ts';
import { reviewOf } from './agreement.ts';
import type { Review as Found } from './agreement.ts';
import { BasicFields } from './BasicFields.tsx';
import { Beginnings } from './Beginnings.tsx';
import { CommentFields } from './CommentFields.tsx';
import { Filled } from './Filled.tsx';
import { emptyForm, formOf, readForm } from './form.ts';
import type { PlanForm } from './form.ts';
import { checkForm } from './gate.ts';
import type { Facts, Problems } from './gate.ts';
import type { PartProps } from './parts.ts';
import { Programme } from './Programme.tsx';
import { Review } from './Review.tsx';
import { goTo, isHalfTyped } from './Spot.tsx';
import { stillWrong } from './still-wrong.ts';
import { inOrder, Summary } from './Summary.tsx';
import { TermFields } from './TermFields.tsx';
import { warningsFor } from './warnings.ts';
import { WhereFields } from './WhereFields.tsx';

/** Plans a session, or changes one that is planned. What is typed is kept as a draft until it is published. */
export function PlanScreen({ id }: { id?: string }) {
  const { engine, login, now } = useStaff();
  const live = engine.live.value;
  const session = id === undefined ? undefined : live.get('session', id);
  const key = draftKey(id);
  const name = myName(engine, login);
  const base = session ? formOf(session) : emptyForm(name);
  const formNow = () => readForm(engine.drafts.all.value.get(key), base);
  const form = formNow() ?? (session ? base : undefined);
  const [problems, setProblems] = useState<Problems>({});
  const [review, setReview] = useState<Found | null>(null);
  const [notice, setNotice] = useState('');
  const back = id === undefined ? '/staff/sessions' : `/staff/sessions/${id}`;

  useEffect(() => {
    // Errors stand at their fields; the first one gets the focus.
    const [first] = inOrder(problems);
    if (first) goTo(first);
  }, [problems]);

  if (id !== undefined && session?.state !== 'planned') {
    return (
      <StaffPage heading={t('staff:nothing-here.heading')} title={t('staff:title.sessions')} back={back}>
        <p>{t('staff:plan.no-longer')}</p>
      </StaffPage>
    );
  }
  const save = (next: PlanForm) =>
    engine.drafts.save(key, next).then(
      () => setNotice(''),
      () => setNotice(t('staff:not-saved')),
    );
  if (!form) {
    const planner = { live, name, phone: live.get('person', engine.me.by)?.phone ?? '', now: now.value };
    const begin = (beginning: PlanForm) => {
      void save(beginning);
      focusHeading();
    };
    return (
      <StaffPage heading={t('staff:plan.heading')} title={t('staff:title.sessions')} back={back}>
        <Beginnings planner={planner} onBegin={begin} />
      </StaffPage>
    );
  }

  const set: PartProps['set'] = (change) => {
    // As it is now: two fields may change before the form is drawn again.
    const latest = formNow() ?? form;
    void save({ ...latest, ...(typeof change === 'function' ? change(latest) : change) });
  };
  const write = async (facts: Facts) => {
    const done = await attempt(session ? changeSession(engine, session, facts) : planSession(engine, facts));
    if (!done.ok) return setNotice(problemWords(done.reason));
    navigate(session ? back : `/staff/sessions/${done.value}`, { replace: true });
  };
  const check = (): Facts | undefined => {
    const facts = checkForm(formNow() ?? form, session ?? null);
    const found: Problems = facts.ok ? {} : facts.reason;
    const half = (['day', 'replyBy', 'payDay', 'commentBy'] as const).filter(isHalfTyped).map((field) => [field, 'no-such-day'] as const);
    setProblems({ ...found, ...Object.fromEntries(half) });
    setNotice('');
    return facts.ok && half.length === 0 ? facts.value : undefined;
  };
  const publish = async () => {
    const facts = check();
    if (!facts) return setReview(null);
    const found = session ? reviewOf(engine.live.value, session, facts) : null;
    // Somebody may have said yes, or typed in another tab, since it was shown: then what is true now is shown first.
    if (found && JSON.stringify(found) !== JSON.stringify(review)) setReview(found);
    else await write(facts);
  };
  const startOver = async () => {
    await engine.drafts.remove(key);
    setProblems({});
    focusHeading();
  };
  const heading = review ? t('plan:review.heading') : session ? t('staff:plan.change-heading') : t('staff:plan.heading');
  if (review) {
    const goBack = () => {
      setReview(null);
      focusHeading();
    };
    return (
      <StaffPage heading={heading} title={t('staff:title.sessions')} back={back}>
        <Review review={review} notice={notice} onSave={publish} onBack={goBack} />
      </StaffPage>
    );
  }
  const wrong = stillWrong(problems, form, session ?? null);
  const parts: PartProps = { form, problems: wrong, warnings: warningsFor(form, now.value), live, now: now.value, set };
  return (
    <StaffPage heading={heading} title={t('staff:title.sessions')} back={back}>
      <p class="small">{t('staff:plan.draft')}</p>
      <Summary problems={wrong} form={form} />
      <BasicFields {...parts} />
      <WhereFields {...parts} />
      <TermFields {...parts} promised={session?.fee ?? null} />
      <Programme {...parts} />
      <CommentFields {...parts} promised={session?.comment?.fee ?? null} />
      <Filled {...parts} />
      {notice ? <Notice tone="problem">{notice}</Notice> : null}
      <div class="buttons down">
        <Button look="main" onPress={publish}>
          {session ? t('staff:plan.save') : t('staff:plan.publish')}
        </Button>
      </div>
      {engine.drafts.all.value.has(key) ? <StartOver onYes={startOver} /> : null}
    </StaffPage>
  );
}

/** All that was typed is gone with it, so it takes two presses. */
function StartOver({ onYes }: { onYes: () => Promise<void> }) {
  const [isAsking, setAsking] = useState(false);
  return isAsking ? (
    <div class="card">
      <p>{t('staff:plan.start-over-what')}</p>
      <div class="buttons">
        <Button onPress={onYes}>{t('staff:plan.start-over')}</Button>
        <Button look="quiet" onPress={() => setAsking(false)}>
          {t('staff:plan.start-over-no')}
        </Button>
      </div>
    </div>
  ) : (
    <Button look="quiet" onPress={() => setAsking(true)}>
      {t('staff:plan.start-over')}
    </Button>
  );
}
