import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSettings, settingsDbName } from '../../src/client/settings.ts';
import { chosenLanguage } from '../../src/sw/settings.ts';

const remove = (): Promise<void> =>
  new Promise((resolve) => {
    const removing = indexedDB.deleteDatabase(settingsDbName);
    removing.onsuccess = () => resolve();
    removing.onerror = () => resolve();
    removing.onblocked = () => resolve();
  });

beforeEach(remove);
afterEach(remove);

test('without a store the worker takes the first language and leaves no empty store behind', async () => {
  expect(await chosenLanguage('fi')).toBe('fi');
  expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain(settingsDbName);
});

test('the worker reads the language that the page wrote, from the same place', async () => {
  await chosenLanguage('fi');
  await createSettings().set('language', 'sv');
  expect(await chosenLanguage('fi')).toBe('sv');
});
