import { describe, expect, it } from 'vitest';
import { isolate } from '../../src/ui/isolate.ts';
import { listNames } from '../../src/ui/list.ts';
import { loadWords, setLanguage, t } from '../../src/ui/words.ts';

describe('a name that is written from right to left', () => {
  it.each(['سارة', 'שרה', 'Sara سارة', 'ޝަރާ', 'Aino\u202E'])('turns nothing that stands beside it: %s', (name) => {
    expect(isolate(name)).toBe(`\u2068${name}\u2069`);
  });

  it.each(['Aino', 'Åke Ähtäri', '2026-043', '', '李雷', 'Юлия'])('is the only kind that needs it: %s', (name) => {
    expect(isolate(name)).toBe(name);
  });

  it('stands by itself in every sentence, and what else is in it is as it was', async () => {
    await setLanguage('fi');
    await loadWords('common', 'home');
    expect(t('home:hello', { name: 'سارة' })).toBe('Moi \u2068سارة\u2069');
    expect(t('home:hello', { name: 'Aino & <b>' })).toBe('Moi Aino & <b>');
    expect(t('common:sync.going', { count: 2 })).toContain('2');
  });

  it('stands by itself in a list, which English writes as its dates: British', async () => {
    await setLanguage('fi');
    expect(listNames(['Aino', 'سارة', 'Sanni'])).toBe('Aino, \u2068سارة\u2069 ja Sanni');
    await setLanguage('en');
    expect(listNames(['Aino', 'Leevi', 'Sanni'])).toBe('Aino, Leevi and Sanni');
    await setLanguage('sv');
    expect(listNames(['Aino', 'Leevi', 'Sanni'])).toBe('Aino, Leevi och Sanni');
    await setLanguage('fi');
  });
});
