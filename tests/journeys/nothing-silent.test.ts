import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { termsOf } from '../../src/domain/terms.ts';
import { dayOf } from '../../src/domain/time.ts';
import { inRepository } from '../../src/tools/paths.ts';
import { expectCalm, goOffline, isInstalled, openBrowser, openPhone } from '../support/browser.ts';
import type { Tab } from '../support/browser.ts';
import { inviteTo, linkOf, personOf, rawSync } from '../support/demo-people.ts';
import { startOwnDemo } from '../support/own-demo.ts';
import type { OwnDemo } from '../support/own-demo.ts';

type Words = Record<string, Record<string, unknown>>;
const wordsOf = (language: string): ((key: string) => string) => {
  const read = (file: string): unknown => JSON.parse(readFileSync(inRepository(`locales/${language}/${file}.json`), 'utf8'));
  return (key) => {
    const [file = '', path = ''] = key.split(':');
    let at: unknown = read(file);
    for (const part of path.split('.')) at = (at as Words)[part];
    return String(at);
  };
};
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** The words up to the first thing that is put into them. */
const begins = (text: string): RegExp => new RegExp(`^${escaped(text.split('{{')[0] ?? '')}`);

describe.each([['fi', 'fi-FI'], ['en', 'en-GB']])('nothing goes unsent in silence (%s)', (language, locale) => {
  const t = wordsOf(language);
  let demo: OwnDemo;
  let browser: Browser;
  let aino: Tab;
  const press = (name: string | RegExp, role: 'button' | 'link' | 'tab' = 'button') => aino.page.getByRole(role, { name, exact: typeof name === 'string' }).first().tap();
  const sees = (text: string | RegExp) => aino.page.getByText(text).first().waitFor({ state: 'visible' });
  const openBefore = async () => {
    await aino.page.goto(`${demo.url}/k`);
    await press(/Puheenvuoro koulutuksessa/, 'link');
    await press(t('sessions:part.before'), 'tab');
  };

  beforeAll(async () => {
    demo = await startOwnDemo();
    browser = await openBrowser();
    aino = await openPhone(browser, { locale });
    await aino.page.goto(linkOf(demo, 'expert'));
    await press(t('welcome:go-on'));
    await press(t('welcome:sees.go-on'));
    await sees(begins(t('home:hello')));
    await isInstalled(aino.page);
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.remove();
  });

  it('a tapped allergy reaches the coordinator by the tap alone', async () => {
    await openBefore();
    await press(new RegExp(`^${escaped(t('checklist:item.food'))}`));
    const chip = t('checklist:suggest.food').split('|').at(-1) ?? '';
    await press(chip);
    await aino.page.getByRole('button', { name: t('checklist:undo-choice') }).waitFor();
    await press(t('common:tab.home'), 'link');
    await sees(begins(t('common:sync.saved')));
    expect(await rawSync(demo, 'coordinator')).toMatch(/"item":"food"[^}]*"audience":"coordinator"/);
  });

  it('a tapped topic that nobody was chosen for is told of by home and by the list, whatever one does next', async () => {
    await openBefore();
    await press(new RegExp(`^${escaped(t('checklist:item.noask'))}`));
    await press(t('checklist:suggest.noask').split('|')[0] ?? '');
    await press(t('common:tab.home'), 'link');
    await sees(t('common:sync.unsent_one'));
    expect(await aino.page.getByText(begins(t('common:sync.saved'))).count()).toBe(0);
    await press(t('common:sync.unsent_one'), 'link');
    await sees(t('errors:unfinished.heading'));
    await sees(t('checklist:item.noask'));
    expect(await aino.page.getByText(t('errors:waiting.none')).count()).toBe(0);
    await press(t('errors:waiting.remove'));
    await press(t('errors:waiting.remove-yes'));
    await sees(t('errors:waiting.none'));
  });

  it('on the day, a no that has not left says so first, in the colour of waiting, with the call beside it', async () => {
    const today = dayOf(new Date().toISOString());
    const starts = new Date(Date.now() + 20 * 60_000).toISOString();
    const { facts, invitation } = await inviteTo(demo, `today-${language}`, { title: 'Tuokio', number: '2026-071', starts, ends: new Date(Date.now() + 3 * 3_600_000).toISOString(), replyBy: today });
    await (await personOf(demo, 'expert')).perform('invitation/answer', { invitation, answer: 'accepted', terms: termsOf({ ...facts, kind: 'session', project: 'p', state: 'planned' } as Parameters<typeof termsOf>[0]) });
    await aino.page.goto(`${demo.url}/k/${facts.id}/2`);
    await aino.page.getByRole('button', { name: t('sessions:cannot-today') }).waitFor();
    await goOffline(aino);
    await press(t('sessions:cannot-today'));
    await press(t('sessions:cannot-tell'));
    const first = aino.page.locator('main .notice').first();
    await first.getByText(t('day:state.offline')).waitFor();
    expect(await first.getAttribute('class')).toContain('wait');
    expect(await first.getByRole('link').first().getAttribute('href')).toMatch(/^tel:/);
    for (const done of [t('day:cannot.kind'), t('day:cannot.said')]) expect(await aino.page.getByText(done).count()).toBe(0);
    await aino.context.setOffline(false);
    await sees(t('day:cannot.kind'));
    expect(await aino.page.locator('main .notice').first().getAttribute('class')).toContain('ok');
    // At once, and not after ten minutes.
    expect(await rawSync(demo, 'coordinator')).toMatch(new RegExp(`"id":"${escaped(invitation)}"[^}]*"state":"declined"|"state":"declined"[^}]*"id":"${escaped(invitation)}"`));
  });

  it('was calm throughout', () => expectCalm(aino));
});
