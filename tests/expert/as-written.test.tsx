import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import { AsWritten } from '../../src/expert/sessions/AsWritten.tsx';
import { loadWords, setLanguage } from '../../src/ui/words.ts';

afterEach(async () => {
  cleanup();
  await setLanguage('fi');
});

test.each([
  ['en', 'What the adults wrote stays in the language they wrote it in.'],
  ['sv', 'Det som de vuxna har skrivit står på det språk som de skrev på.'],
] as const)('whoever reads the app in %s is told why the adults\' words do not follow it', async (language, words) => {
  await setLanguage(language);
  await loadWords('sessions');
  render(<AsWritten />);
  expect(screen.getByText(words)).toBeTruthy();
});

test('in Finnish nothing needs to be said of it', async () => {
  await setLanguage('fi');
  await loadWords('sessions');
  const { container } = render(<AsWritten />);
  expect(container.textContent).toBe('');
});
