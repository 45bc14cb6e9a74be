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

const Waiting = lazyScreen(async () => (await import('./waiting/Screen.tsx')).WaitingScreen, 'checklist', 'duties');
const Sessions = lazyScreen(async () => (await import('./sessions/Screen.tsx')).SessionsScreen);
const OneSession = lazyScreen(async () => (await import('./sessions/OneScreen.tsx')).OneSessionScreen, 'checklist', 'plan', 'duties', 'sessions');
const Kitchen = lazyScreen(async () => (await import('./kitchen/Screen.tsx')).KitchenScreen);
const Plan = lazyScreen(async () => (await import('./sessions/PlanScreen.tsx')).PlanScreen, 'checklist', 'plan');
const Question = lazyScreen(async () => (await import('./answers/Screen.tsx')).QuestionScreen, 'checklist');
const Thoughts = lazyScreen(async () => (await import('./reflections/Screen.tsx')).ThoughtsScreen);
const Thought = lazyScreen(async () => (await import('./reflections/OneScreen.tsx')).ThoughtScreen, 'reflection');
const People = lazyScreen(async () => (await import('./people/Screen.tsx')).PeopleScreen);
const OnePerson = lazyScreen(async () => (await import('./people/OneScreen.tsx')).OnePersonScreen);
const Inbox = lazyScreen(async () => (await import('./channel/Screen.tsx')).InboxScreen, 'contact');
const Thread = lazyScreen(async () => (await import('./channel/ThreadScreen.tsx')).ThreadScreen, 'contact');
const Pair = lazyScreen(async () => (await import('./channel/PairScreen.tsx')).PairScreen, 'contact');
const Keep = lazyScreen(async () => (await import('./channel/KeepScreen.tsx')).KeepScreen, 'contact');
const Help = lazyScreen(async () => (await import('./channel/HelpScreen.tsx')).HelpScreen, 'contact');
const Fees = lazyScreen(async () => (await import('./fees/Screen.tsx')).FeesScreen);
const OneFee = lazyScreen(async () => (await import('./fees/OneScreen.tsx')).OneFeeScreen);
const Pay = lazyScreen(async () => (await import('./fees/PayScreen.tsx')).PayScreen);
const Me = lazyScreen(async () => (await import('./me/Screen.tsx')).MeScreen);

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
