import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import type { CDPSession, Page } from 'playwright-core';
import { invitationIdOf } from '../../../src/domain/session-facts.ts';
import { termsOf } from '../../../src/domain/terms.ts';
import { readMemory } from '../../../src/tools/demo/folder.ts';
import { revive } from '../../../src/tools/demo/actor.ts';
import type { Ask } from '../../../src/tools/demo/actor.ts';
import { nextTalk } from '../../../src/tools/demo/sessions.ts';
import { addDays, dayOf, helsinkiInstant } from '../../../src/domain/time.ts';
import { enterAsExpert, openBrowser, openPhone } from '../../support/browser.ts';
import { startOwnDemo } from '../../support/own-demo.ts';

// `npm run bench:screens`: what home and the calendar cost to draw for somebody with 200 past sessions and 20 coming, in
// a real Chromium with a processor six times slower. Script time is what the browser itself counts (Performance.getMetrics:
// ScriptDuration, with layout and style beside it), from the tap until the screen stands. The last line is JSON.

const PAST = 200;
const COMING = 20;
const TURNS = 7;

const demo = await startOwnDemo();
const ask: Ask = (path, init) => fetch(`${demo.url}${path}`, init);
const memory = readMemory(demo.dataDir);
if (!memory) throw new Error('the demo kept no people');
const [nea, aino] = [await revive(ask, memory.people.coordinator), await revive(ask, memory.people.expert)];
const today = dayOf(new Date().toISOString());

/** The server's clock goes back to before each session, so that it can be answered, and past ones are past all the same. */
async function fill(days: readonly number[]): Promise<void> {
  for (const [index, day] of days.entries()) {
    const id = randomUUID();
    const on = addDays(today, day);
    const facts = { ...nextTalk(today, id), number: `2025-${index + (day < 0 ? 100 : 500)}`, title: `Tilaisuus ${index}`, starts: at(on, '13:00'), ends: at(on, '15:00'), replyBy: addDays(on, -1) };
    const back = day < 0 ? (day - 10) * 24 * 60 : 0;
    demo.ahead(back);
    const invitation = invitationIdOf(id, aino.person);
    await nea.perform('session/plan', facts);
    await nea.perform('invitation/send', { id: invitation, session: id, person: aino.person });
    await aino.perform('invitation/answer', { invitation, answer: 'accepted', terms: termsOf(facts) });
    demo.ahead(-back);
  }
  // What was answered just now is held for ten minutes.
  demo.ahead(11);
  await nea.perform('project/name', { name: 'Nuorten näkemä', organisation: 'Esimerkin hyvinvointialue' });
}

function at(day: string, clock: string): string {
  const instant = helsinkiInstant(day, clock);
  if (!instant) throw new Error(`${day} has no ${clock}`);
  return instant;
}

interface Cost {
  readonly script: number;
  readonly all: number;
}

async function metrics(devtools: CDPSession): Promise<Cost> {
  const { metrics: list } = await devtools.send('Performance.getMetrics');
  const ms = (name: string): number => (list.find((one) => one.name === name)?.value ?? 0) * 1000;
  return { script: ms('ScriptDuration'), all: ms('TaskDuration') };
}

/** From the tap until the second frame after the screen stands. One script of ours in the page and no more: a locator that polls would be counted as the app's. */
async function costOf(page: Page, devtools: CDPSession, tab: string, isThere: string): Promise<Cost> {
  const before = await metrics(devtools);
  await page.evaluate(async ([name, selector]) => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    [...document.querySelectorAll('nav a')].find((link) => link.textContent?.includes(name))?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
    while (!document.querySelector(selector)) await frame();
    await frame();
    await frame();
  }, [tab, isThere] as const);
  const after = await metrics(devtools);
  return { script: after.script - before.script, all: after.all - before.all };
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

const browser = await openBrowser();
try {
  await fill([...Array.from({ length: PAST }, (_, index) => -index - 3), ...Array.from({ length: COMING }, (_, index) => index + 11)]);
  const { page, context } = await openPhone(browser);
  await enterAsExpert(page, `${demo.url}/#${demo.links.expert}`);
  const devtools = await context.newCDPSession(page);
  await devtools.send('Performance.enable');
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 6 });
  const [home, calendar]: [Cost[], Cost[]] = [[], []];
  for (let turn = 0; turn <= TURNS; turn += 1) {
    const shown = await costOf(page, devtools, 'Kalenteri', 'section:nth-of-type(3) > ul.rows');
    const back = await costOf(page, devtools, 'Etusivu', '.card');
    // The first turn also loads code.
    if (turn === 0) continue;
    calendar.push(shown);
    home.push(back);
  }
  const figures = (costs: readonly Cost[]) => ({ scriptMs: Math.round(median(costs.map(({ script }) => script))), worstScriptMs: Math.round(Math.max(...costs.map(({ script }) => script))), allMs: Math.round(median(costs.map(({ all }) => all))) });
  process.stdout.write(`${JSON.stringify({ cores: availableParallelism(), past: PAST, coming: COMING, throttling: 6, home: figures(home), calendar: figures(calendar) })}\n`);
} finally {
  await browser.close();
  await demo.remove();
}
