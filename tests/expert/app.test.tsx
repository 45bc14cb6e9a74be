import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { describe, expect, test, vi } from 'vitest';
import { Boundary } from '../../src/expert/Boundary.tsx';
import { setCoverByKeys } from '../../src/expert/cover-keys.ts';
import { isCovered, uncover } from '../../src/expert/hide/cover.ts';
import { FrameContext } from '../../src/ui/Page.tsx';
import { openApp } from '../support/expert-app.tsx';
import type { FakeEnv } from '../support/fake-env.ts';
import { invitation, session } from '../support/rows.ts';

const press = (key: string, more = {}) => {
  fireEvent.keyDown(document, { key, ...more });
  fireEvent.keyUp(document, { key, ...more });
};
const pass = (env: FakeEnv, milliseconds: number) => void (env.time = new Date(Date.parse(env.time) + milliseconds).toISOString());
/** What listens to keys comes after the first picture. */
const keysAreHeard = async () => {
  await vi.dynamicImportSettled();
  await Promise.resolve();
};

describe('around every screen', () => {
  test('stand help, hide and four tabs in words', async () => {
    await openApp();
    expect(screen.getByRole('link', { name: 'Apua' }).getAttribute('href')).toBe('/a');
    expect(screen.getByRole('button', { name: 'Piilota' })).toBeTruthy();
    const tabs = within(screen.getByRole('navigation', { name: 'Valikko' })).getAllByRole('link');
    expect(tabs.map((tab) => [tab.textContent, tab.getAttribute('href')])).toEqual([['Etusivu', '/'], ['Kalenteri', '/k'], ['Viestit', '/v'], ['Palkkiot', '/p']]);
    expect(tabs[0]?.getAttribute('aria-current')).toBe('page');
  });

  test('a new version waits for a yes, and then it is said what comes, and what helps if it does not', async () => {
    const { updateReady, updateTaken } = await openApp();
    expect(screen.queryByText(/Uusi versio on valmis/)).toBeNull();
    updateReady.value = true;
    const take = await screen.findByRole('button', { name: 'Ota käyttöön' });
    expect(updateTaken.value).toBe(false);
    fireEvent.click(take);
    expect(await screen.findByText(/^Sivu latautuu kohta uudelleen\. Jos ei, /)).toBeTruthy();
    expect(updateTaken.value).toBe(true);
  });

  test('a broken row from the server is set aside and everything else is shown', async () => {
    const broken = { ...session({ id: 's2' }), starts: 'soon', note: 'unknown' };
    await openApp({ rows: [broken, session(), invitation({ id: 'i2', session: 's2' }), invitation({ state: 'accepted' })] });
    expect(screen.getByRole('link', { name: 'Valmistaudu' }).getAttribute('href')).toBe('/k/s/1');
  });

  test('a screen that cannot be drawn becomes calm words with the tabs around it', async () => {
    await openApp();
    cleanup();
    const complaints: unknown[] = [];
    vi.stubGlobal('reportError', (error: unknown) => complaints.push(error));
    const Broken = () => {
      throw new Error('no such day');
    };
    render(
      <FrameContext.Provider value={{ actions: null, tabs: <nav aria-label="tabs" />, app: 'Rasti' }}>
        <Boundary>
          <Broken />
        </Boundary>
      </FrameContext.Provider>,
    );
    expect(await screen.findByText('Kirjoittamasi on tallessa tässä puhelimessa. Muut sivut toimivat.')).toBeTruthy();
    expect(screen.getByRole('navigation', { name: 'tabs' })).toBeTruthy();
    expect(complaints).toHaveLength(1);
    vi.unstubAllGlobals();
  });
});

