import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../ui/Button.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { Link } from '../../ui/router.tsx';
import { useTold } from '../../ui/use-told.ts';
import { language, languages, loadWords, t } from '../../ui/words.ts';
import type { Language } from '../../ui/words.ts';
import { problemOf } from '../attempt.ts';
import { useExpert } from '../context.ts';
import { askToKeep, storing } from '../keep-store.ts';
import type { Storing } from '../keep-store.ts';
import { contactOf, coordinatorNames } from '../people.ts';
import { WhoSeesWhat } from '../WhoSeesWhat.tsx';
import { Account } from './Account.tsx';
import { chooseLanguage, chooseTheme, shownTheme, themes } from './actions.ts';
import type { Theme } from './actions.ts';
import { Leave } from './Leave.tsx';
import { Lock } from './Lock.tsx';
import { RemindersPart } from './Reminders.tsx';

const languageNames: Record<Language, string> = { fi: 'settings:language.fi', sv: 'settings:language.sv', en: 'settings:language.en' };
const themeNames: Record<Theme, string> = { phone: 'settings:look.phone', light: 'settings:look.light', dark: 'settings:look.dark' };
const storingWords: Record<Storing, string> = { kept: 'settings:storing.kept', 'best-effort': 'settings:storing.best-effort', unknown: 'settings:storing.unknown' };

/** Language, look, name, who sees what, and the way out. */
export function SettingsScreen() {
  const { engine, settings } = useExpert();
  const live = engine.live.value;
  const [theme, setTheme] = useState(shownTheme());
  const [isMissing, setMissing] = useState(false);
  useEffect(() => {
    // Who sees what has its words with the welcome. Without a network and never loaded, that part stays away.
    void loadWords('welcome').catch(() => undefined);
  }, [language()]);
  return (
    <Page heading={t('settings:title')} title={t('settings:title')} back="/">
      <Choices
        label={t('settings:language.all')} value={language()} options={languages.map((value) => ({ value, label: t(languageNames[value]) }))}
        onChoose={(value) => void chooseLanguage(settings, value).then((done) => setMissing(!done))}
      />
      {isMissing ? <Notice tone="wait">{t('settings:language.missing')}</Notice> : null}
      <Choices
        label={t('settings:look.all')} value={theme} options={themes.map((value) => ({ value, label: t(themeNames[value]) }))}
        onChoose={(value) => {
          setTheme(value);
          void chooseTheme(settings, value);
        }}
      />
      <Name />
      <h2>{t('settings:sees')}</h2>
      <WhoSeesWhat coordinator={coordinatorNames(live) || undefined} contact={contactOf(engine)?.name} />
      <p>
        <Link to="/v/n">{t('settings:limits')}</Link>
      </p>
      <Lock />
      <RemindersPart />
      <Storage />
      <Account />
      <Leave />
    </Page>
  );
}

function Name() {
  const { engine } = useExpert();
  const stands = engine.live.value.get('person', engine.me.by)?.name ?? '';
  const [name, setName] = useState(stands);
  const [problem, setProblem] = useState<string>();
  const [told, tell] = useTold();
  async function press(): Promise<void> {
    if (name.trim() === '') return setProblem(t('settings:name.missing'));
    const found = await problemOf(() => engine.commit('person/name', { name: name.trim() }));
    setProblem(found);
    tell(found === undefined ? t('settings:name.saved') : '');
  }
  return (
    <>
      <Field label={t('settings:name.label')} help={t('settings:name.help')} value={name} maxLength={60} problem={problem} onInput={(value) => { setName(value); tell(''); }} />
      {name.trim() === stands ? null : <Button onPress={press}>{t('settings:name.save')}</Button>}
      {told ? <p class="small">{told}</p> : null}
    </>
  );
}

function Storage() {
  const [state, setState] = useState<Storing | null>(null);
  useEffect(() => {
    void storing().then(setState, () => setState('unknown'));
  }, []);
  return (
    <>
      <h2>{t('settings:storing.title')}</h2>
      <p>{state ? t(storingWords[state]) : null}</p>
      {state === 'best-effort' ? <Button onPress={async () => setState(await askToKeep())}>{t('settings:storing.ask')}</Button> : null}
    </>
  );
}
