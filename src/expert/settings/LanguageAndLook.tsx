import { useState } from 'preact/hooks';
import { Choices } from '../../ui/Choices.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { language, languages, t } from '../../ui/words.ts';
import type { Language } from '../../ui/words.ts';
import { useExpert } from '../context.ts';
import { chooseLanguage, chooseTheme, shownTheme, themes } from './actions.ts';
import type { Theme } from './actions.ts';

export const languageNames: Record<Language, string> = { fi: 'settings:language.fi', sv: 'settings:language.sv', en: 'settings:language.en' };
const themeNames: Record<Theme, string> = { phone: 'settings:look.phone', light: 'settings:look.light', dark: 'settings:look.dark' };

/** Both change at once and are remembered on this phone alone. */
export function LanguageAndLook() {
  const { settings } = useExpert();
  const [theme, setTheme] = useState(shownTheme());
  const [isMissing, setMissing] = useState(false);
  return (
    <>
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
    </>
  );
}
