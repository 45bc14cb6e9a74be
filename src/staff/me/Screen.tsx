import { useState } from 'preact/hooks';
import { Button } from '../../ui/Button.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { language, languages, setLanguage } from '../../ui/words.ts';
import type { Language } from '../../ui/words.ts';
import { t } from '../../ui/words.ts';
import { problemWords } from '../attempt.ts';
import { useStaff } from '../context.ts';
import { LinkCard } from '../LinkCard.tsx';
import { LockPart } from '../LockPart.tsx';
import { linkForMyDevice } from '../links.ts';
import type { MadeLink } from '../links.ts';
import { myName, myRoles } from '../logins.ts';
import { roleLabels } from '../names.ts';
import { StaffPage } from '../StaffPage.tsx';
import { WaitingRoles } from '../WaitingRoles.tsx';
import { Account } from './Account.tsx';
import { DescribeForm } from './DescribeForm.tsx';
import { Leave } from './Leave.tsx';
import { ProjectForm } from './ProjectForm.tsx';

/** Oneself: name, when one answers, language, another device, signing out. */
export function MeScreen() {
  const { engine, login } = useStaff();
  const roles = myRoles(engine, login);
  return (
    <StaffPage heading={myName(engine, login) || t('staff:section.me')} title={t('staff:section.me')} back="/staff/">
      <p>{roles.map((role) => t(roleLabels[role])).join(', ')}</p>
      {engine.live.value.get('person', engine.me.by) ? <DescribeForm /> : null}
      {roles.includes('coordinator') && engine.live.value.get('project', engine.me.project) ? <ProjectForm /> : null}
      <LanguageChoice />
      <WaitingRoles />
      <Account />
      <LockPart />
      <OwnDevice />
      <Leave />
    </StaffPage>
  );
}

const languageNames: Readonly<Record<Language, string>> = { fi: 'Suomi', sv: 'Svenska', en: 'English' };

function LanguageChoice() {
  const { settings } = useStaff();
  const [isMissing, setMissing] = useState(false);
  const choose = async (chosen: Language) => {
    try {
      await setLanguage(chosen);
      await settings.set('language', chosen);
      setMissing(false);
    } catch {
      setMissing(true);
    }
  };
  return (
    <>
      <Choices label={t('staff:me.language')} value={language()} onChoose={(chosen) => void choose(chosen)} options={languages.map((one) => ({ value: one, label: languageNames[one] }))} />
      {isMissing ? <Notice tone="wait">{t('staff:link.unreachable')}</Notice> : null}
    </>
  );
}

function OwnDevice() {
  const staff = useStaff();
  const { engine, login } = staff;
  const [made, setMade] = useState<MadeLink>();
  const [problem, setProblem] = useState('');
  const make = async () => {
    const link = await linkForMyDevice(staff);
    setMade(link.ok ? link.value : undefined);
    setProblem(link.ok ? '' : link.reason === 'unreachable' ? t('staff:link.unreachable') : problemWords(link.reason));
  };
  return (
    <>
      <h2>{t('staff:me.device-heading')}</h2>
      {made ? <LinkCard key={made.address} made={made} name={myName(engine, login)} /> : <p>{t('staff:me.device-what')}</p>}
      {problem ? <Notice tone="wait">{problem}</Notice> : null}
      <Button onPress={make}>{made ? t('staff:link.another') : t('staff:me.device-add')}</Button>
    </>
  );
}
