import { useState } from 'preact/hooks';
import type { Session } from '../../domain/session.ts';
import { focusHeading } from '../../ui/Page.tsx';
import { t } from '../../ui/words.ts';
import { useStaff } from '../context.ts';
import { useStandingForm } from '../use-standing-form.ts';
import { myName } from '../logins.ts';
import { StaffPage } from '../StaffPage.tsx';
import { draftKey } from './actions.ts';
import { Beginnings } from './Beginnings.tsx';
import { flatOf, formFrom, typedBefore } from './flat-form.ts';
import { emptyForm, formOf, readForm } from './form.ts';
import type { PlanForm } from './form.ts';
import type { PartProps } from './parts.ts';
import { PlanBody } from './PlanBody.tsx';

/** Plans a session, or changes one that is planned. What is typed is kept as a draft until it is published. */
export function PlanScreen({ id }: { id?: string }) {
  const session = useStaff().engine.live.value.get('session', id ?? '');
  if (id === undefined) return <NewPlan />;
  if (session?.state !== 'planned') {
    return (
      <StaffPage heading={t('staff:nothing-here.heading')} title={t('staff:title.sessions')} back={`/staff/sessions/${id}`}>
        <p>{t('staff:plan.no-longer')}</p>
      </StaffPage>
    );
  }
  return <Change session={session} />;
}

function NewPlan() {
  const { engine, login, now } = useStaff();
  const live = engine.live.value;
  const key = draftKey(undefined);
  const name = myName(engine, login);
  const formNow = () => readForm(engine.drafts.all.value.get(key), emptyForm(name));
  const form = formNow();
  const [isUnsaved, setUnsaved] = useState(false);
  const save = (next: PlanForm) =>
    engine.drafts.save(key, next).then(
      () => setUnsaved(false),
      () => setUnsaved(true),
    );
  if (!form) {
    const me = live.get('person', engine.me.by);
    const planner = { live, name, phone: me?.phoneTyped ?? me?.phone ?? '', now: now.value };
    const begin = (beginning: PlanForm) => {
      void save(beginning);
      focusHeading();
    };
    return (
      <StaffPage heading={t('staff:plan.heading')} title={t('staff:title.sessions')} back="/staff/sessions">
        <Beginnings planner={planner} onBegin={begin} />
        {isUnsaved ? <p class="problem">{t('staff:not-saved')}</p> : null}
      </StaffPage>
    );
  }
  const set: PartProps['set'] = (change) => {
    const latest = formNow() ?? form;
    void save({ ...latest, ...(typeof change === 'function' ? change(latest) : change) });
  };
  const draft = () => ({ key, value: engine.drafts.get(key) });
  return <PlanBody form={form} formNow={() => formNow() ?? form} set={set} draft={draft} isUnsaved={isUnsaved} startOver={() => engine.drafts.remove(key)} />;
}

/** A session that stands, and that colleagues may change meanwhile: only what is typed here is changed. */
function Change({ session }: { session: Session }) {
  const base = formOf(session);
  const of = useStandingForm(draftKey(session.id), flatOf(base), (draft) => typedBefore(draft, base));
  const form = formFrom(of.form);
  const set: PartProps['set'] = (change) => {
    const latest = formFrom(of.formNow());
    const next = flatOf({ ...latest, ...(typeof change === 'function' ? change(latest) : change) });
    const before = flatOf(latest);
    of.set(Object.fromEntries(Object.entries(next).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name]))));
  };
  return <PlanBody session={session} form={form} formNow={() => formFrom(of.formNow())} set={set} draft={of.draft} of={of} isUnsaved={of.isUnsaved} startOver={of.hasTyped ? of.drop : undefined} />;
}
