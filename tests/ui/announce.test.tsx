import { render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { announce, announceLast, announceProblem, silence } from '../../src/ui/announce.tsx';
import { LiveRegion } from '../../src/ui/live-region.tsx';

/** What a reader of live text that drops whatever equals its last text would say, in the order in which it came. */
function listen(role: 'status' | 'alert'): string[] {
  const heard: string[] = [];
  let last = '';
  new MutationObserver(() => {
    const text = screen.getByRole(role).textContent ?? '';
    if (text === '' || text === last) return;
    last = text;
    heard.push(text.replace(/\u00A0$/, ''));
  }).observe(screen.getByRole(role), { childList: true, characterData: true, subtree: true });
  return heard;
}
const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

describe('the live region', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    silence();
  });
  afterEach(() => vi.useRealTimers());

  test('stands empty from the start, a polite half and an urgent one', () => {
    render(<LiveRegion />);
    expect(screen.getByRole('status').textContent).toBe('');
    expect(screen.getByRole('alert').textContent).toBe('');
  });

  test('says the same words each time that the same thing happens', async () => {
    render(<LiveRegion />);
    const heard = listen('status');
    for (let time = 0; time < 3; time += 1) {
      announce('Tallessa');
      await pass(2_000);
    }
    expect(heard).toEqual(['Tallessa', 'Tallessa', 'Tallessa']);
  });

  test('says it again also after it was emptied, and after something else', async () => {
    render(<LiveRegion />);
    const heard = listen('status');
    announce('Tallessa');
    await pass(60_000);
    expect(screen.getByRole('status').textContent).toBe('');
    announce('Tallessa');
    announce('Kopioitu');
    announce('Tallessa');
    await pass(10_000);
    expect(heard).toEqual(['Tallessa', 'Tallessa', 'Kopioitu', 'Tallessa']);
  });

  test('loses nothing of what happens in the same moment', async () => {
    render(<LiveRegion />);
    const heard = listen('status');
    for (const words of ['Nimi tallessa', 'Lähetetty', 'Kopioitu']) announce(words);
    await pass(10_000);
    expect(heard).toEqual(['Nimi tallessa', 'Lähetetty', 'Kopioitu']);
  });

  test('says of a subject only the last of several in a row', async () => {
    render(<LiveRegion />);
    const heard = listen('status');
    for (let count = 1; count <= 9; count += 1) {
      announceLast('sync', `${count} lähetetty`);
      await pass(200);
    }
    announce('Kopioitu');
    await pass(10_000);
    expect(heard).toEqual(['Kopioitu', '9 lähetetty']);
  });

  test('says a problem at once, each time, in the urgent half', async () => {
    render(<LiveRegion />);
    const heard = listen('alert');
    announceProblem('Tämä PIN ei avannut.');
    await pass(200);
    expect(heard).toEqual(['Tämä PIN ei avannut.']);
    announceProblem('Tämä PIN ei avannut.');
    await pass(200);
    expect(heard).toEqual(['Tämä PIN ei avannut.', 'Tämä PIN ei avannut.']);
  });

  test('says nothing of an app that is covered, not even what was about to be said', async () => {
    const { rerender } = render(<LiveRegion />);
    const heard = listen('status');
    announce('Uusi viesti');
    rerender(<LiveRegion only="Kello" />);
    announceProblem('Ei lähtenyt');
    await pass(20_000);
    expect(heard).toEqual(['Kello']);
    expect(screen.getByRole('alert').textContent).toBe('');
    rerender(<LiveRegion />);
    announce('Lähetetty');
    await pass(2_000);
    expect(heard).toEqual(['Kello', 'Lähetetty']);
  });
});
