import type { JSX } from 'preact';
import { lazyScreen } from '../ui/lazy.tsx';
import { FrameContext } from '../ui/Page.tsx';
import { match, path } from '../ui/router.tsx';
import { t } from '../ui/words.ts';
import { Boundary } from './Boundary.tsx';
import { StaffContext } from './context.ts';
import type { Staff } from './context.ts';
import { HeaderActions } from './HeaderActions.tsx';
import { myRoles } from './logins.ts';
import { sectionsOf, Sections } from './Sections.tsx';
import { StaffPage } from './StaffPage.tsx';

const Waiting = lazyScreen(() => import('./waiting/Screen.tsx').then((it) => it.WaitingScreen), 'checklist', 'duties');
const Sessions = lazyScreen(() => import('./sessions/Screen.tsx').then((it) => it.SessionsScreen));
const OneSession = lazyScreen(() => import('./sessions/OneScreen.tsx').then((it) => it.OneSessionScreen), 'checklist', 'plan', 'duties', 'sessions');
const Kitchen = lazyScreen(() => import('./kitchen/Screen.tsx').then((it) => it.KitchenScreen));
const Plan = lazyScreen(() => import('./sessions/PlanScreen.tsx').then((it) => it.PlanScreen), 'checklist', 'plan');
const Question = lazyScreen(() => import('./answers/Screen.tsx').then((it) => it.QuestionScreen), 'checklist');
const Thoughts = lazyScreen(() => import('./reflections/Screen.tsx').then((it) => it.ThoughtsScreen));
const Thought = lazyScreen(() => import('./reflections/OneScreen.tsx').then((it) => it.ThoughtScreen), 'reflection');
const People = lazyScreen(() => import('./people/Screen.tsx').then((it) => it.PeopleScreen), 'account');
const OnePerson = lazyScreen(() => import('./people/OneScreen.tsx').then((it) => it.OnePersonScreen), 'account');
const Inbox = lazyScreen(() => import('./channel/Screen.tsx').then((it) => it.InboxScreen), 'contact', 'desk-lock');
const Thread = lazyScreen(() => import('./channel/ThreadScreen.tsx').then((it) => it.ThreadScreen), 'contact');
const Pair = lazyScreen(() => import('./channel/PairScreen.tsx').then((it) => it.PairScreen), 'contact', 'lock', 'desk-lock');
const Keep = lazyScreen(() => import('./channel/KeepScreen.tsx').then((it) => it.KeepScreen), 'contact');
const Help = lazyScreen(() => import('./channel/HelpScreen.tsx').then((it) => it.HelpScreen), 'contact');
const Fees = lazyScreen(() => import('./fees/Screen.tsx').then((it) => it.FeesScreen));
const OneFee = lazyScreen(() => import('./fees/OneScreen.tsx').then((it) => it.OneFeeScreen));
const Pay = lazyScreen(() => import('./fees/PayScreen.tsx').then((it) => it.PayScreen));
const Me = lazyScreen(() => import('./me/Screen.tsx').then((it) => it.MeScreen), 'account', 'lock', 'desk-lock');

type Draw = (id: string) => JSX.Element;

/** Addresses of each role. They name nothing that a stranger over one's shoulder could learn from. */
const coordinator: readonly (readonly [string, Draw])[] = [
  ['/staff/waiting', () => <Waiting />],
  ['/staff/sessions', () => <Sessions />],
  ['/staff/sessions/new', () => <Plan />],
  ['/staff/sessions/:id', (id) => <OneSession key={id} id={id} />],
  ['/staff/sessions/:id/kitchen', (id) => <Kitchen key={id} id={id} />],
  ['/staff/sessions/:id/change', (id) => <Plan key={id} id={id} />],
  ['/staff/q/:id', (id) => <Question key={id} id={id} />],
  ['/staff/o', () => <Thoughts />],
  ['/staff/o/:id', (id) => <Thought key={id} id={id} />],
  ['/staff/fees/:id', (id) => <OneFee key={id} id={id} />],
  ['/staff/people', () => <People />],
  ['/staff/people/:id', (id) => <OnePerson key={id} id={id} />],
];
const contact: readonly (readonly [string, Draw])[] = [
  ['/staff/messages', () => <Inbox />],
  ['/staff/messages/pair', () => <Pair />],
  ['/staff/messages/keep', () => <Keep />],
  ['/staff/messages/help', () => <Help />],
  ['/staff/messages/:id', (id) => <Thread key={id} id={id} />],
];
const fees: readonly (readonly [string, Draw])[] = [
  ['/staff/fees', () => <Fees />],
  ['/staff/fees/:id/paid', (id) => <Pay key={id} id={id} />],
  ['/staff/fees/:id', (id) => <OneFee key={id} id={id} />],
];

/** The app of one signed-in person. Their roles decide what there is. */
export function App({ staff }: { staff: Staff }) {
  const roles = myRoles(staff.engine, staff.login);
  const routes = [
    ...(roles.includes('coordinator') ? coordinator : []),
    ...(roles.includes('contact') ? contact : []),
    ...(roles.includes('fees') ? fees : []),
    ['/staff/me', () => <Me />] as const,
  ];
  const first = sectionsOf(roles)[0]?.to ?? '/staff/me';
  const here = match('/staff', path()) ? first : path();
  return (
    <StaffContext.Provider value={staff}>
      <FrameContext.Provider value={{ actions: <HeaderActions />, tabs: <Sections roles={roles} here={here} />, app: 'Rasti' }}>
        <Boundary key={here}>{screenAt(routes, here)}</Boundary>
      </FrameContext.Provider>
    </StaffContext.Provider>
  );
}

function screenAt(routes: readonly (readonly [string, Draw])[], here: string): JSX.Element {
  for (const [pattern, draw] of routes) {
    const found = match(pattern, here);
    if (found) return draw(found['id'] ?? '');
  }
  return (
    <StaffPage heading={t('staff:nothing-here.heading')} title={t('staff:title.start')} back="/staff/">
      <p>{t('staff:nothing-here.what')}</p>
    </StaffPage>
  );
}
