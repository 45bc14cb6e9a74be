import type { Settings } from '../../client/settings.ts';
import { setLanguage } from '../../ui/words.ts';
import type { Language } from '../../ui/words.ts';

export const themes = ['phone', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export const shownTheme = (): Theme => themes.find((one) => one === document.documentElement.dataset['theme']) ?? 'phone';

/** Changes the look at once and remembers it. */
export async function chooseTheme(settings: Settings, theme: Theme): Promise<void> {
  if (theme === 'phone') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
  // Where it cannot be stored, it holds until the app is closed.
  await settings.set('theme', theme).catch(() => undefined);
}

/** Changes the language and remembers it, also for the service worker. False where its words cannot be had now: the old one stays. */
export async function chooseLanguage(settings: Settings, language: Language): Promise<boolean> {
  try {
    await setLanguage(language);
    await settings.set('language', language);
    return true;
  } catch {
    return false;
  }
}
