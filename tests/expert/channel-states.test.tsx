import { render, screen } from '@testing-library/preact';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Thread } from '../../src/channel/types.ts';
import { DutyNow } from '../../src/expert/channel/Duty.tsx';
import { Gaps, Stopped } from '../../src/expert/channel/Notices.tsx';
import { OtherRoutes } from '../../src/expert/channel/OtherRoutes.tsx';
import { Who, WhoFacts } from '../../src/expert/channel/Who.tsx';
import { loadWords, setLanguage } from '../../src/ui/words.ts';

const mari = { name: 'Mari Laine', organisation: 'Tuki ry', phone: '040 123 4567', hours: 'Arkisin 9–16.', promise: 48 };
const reader = { name: 'Mari Laine', role: 'contact', devices: 2, genesis: 'g' } as const;
const deputy = { name: 'Ilkka Maja', role: 'deputy', devices: 1, genesis: 'h' } as const;
const thread = (more: Partial<Thread> = {}): Thread => ({
  id: 'c', kind: 'channel', state: 'open', side: 'expert', peer: mari, vouched: true, readers: [reader], introduced: [], awayUntil: null,
  lines: [], missing: 0, unopened: 0, events: [], heard: null, news: false, ...more,
});

beforeEach(async () => {
  await setLanguage('fi');
  await loadWords('common', 'channel');
});

describe('who can read', () => {
  test('is named with what they are, and that the team is not among them', () => {
    render(<Who thread={thread({ readers: [reader, deputy] })} />);
    expect(screen.getByText('Viestit voi lukea Mari Laine (yhteyshenkilö) ja Ilkka Maja (sijainen). Rasti ei näytä niitä hanketiimille.')).toBeTruthy();
    expect(screen.getByText('Vastaa arkisin 9–16.')).toBeTruthy();
    expect(screen.getByText('Sijaisena Ilkka.')).toBeTruthy();
  });

  test('is said with one calm sentence more where nobody outside the project vouches for them', () => {
    const { unmount } = render(<WhoFacts thread={thread()} />);
    expect(screen.queryByText(/ei ole tarkistanut/)).toBeNull();
    unmount();
    render(<WhoFacts thread={thread({ vouched: false })} />);
    expect(screen.getByText(/^Kukaan hankkeen ulkopuolelta ei ole tarkistanut, kuka Mari on/)).toBeTruthy();
  });

  test('says until when the contact person is away, and who reads meanwhile', () => {
    const { unmount } = render(<Who thread={thread({ awayUntil: '2026-12-03' })} />);
    expect(screen.getByText(/^Mari on poissa, to 3\.12\. asti\. Viestisi odottaa siihen asti\.$/)).toBeTruthy();
    unmount();
    render(<Who thread={thread({ awayUntil: '2026-12-03', readers: [reader, deputy] })} />);
    expect(screen.getByText(/Sillä aikaa viestit lukee Ilkka\.$/)).toBeTruthy();
  });
});

test('before the first message it is said what the law asks of the contact person, and that they talk about it first', () => {
  render(<DutyNow name="Mari" />);
  expect(screen.getByText(/^Jos joku alle 18-vuotias on vakavassa vaarassa, lain mukaan Mari kertoo siitä sosiaalityöntekijälle tai poliisille/)).toBeTruthy();
  expect(screen.getByText(/^Ensin Mari puhuu siitä sinun kanssasi/)).toBeTruthy();
});

describe('where nothing can be written', () => {
  test('a changed key is told with what is safe, and only a new code leads on', () => {
    const { container } = render(<Stopped thread={thread({ state: 'changed' })} />);
    expect(screen.getByText('Mari: puhelin on vaihtunut. Ei voida olla varmoja, kuka siellä on.')).toBeTruthy();
    expect(screen.getByText('Vanhat viestit ja luonnoksesi ovat tallessa tässä puhelimessa.')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Yhdistäkää uudelleen' }).getAttribute('href')).toBe('/v/p');
    expect(container.querySelectorAll('button')).toHaveLength(0);
  });

  test('an ended conversation says that it stays readable', () => {
    render(<Stopped thread={thread({ state: 'closed' })} />);
    expect(screen.getByText('Tämä keskustelu on päättynyt. Viestit näkyvät sinulle yhä.')).toBeTruthy();
  });

  test('an open conversation says none of it', () => {
    const { container } = render(<Stopped thread={thread()} />);
    expect(container.textContent).toBe('');
  });
});

test('what has not come and what does not open is one calm line each', () => {
  const { container, unmount } = render(<Gaps thread={thread({ missing: 1, unopened: 2 })} />);
  expect([...container.querySelectorAll('p')].map((line) => line.textContent)).toEqual([
    'Mari on lähettänyt yhden viestin, joka ei ole vielä tullut tänne. Voit kysyä siitä.',
    '2 viestiä ei aukea tässä puhelimessa. Voit pyytää, että Mari lähettää ne uudelleen.',
  ]);
  unmount();
  expect(render(<Gaps thread={thread()} />).container.textContent).toBe('');
});

test('where a message is not enough there is a call and there is help', () => {
  render(<OtherRoutes contact={mari} />);
  expect(screen.getByRole('link', { name: /^Soita numeroon .*\(Mari/ }).getAttribute('href')).toBe('tel:0401234567');
  expect(screen.getByRole('link', { name: 'Apua' }).getAttribute('href')).toBe('/a');
});
