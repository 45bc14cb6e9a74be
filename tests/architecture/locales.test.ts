import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { reasons } from '../../src/domain/reason.ts';
import { duties, dutiesFor } from '../../src/domain/duty-facts.ts';
import { sessionTypes } from '../../src/domain/terms.ts';
import { items } from '../../src/expert/sessions/items.ts';
import { LANGUAGES } from '../../src/tools/budget.ts';
import { inRepository } from '../../src/tools/paths.ts';
import { filesIn, readSource, type Node } from './source.ts';
import { placeholders, textsOf, usesIn, type Text } from './words.ts';

// A young person asks about an item, or about a duty of the adults.
const asked = [...items.map(({ id }) => id), ...duties.map((duty) => `d_${duty}`)];
const withHost = sessionTypes.filter((type) => dutiesFor({ type, mode: 'room' }).includes('host_told'));

// Keys that are put together in the source: the beginning, and every ending it can have.
// A beginning that no source uses is stale, and so is an ending without words.
const PUT_TOGETHER: Readonly<Record<string, readonly string[]>> = {
  'errors:': reasons,
  'common:sync.': ['offline', 'offline-waiting', 'waiting', 'waiting-waiting', 'full', 'signed-out', 'outdated'],
  'duties:duty.': duties,
  'plan:title.': sessionTypes,
  'plan:aim.': sessionTypes,
  'plan:not.': sessionTypes,
  'checklist:item.': asked,
  'checklist:hint.': asked,
  'checklist:sentence.': items.filter(({ host, suggests }) => host && suggests).map(({ id }) => id),
  'checklist:host-name.': withHost,
  'checklist:host-to.': withHost,
  'checklist:suggest.': items.filter(({ suggests }) => suggests).map(({ id }) => id),
};

// Drafts have keys that look the same: not words.
const DRAFT_KEYS = ['reflection:', 'plan:'];

const NAMESPACES = [
  'common',
  'errors',
  'home',
  'sessions',
  'checklist',
  'channel',
  'reflection',
  'fees',
  'help',
  'welcome',
  'settings',
  'lock',
  'day',
  'account',
  'calendar',
  'reminders',
  'notice',
  'staff',
  'contact',
  'ride',
  'plan',
  'duties',
  'desk-lock',
];

const texts: Record<string, Text[]> = Object.fromEntries(LANGUAGES.map((language) => [language, textsOf(language)]));
const keysOf = (language: string): string[] => [...new Set((texts[language] ?? []).map(({ key }) => key))].sort();
const [first, ...others] = LANGUAGES;
const sources = ['ui', 'expert', 'staff', 'ride'].flatMap((folder) => filesIn(`src/${folder}`, /\.tsx?$/)).map(readSource);
const uses = usesIn(sources, NAMESPACES);
const composed = Object.entries(PUT_TOGETHER).flatMap(([prefix, endings]) => endings.map((ending) => prefix + ending));

describe('words', () => {
  test.each(LANGUAGES)('%s has a file for every feature and no other', (language) => {
    const names = filesIn(`locales/${language}`, /\.json$/).map((path) => path.replace(/^.*\/|\.json$/g, ''));
    expect(names).toEqual([...NAMESPACES].sort());
  });

  test.each(others)(`%s has the same keys as ${first}`, (language) => {
    expect(keysOf(language)).toEqual(keysOf(first));
  });

  test.each(LANGUAGES)('%s has no empty text', (language) => {
    expect((texts[language] ?? []).filter(({ words }) => words.trim() === '').map(({ key }) => key)).toEqual([]);
  });

  test.each(LANGUAGES)('%s has every plural form that its grammar has, and no other', (language) => {
    const wanted = [...new Intl.PluralRules(language).resolvedOptions().pluralCategories].sort();
    const wrong = keysOf(language).filter((key) => {
      const forms = (texts[language] ?? []).filter((text) => text.key === key).map(({ plural }) => plural);
      if (forms.every((form) => form === undefined)) return forms.length !== 1;
      return forms.map(String).sort().join() !== wanted.join();
    });
    expect(wrong).toEqual([]);
  });

  test.each(others)(`%s fills in the same values as ${first}`, (language) => {
    const filled = (from: string, key: string): string =>
      placeholders((texts[from] ?? []).filter((text) => text.key === key).map(({ words }) => words)).join();
    const wrong = keysOf(first).filter((key) => filled(first, key) !== filled(language, key));
    expect(wrong).toEqual([]);
  });
});

// A screen reader says "keskipiste" or "mittpunkt" for each of these.
const READ_ALOUD = /[\u00B7\u2022\u2027\u22C5\u2219]/;
const isShown = ({ type, ...node }: Node): boolean => ['Literal', 'TemplateElement', 'JSXText'].includes(type) && READ_ALOUD.test(typeof node['value'] === 'object' ? JSON.stringify(node['value']) : String(node['value']));

describe('what stands between things', () => {
  test.each(LANGUAGES)('is never a dot that is read aloud: %s', (language) => {
    expect((texts[language] ?? []).filter(({ words }) => READ_ALOUD.test(words)).map(({ key }) => key)).toEqual([]);
  });

  test('is never a dot that is read aloud: the source', () => {
    const suspect = filesIn('src', /\.(?:tsx?|css)$/).filter((path) => /[\u00B7\u2022\u2027\u22C5\u2219]|\\(?:u00b7|xb7|0?0b7)|&(?:middot|bull);/i.test(readFileSync(inRepository(path), 'utf8')));
    // In a comment it is not shown.
    const shown = suspect.filter((path) => path.endsWith('.css') || readSource(path).nodes.some(({ node }) => isShown(node)));
    expect(shown).toEqual([]);
  });
});

describe('keys', () => {
  const known = new Set(keysOf(first));
  const prefixOf = (key: string): string | undefined =>
    Object.keys(PUT_TOGETHER).find((prefix) => key.startsWith(prefix));

  test('that the source names have words', () => {
    expect(uses.keys.filter((key) => !known.has(key) && prefixOf(key) !== key)).toEqual([]);
  });

  test('that have words are named in the source', () => {
    const named = new Set([...uses.keys, ...composed]);
    expect([...known].filter((key) => !named.has(key))).toEqual([]);
  });

  test('that are put together are declared here, with every ending', () => {
    expect(uses.prefixes.filter((prefix) => !(prefix in PUT_TOGETHER) && !DRAFT_KEYS.includes(prefix))).toEqual([]);
    expect(composed.filter((key) => !known.has(key))).toEqual([]);
  });

  test('that are declared here are put together somewhere', () => {
    expect([...Object.keys(PUT_TOGETHER), ...DRAFT_KEYS].filter((prefix) => !uses.prefixes.includes(prefix))).toEqual(
      [],
    );
  });
});
