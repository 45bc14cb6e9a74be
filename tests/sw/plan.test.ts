import { describe, expect, test } from 'vitest';
import { cacheKey, entriesFor, route, wordsOf, type Asked, type Entry } from '../../src/sw/plan.ts';

const ORIGIN = 'https://rasti.example';
const ENTRIES: Entry[] = [
  { url: '/', hash: 'a1' },
  { url: '/assets/index-x.js', hash: 'b2' },
  { url: '/assets/words-fi-home-x.js', hash: 'c3', language: 'fi' },
  { url: '/assets/words-sv-home-x.js', hash: 'd4', language: 'sv' },
];
const get = (path: string, more: Partial<Asked> = {}): Asked => ({
  method: 'GET',
  url: ORIGIN + path,
  navigation: false,
  ...more,
});
const kind = (asked: Asked): string => route(asked, ORIGIN, ENTRIES).kind;

describe('what the worker keeps', () => {
  test('is the shell and the words of one language', () => {
    expect(entriesFor(ENTRIES, 'sv').map(({ url }) => url)).toEqual([
      '/',
      '/assets/index-x.js',
      '/assets/words-sv-home-x.js',
    ]);
  });

  test('is the shell alone for a language that was not built', () => {
    expect(entriesFor(ENTRIES, 'xx').map(({ hash }) => hash)).toEqual(['a1', 'b2']);
    expect(wordsOf(ENTRIES, 'xx')).toEqual([]);
  });

  test('has a key that changes with the bytes', () => {
    expect(cacheKey({ url: '/', hash: 'a1' })).not.toBe(cacheKey({ url: '/', hash: 'a2' }));
  });
});

describe('what the worker answers', () => {
  test.each(['/', '/k', '/k/3f2a', '/s?x=1', '/apixel'])('the page for a visit to %s', (path) => {
    expect(kind(get(path, { navigation: true }))).toBe('page');
  });

  test.each(['/api', '/api/sync', '/staff', '/staff/k', '/healthz'])('nothing for a visit to %s', (path) => {
    expect(kind(get(path, { navigation: true }))).toBe('network');
  });

  test('files of the list, whatever their language', () => {
    expect(route(get('/assets/words-sv-home-x.js'), ORIGIN, ENTRIES)).toEqual({ kind: 'file', entry: ENTRIES[3] });
  });

  test.each<[string, Asked]>([
    ['calls of the API', get('/api/sync')],
    ['anything that is not a GET', get('/', { method: 'POST', navigation: true })],
    ['another origin', { method: 'GET', url: 'https://other.example/', navigation: true }],
    ['files of another build', get('/assets/index-old.js')],
    ['files of the staff app', get('/staff/assets/index-x.js')],
  ])('nothing for %s', (_name, asked) => {
    expect(kind(asked)).toBe('network');
  });
});
