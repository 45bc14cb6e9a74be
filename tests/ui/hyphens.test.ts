import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { divide, undivide } from '../../src/ui/hyphens/divide.ts';

const shown = (text: string): string => divide(text).replaceAll('\u00ad', '-');

describe('long Finnish words', () => {
  test.each([
    ['Puheenvuoro', 'Pu-heen-vuo-ro'],
    ['jälkihuollon', 'jäl-ki-huol-lon'],
    ['osallistumispalkkio', 'osal-lis-tu-mis-palk-kio'],
    // Compounds whose second part begins with a vowel.
    ['asuinalueella', 'asuin-alu-eel-la'],
    ['hyvinvointialue', 'hy-vin-voin-ti-alue'],
    ['keskusteluapu', 'kes-kus-te-lu-apu'],
    ['vertaisohjaaja', 'ver-tais-oh-jaa-ja'],
    ['kokemusasiantuntija', 'ko-ke-mus-asian-tun-ti-ja'],
    ['sähköpostiosoite', 'säh-kö-pos-ti-osoi-te'],
  ])('%s is divided as a Finn would: %s', (word, parts) => {
    expect(shown(word)).toBe(parts);
  });

  test.each(['tietopohja', 'nuorilta', 'paikalla'])('%s is not taken for a compound', (word) => {
    expect(shown(word)).not.toMatch(/p-ohja|r-ilta|p-aikalla/);
  });

  test.each(['nea.salo@esimerkki.fi', 'https://rasti.example.org/kutsulinkkisi', 'www.kelansivustolla.fi/hakemukset', '+358 50 000 0000'])('%s stays as it is', (address) => {
    expect(divide(address)).toBe(address);
  });

  test('lose nothing: without the hyphens it is the same text', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }).map(undivide), (text) => undivide(divide(text)) === text));
  });
});
