import type { FunctionComponent } from 'preact';
import { Page } from '../../ui/Page.tsx';
import { Link, path } from '../../ui/router.tsx';
import { usePromise } from '../../ui/use-promise.ts';
import { language, t } from '../../ui/words.ts';
import { useExpert } from '../context.ts';
import type { Expert } from '../context.ts';
import { Account } from './Account.tsx';
import { Leave } from './Leave.tsx';
import { Lock } from './Lock.tsx';
import { languageNames, LanguageAndLook } from './LanguageAndLook.tsx';
import { Name } from './Name.tsx';
import { RemindersPart } from './Reminders.tsx';
import { Storage } from './Storage.tsx';
import { Readers } from './Readers.tsx';
import { reminding } from './reminder-actions.ts';

interface Subject {
  readonly at: string;
  readonly title: string;
  /** How it stands now, where a few words can say it. */
  readonly stands?: (expert: Expert) => string;
  /** The same, where the phone has to be asked. */
  readonly asks?: (expert: Expert) => Promise<string>;
  readonly Part: FunctionComponent;
}

// What protects somebody comes first. Addresses tell nothing.
const subjects: readonly Subject[] = [
  { at: '/s/l', title: 'settings:lock', stands: ({ settings }) => t(settings.unlocked ? 'settings:lock-on' : 'settings:lock-off'), Part: Lock },
  { at: '/s/m', title: 'settings:reminders', asks: async (expert) => t((await reminding(expert)).startsWith('on-') ? 'settings:reminders-on' : 'settings:reminders-off'), Part: RemindersPart },
  { at: '/s/n', title: 'settings:name.title', stands: ({ engine }) => engine.live.value.get('person', engine.me.by)?.name ?? '', Part: Name },
  { at: '/s/k', title: 'settings:language-and-look', stands: () => t(languageNames[language()]), Part: LanguageAndLook },
  { at: '/s/w', title: 'settings:sees', Part: Readers },
  { at: '/s/a', title: 'settings:account.title', Part: Account },
  { at: '/s/t', title: 'settings:storing.title', Part: Storage },
  { at: '/s/x', title: 'settings:leave.title', stands: () => t('settings:leave.open'), Part: Leave },
];

function SubjectRow({ subject: { at, title, stands, asks } }: { subject: Subject }) {
  const expert = useExpert();
  const asked = usePromise(at, async () => asks?.(expert));
  const how = stands?.(expert) ?? asked;
  return (
    <li>
      <Link to={at} class="goes">
        <span>
          {t(title)}
          {how ? <small>{how}</small> : null}
        </span>
      </Link>
    </li>
  );
}

/** A list of subjects, and a page for each. */
export function SettingsScreen() {
  const subject = subjects.find(({ at }) => at === path());
  if (subject) {
    return (
      <Page heading={t(subject.title)} title={t('settings:title')} back="/s">
        <subject.Part />
      </Page>
    );
  }
  return (
    <Page heading={t('settings:title')} title={t('settings:title')} back="/">
      <ul class="rows">
        {subjects.map((one) => (
          <SubjectRow key={one.at} subject={one} />
        ))}
      </ul>
    </Page>
  );
}
