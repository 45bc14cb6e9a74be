import { useEffect, useState } from 'preact/hooks';
import type { Session } from '../../domain/session.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { focusHeading } from '../../ui/Page.tsx';
import { navigate } from '../../ui/router.tsx';
import { t } from '../../ui/words.ts';
import type { DraftOf } from '../../client/drafts.ts';
import { attempt, problemWords } from '../attempt.ts';
import { useStaff } from '../context.ts';
import { goToMeanwhile } from '../Meanwhile.tsx';
import type { StandingForm } from '../use-standing-form.ts';
import { phoneWords, readPhone } from '../read-phone.ts';
import { StaffPage } from '../StaffPage.tsx';
import { changeSession, planSession } from './actions.ts';
import { reviewOf } from './agreement.ts';
import type { Review as Found } from './agreement.ts';
import { BasicFields } from './BasicFields.tsx';
import { CommentFields } from './CommentFields.tsx';
import { Filled } from './Filled.tsx';
import type { FlatForm } from './flat-form.ts';
import type { PlanForm } from './form.ts';
import { checkForm } from './gate.ts';
import type { Facts, Problems } from './gate.ts';
import { OthersChanged } from './OthersChanged.tsx';
import type { PartProps } from './parts.ts';
import { Programme } from './Programme.tsx';
import { Review } from './Review.tsx';
import { goTo } from './Spot.tsx';
import { stillWrong } from './still-wrong.ts';
import { inOrder, Summary } from './Summary.tsx';
import { TermFields } from './TermFields.tsx';
import { warningsFor } from './warnings.ts';
import { WhereFields } from './WhereFields.tsx';

export interface PlanBodyProps {
  /** The session that is changed; a new one has none. */
  session?: Session | undefined;
  form: PlanForm;
  /** As it is now: two fields may change before the form is drawn again. */
  formNow: () => PlanForm;
  set: PartProps['set'];
  draft: () => DraftOf;
  /** What others have changed meanwhile, of a session that stands. */
  of?: StandingForm<FlatForm> | undefined;
  isUnsaved: boolean;
  startOver?: (() => Promise<void>) | undefined;
}

/** The form of a session: checked, looked at once more where somebody said yes, and written. */
export function PlanBody({ session, form, formNow, set, draft, of, isUnsaved, startOver }: PlanBodyProps) {
  const { engine, now } = useStaff();
  const live = engine.live.value;
  const [problems, setProblems] = useState<Problems>({});
  const [phoneProblem, setPhoneProblem] = useState('');
  const [review, setReview] = useState<Found | null>(null);
  const [notice, setNotice] = useState('');
  const back = session ? `/staff/sessions/${session.id}` : '/staff/sessions';

  useEffect(() => {
    // Errors stand at their fields; the first one gets the focus.
    const [first] = inOrder(problems);
    if (first) goTo(first);
  }, [problems]);

  const write = async (facts: Facts, isSpelling: boolean) => {
    const done = await attempt(session ? changeSession(engine, session, facts, isSpelling, draft()) : planSession(engine, facts, draft()));
    if (!done.ok) return setNotice(problemWords(done.reason));
    navigate(session ? back : `/staff/sessions/${done.value}`, { replace: true });
  };
  const check = async (): Promise<Facts | undefined> => {
    const typed = formNow();
    const facts = checkForm(typed, session ?? null, now.value);
    const read = await readPhone(typed.phone);
    // One that stands as it was published, by an older version, is not judged anew.
    const isAsItWas = session !== undefined && typed.phone === (session.phoneTyped ?? session.phone);
    const phone = !read.ok && !isAsItWas ? phoneWords(read.reason) : '';
    setPhoneProblem(phone);
    setProblems({ ...(facts.ok ? {} : facts.reason), ...(phone && { phone: 'phone' as const }) });
    setNotice('');
    if (!facts.ok || phone) return undefined;
    return read.ok ? { ...facts.value, phone: read.value.phone, ...(read.value.phoneTyped && { phoneTyped: read.value.phoneTyped }) } : facts.value;
  };
  const publish = async (isSpelling = false) => {
    if (of && of.clashes.length > 0) {
      setReview(null);
      setNotice(t('staff:meanwhile.choose'));
      return goToMeanwhile();
    }
    const facts = await check();
    if (!facts) return setReview(null);
    const found = session ? reviewOf(engine.live.value, session, facts) : null;
    // Somebody may have said yes, or typed in another tab, since it was shown: then what is true now is shown first.
    if (found && JSON.stringify(found) !== JSON.stringify(review)) setReview(found);
    else await write(facts, isSpelling);
  };
  const begin = async () => {
    await startOver?.();
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
  const wrong = stillWrong(problems, form, session ?? null, now.value);
  const parts: PartProps = { form, problems: phoneProblem && problems.phone ? { ...wrong, phone: 'phone' } : wrong, phoneProblem, warnings: warningsFor(form, now.value), live, now: now.value, set };
  return (
    <StaffPage heading={heading} title={t('staff:title.sessions')} back={back}>
      <p class="small">{t('staff:plan.draft')}</p>
      {of ? <OthersChanged of={of} /> : null}
      <Summary problems={wrong} form={form} />
      <BasicFields {...parts} />
      <WhereFields {...parts} />
      <TermFields {...parts} promised={session?.fee ?? null} />
      <Programme {...parts} />
      <CommentFields {...parts} promised={session?.comment?.fee ?? null} />
      <Filled {...parts} />
      {notice || isUnsaved ? <Notice tone="problem">{notice || t('staff:not-saved')}</Notice> : null}
      <div class="buttons down">
        <Button look="main" onPress={() => publish()}>
          {session ? t('staff:plan.save') : t('staff:plan.publish')}
        </Button>
      </div>
      {startOver ? <StartOver onYes={begin} /> : null}
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