describe('quick exit', () => {
  test('puts a clock where the app was, at a neutral address and title, and comes back by a tap', async () => {
    await openApp({ rows: [session(), invitation()], path: '/k' });
    await screen.findByRole('heading', { name: 'Kalenteri', level: 1 });
    fireEvent.click(screen.getByRole('button', { name: 'Piilota' }));
    // Preact draws in a microtask: one turn of the promise queue is all that may pass.
    await Promise.resolve();
    expect(screen.getByRole('heading').textContent).toBe('12.00');
    expect(document.body.textContent).not.toContain('Työryhmä');
    expect(document.title).toBe('Kello');
    expect(location.pathname).toBe('/');
    fireEvent.click(screen.getByRole('button', { name: 'Takaisin' }));
    expect(await screen.findByRole('heading', { name: 'Moi Aino' })).toBeTruthy();
    expect(document.title).toBe('Etusivu, Rasti');
  });

  test('holds over a reload and over every step back', async () => {
    await openApp({ rows: [session(), invitation()], path: '/k' });
    await screen.findByRole('heading', { name: 'Kalenteri', level: 1 });
    fireEvent.click(screen.getByRole('button', { name: 'Piilota' }));
    history.replaceState(null, '', '/k');
    // What a page does that is shown again after a step back, from memory or anew.
    dispatchEvent(new Event('popstate'));
    dispatchEvent(new Event('pageshow'));
    await Promise.resolve();
    expect(isCovered.value).toBe(true);
    expect(location.pathname).toBe('/');
    expect(document.body.textContent).not.toContain('Kalenteri');
    expect(sessionStorage.getItem('covered')).not.toBeNull();
    uncover();
    expect(sessionStorage.getItem('covered')).toBeNull();
  });

  test.each([
    ['three quick taps of Shift', [[80, 120], [80, 120], [80, 120]], true],
    ['taps that are held, as with a key that a screen reader keeps for itself', [[350, 200], [350, 200], [350, 200]], false],
    ['taps with something read in between', [[120, 900], [120, 900], [120, 900]], false],
    ['two taps and a held one', [[80, 120], [80, 120], [600, 0]], false],
  ] as const)('with %s', async (_what, presses, isHidden) => {
    const { env } = await openApp();
    await keysAreHeard();
    for (const [hold, pause] of presses) {
      fireEvent.keyDown(document, { key: 'Shift' });
      pass(env, hold);
      fireEvent.keyUp(document, { key: 'Shift' });
      pass(env, pause);
    }
    expect(isCovered.value).toBe(isHidden);
    uncover();
  });

  test.each([
    ['with Control', () => press('Shift', { ctrlKey: true })],
    ['with the mouse', () => (fireEvent.keyDown(document, { key: 'Shift' }), fireEvent.pointerDown(document), fireEvent.keyUp(document, { key: 'Shift' }))],
    ['for a letter of which only the end is heard', () => (fireEvent.keyDown(document, { key: 'Shift' }), fireEvent.keyUp(document, { key: 'h' }), fireEvent.keyUp(document, { key: 'Shift' }))],
    ['that repeats', () => (fireEvent.keyDown(document, { key: 'Shift' }), fireEvent.keyDown(document, { key: 'Shift', repeat: true }), fireEvent.keyUp(document, { key: 'Shift' }))],
    ['of both hands', () => (fireEvent.keyDown(document, { key: 'Shift' }), fireEvent.keyDown(document, { key: 'Shift' }), fireEvent.keyUp(document, { key: 'Shift' }), fireEvent.keyUp(document, { key: 'Shift' }))],
  ])('does not take Shift %s for it', async (_what, once) => {
    await openApp();
    await keysAreHeard();
    for (let time = 0; time < 5; time += 1) once();
    expect(isCovered.value).toBe(false);
  });

  test('can be turned off for the keys, and stays on for the button', async () => {
    await openApp();
    await keysAreHeard();
    setCoverByKeys(false);
    for (let time = 0; time < 5; time += 1) press('Shift');
    expect(isCovered.value).toBe(false);
    setCoverByKeys(true);
    for (let time = 0; time < 3; time += 1) press('Shift');
    await waitFor(() => expect(document.title).toBe('Kello'));
    // One neutral word is said, into a region that was there before, and the focus is on the time.
    expect(screen.getByRole('status').textContent).toBe('Kello');
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 })));
    uncover();
  });

  test('does not mistake capital letters for it', async () => {
    await openApp();
    for (const key of ['Shift', 'A', 'Shift', 'I', 'Shift', 'N']) press(key);
    await Promise.resolve();
    expect(screen.getByRole('heading').textContent).toBe('Moi Aino');
  });
});
