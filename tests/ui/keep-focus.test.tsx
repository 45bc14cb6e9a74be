import { fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { useState } from 'preact/hooks';
import { describe, expect, test } from 'vitest';
import { Button } from '../../src/ui/Button.tsx';
import { keepFocus } from '../../src/ui/keep-focus.ts';

const focused = (name: string) => waitFor(() => expect(document.activeElement?.textContent).toBe(name));
const press = (name: string) => {
  const button = screen.getByRole('button', { name });
  button.focus();
  fireEvent.click(button);
};

/** A page where one button takes itself away. */
function Steps({ then, heading = 'Sivu' }: { then: preact.ComponentChildren; heading?: string }) {
  const [isDone, setDone] = useState(false);
  return (
    <main>
      <h1 tabIndex={-1}>{isDone ? heading : 'Sivu'}</h1>
      <section>
        <Button onPress={() => undefined}>Ennen</Button>
        {isDone ? then : <Button onPress={() => setDone(true)}>Selvä, jatka</Button>}
      </section>
      <Button onPress={() => undefined}>Jälkeen</Button>
    </main>
  );
}

describe('when what was pressed has gone, the focus goes', () => {
  test('to the heading of the page, where that is a new one', async () => {
    keepFocus();
    render(<Steps heading="Seuraava" then={null} />);
    press('Selvä, jatka');
    await focused('Seuraava');
  });

  test('to the heading of what took its place', async () => {
    keepFocus();
    render(<Steps then={<h2>Lähetetty</h2>} />);
    press('Selvä, jatka');
    await focused('Lähetetty');
  });

  test('to the control that stands there now', async () => {
    keepFocus();
    render(<Steps then={<Button onPress={() => undefined}>Kumoa</Button>} />);
    press('Selvä, jatka');
    await focused('Kumoa');
  });

  test('to its neighbour, where nothing took its place', async () => {
    keepFocus();
    render(<Steps then={null} />);
    press('Selvä, jatka');
    await focused('Ennen');
  });

  test('also where the browser gave the pressed button no focus, as Safari does', async () => {
    keepFocus();
    render(<Steps then={<h2>Lähetetty</h2>} />);
    fireEvent.click(screen.getByRole('button', { name: 'Selvä, jatka' }));
    await focused('Lähetetty');
  });

  test('to the heading of a screen that is still being fetched, once it is there', async () => {
    keepFocus();
    function Lazy() {
      const [stage, setStage] = useState<'first' | 'fetching' | 'there'>('first');
      if (stage === 'first') return <main><h1>Ensin</h1><Button onPress={() => (setStage('fetching'), void setTimeout(() => setStage('there'), 100))}>Avaa</Button></main>;
      return stage === 'fetching' ? <main aria-busy="true" /> : <main><h1>Perillä</h1></main>;
    }
    render(<Lazy />);
    press('Avaa');
    await focused('Perillä');
  });

  test('nowhere, where the screen has put it somewhere itself, or where somebody has', async () => {
    keepFocus();
    render(<Steps then={<input ref={(field) => field?.focus()} aria-label="Kirjoita" />} />);
    press('Selvä, jatka');
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe('Kirjoita'));
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 20)));
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Kirjoita');
    (document.activeElement as HTMLElement).blur();
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 20)));
    expect(document.activeElement).toBe(document.body);
  });
});
