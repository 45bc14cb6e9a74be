import { render, screen } from '@testing-library/preact';
import { beforeEach, describe, expect, test } from 'vitest';
import { HelpScreen } from '../../src/expert/help/Screen.tsx';
import { talkLines } from '../../src/expert/help/lines.ts';
import { loadWords, setLanguage } from '../../src/ui/words.ts';

beforeEach(async () => {
  await setLanguage('fi');
  await loadWords('common', 'help');
});

const numbers = () => screen.getAllByRole('link').map((link) => link.getAttribute('href'));

describe('help', () => {
  test('begins with 112, by call and by text', () => {
    render(<HelpScreen />);
    expect(numbers().slice(0, 2)).toEqual(['tel:112', 'sms:112']);
    expect(screen.getByText('Jos sinä tai joku muu on vaarassa nyt')).toBeTruthy();
  });

  test('works without a login, and names the contact person where there is one', () => {
    const { unmount } = render(<HelpScreen />);
    expect(screen.queryByText(/yhteyshenkilösi/)).toBeNull();
    unmount();
    render(<HelpScreen contact={{ name: 'Mari', phone: '040 123 4567' }} />);
    expect(screen.getByText(/Mari, yhteyshenkilösi/)).toBeTruthy();
    expect(screen.getByText(/^Soita numeroon .*\(Mari/).closest('a')?.getAttribute('href')).toBe('tel:0401234567');
  });

  test('tells whether a call costs and whether it is on the bill', () => {
    render(<HelpScreen />);
    expect(screen.getByText('116 111').closest('a')?.textContent).toContain('Ilmainen. Ei näy laskussa.');
    expect(screen.getByText('09 2525 0111').closest('a')?.textContent).toContain('Tavallinen puhelun hinta');
    expect(screen.getByText('080 005 005').closest('a')?.getAttribute('href')).toBe('tel:080005005');
  });

  test('shows the Swedish lines in Swedish', async () => {
    await setLanguage('sv');
    await loadWords('common', 'help');
    render(<HelpScreen />);
    expect(numbers()).toContain('tel:080096116');
    await setLanguage('fi');
  });

  test('says when the numbers were checked, and where to turn if one was treated wrongly', () => {
    render(<HelpScreen />);
    expect(screen.getByText('Numerot tarkistettu 22.11.2026')).toBeTruthy();
    expect(screen.getByText('Jos sinua on kohdeltu väärin')).toBeTruthy();
    expect(screen.getByText('Sosiaaliasiavastaava')).toBeTruthy();
  });

  test('dials the number that it shows', () => {
    for (const { tel } of talkLines) if (tel) expect(tel.shown.replaceAll(' ', '')).toBe(tel.number);
  });
});
