import { fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isOutgrown, loadChunk } from '../../src/client/browser-chunk.ts';
import { Button } from '../../src/ui/Button.tsx';
import { lazyScreen } from '../../src/ui/lazy.tsx';
import { t } from '../../src/ui/words.ts';

const gone = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'));
const answers = (status: number) => vi.stubGlobal('fetch', async () => new Response(null, { status }));
const isCutOff = () => vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));

describe('a part of the program that does not come', () => {
  beforeEach(() => {
    const entry = document.createElement('script');
    entry.type = 'module';
    document.head.append(entry);
  });
  afterEach(() => {
    document.head.replaceChildren();
    vi.unstubAllGlobals();
    isOutgrown.value = false;
  });

  it.each([
    ['new-version', 'the server does not know the running build any more', () => answers(404)],
    ['broken', 'the server still has it', () => answers(200)],
    ['no-network', 'a proxy answers for a server that is down', () => answers(502)],
    ['no-network', 'nothing answers', isCutOff],
  ] as const)('is told as %s where %s', async (why, _where, arrange) => {
    arrange();
    await expect(loadChunk(gone)).rejects.toMatchObject({ why });
    expect(isOutgrown.value).toBe(why === 'new-version');
  });

  it('says so beside the button that needed it, and the button can be pressed again', async () => {
    isCutOff();
    let presses = 0;
    render(<Button onPress={async () => void (await loadChunk(() => ((presses += 1), gone())))}>Tee linkki</Button>);
    fireEvent.click(screen.getByRole('button', { name: 'Tee linkki' }));
    await screen.findByText(t('common:screen-missing'));
    fireEvent.click(screen.getByRole('button', { name: t('common:try-again') }));
    await waitFor(() => expect(presses).toBe(2));
    await screen.findByText(t('common:screen-missing'));
    answers(404);
    fireEvent.click(screen.getByRole('button', { name: 'Tee linkki' }));
    await screen.findByRole('button', { name: t('common:update.load') });
    expect(screen.queryByText(t('common:screen-missing'))).toBeNull();
  });

  it('comes by itself when the network is back', async () => {
    isCutOff();
    let isBack = false;
    const Late = lazyScreen(async () => (isBack ? () => <p>Täällä</p> : gone()));
    render(<Late />);
    await screen.findByText(t('common:screen-missing'));
    isBack = true;
    globalThis.dispatchEvent(new Event('online'));
    await screen.findByText('Täällä');
  });

});
