import { afterAll, describe, expect, it } from 'vitest';
import { compareWords } from '../../src/ui/collate.ts';
import { setLanguage } from '../../src/ui/words.ts';

describe('names in order', () => {
  afterAll(() => setLanguage('fi'));

  it.each([
    ['fi', ['Aino', 'Veikka', 'Åke', 'Ähtäri', 'Öistämö']],
    ['sv', ['Aino', 'Veikka', 'Åke', 'Ähtäri', 'Öistämö']],
    ['en', ['Ähtäri', 'Aino', 'Åke', 'Öistämö', 'Veikka']],
  ] as const)('as %s has it, whatever the browser speaks', async (language, wanted) => {
    await setLanguage(language);
    expect(['Öistämö', 'Ähtäri', 'Veikka', 'Åke', 'Aino'].sort(compareWords)).toEqual(wanted);
  });
});
