import { signal } from '@preact/signals';
import i18next from 'i18next';
import { loadChunk } from '../client/browser-chunk.ts';
import { isolate } from './isolate.ts';
import type { Words } from './word-files.ts';

export const languages = ['fi', 'sv', 'en'] as const;
export type Language = (typeof languages)[number];

export const isLanguage = (value: string | undefined): value is Language => languages.some((one) => one === value);

// One small file a language and feature: the first load carries common and home of one language, the rest comes with its
// screen. The list of the rest is not in the first load either: a line for every feature and language is half a kilobyte.
const first = import.meta.glob<Words>('../../locales/*/{common,home}.json');

const words = i18next.createInstance();
void words.init({ lng: 'fi', fallbackLng: false, initAsync: false, interpolation: { escape: isolate }, resources: {}, returnNull: false });

const current = signal<Language>('fi');
// Raised when words arrive, so that every component that read a text draws again.
const arrived = signal(0);
const wanted = new Set<string>();

export const language = (): Language => current.value;

/** Loads the words of these features in the current language. Rejects when a file is neither cached nor reachable. */
export async function loadWords(...features: readonly string[]): Promise<void> {
  for (const feature of features) wanted.add(feature);
  const missing = features.filter((feature) => !words.hasResourceBundle(current.value, feature));
  if (missing.length === 0) return;
  await load(current.value, missing);
  arrived.value += 1;
}

async function load(lng: Language, features: readonly string[]): Promise<void> {
  await Promise.all(
    features.map(async (feature) => {
      const path = `../../locales/${lng}/${feature}.json`;
      const file = first[path] ?? (await loadChunk(() => import('./word-files.ts'))).wordFiles[path];
      if (!file) throw new Error(`no words ${lng}/${feature}`);
      words.addResourceBundle(lng, feature, (await loadChunk(file)).default);
    }),
  );
}

/** Changes the language once all words that are on screen are there; on failure the old one stays. */
export async function setLanguage(lng: Language): Promise<void> {
  await load(lng, [...wanted].filter((feature) => !words.hasResourceBundle(lng, feature)));
  await words.changeLanguage(lng);
  current.value = lng;
  document.documentElement.lang = lng;
}

/** The words for a key such as `home:greeting`. Reads signals: a component that calls it draws again when the language changes. */
export function t(key: string, values?: Record<string, string | number>): string {
  void current.value;
  void arrived.value;
  return values ? words.t(key, values) : words.t(key);
}
