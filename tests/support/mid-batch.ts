import type { Page } from 'playwright-core';
import { enterAsExpert, isInstalled, openBrowser, openPhone, sees } from './browser.ts';
import { answersAfter, chooseInSeries, chosenAnswers, openItems, sentAnswers } from './expert-hands.ts';
import { startKillableDemo } from './killable-demo.ts';
import type { KillableDemo } from './killable-demo.ts';
import { donePast, readFacts, readFactsOfDead, writesOf } from './server-facts.ts';
import { opsIn } from './wire.ts';

export interface MidBatchReport {
  readonly kills: number;
  /** Operations that the app shows as sent. */
  readonly acknowledged: number;
  /** Batches that the server had done when it was killed, though nobody was told: the case that doubles elsewhere. */
  readonly unanswered: number;
  readonly lost: number;
  readonly doubled: number;
  /** Said to be sent at the moment of a kill, and not in the dead server's database. */
  readonly early: number;
  readonly troubles: readonly string[];
}

const [smallest, largest] = [10, 30];
// Fewer than this is what went ahead of the others, one by one.
const batch = smallest / 2;
// How long after the request left the page the kill comes, at most.
const intoMs = 60;

/**
 * Kills the server again and again while it has a batch of the real app before it, and starts it again on the same port
 * and data; the app sends again by itself. Everything is then held against the server's database: every choice writes its
 * row once, so one that was done twice shows as surely as one that is missing.
 */
export async function killMidBatch(kills: number, killed: (kills: number) => void = () => {}): Promise<MidBatchReport> {
  const demo = await startKillableDemo();
  const browser = await openBrowser();
  try {
    const { context, page, troubles } = await openPhone(browser);
    await enterAsExpert(page, demo.linkOf('expert'));
    await isInstalled(page);
    await sees(page, /Kaikki tallessa ja lähetetty/);
    await openItems(page, demo.url);
    const before = await readFacts(demo.dataDir);

    let hold: Promise<void> = Promise.resolve();
    let batchLeaves = () => {};
    let losesReply = false;
    let dead: Promise<void> = Promise.resolve();
    await context.route('**/api/sync', async (route) => {
      const { length } = opsIn(route.request());
      if (length > 0) await hold;
      if (length < batch || !losesReply) {
        if (length >= batch) batchLeaves();
        return route.continue();
      }
      losesReply = false;
      await route.fetch();
      batchLeaves();
      await dead;
      await route.abort('connectionreset');
    });

    let [made, unanswered, early] = [0, 0, 0];
    for (let round = 0; round < kills; round += 1) {
      const begun = await readFacts(demo.dataDir);
      let letGo = () => {};
      hold = new Promise((resolve) => (letGo = resolve));
      const left = new Promise<void>((resolve) => (batchLeaves = resolve));
      const many = smallest + Math.floor(Math.random() * (largest - smallest));
      // The first of them is under way and held back, so that the others wait and go as one batch.
      await chooseInSeries(page, made, many);
      // Every third kill surely comes between what is done and what is said of it; the others when they come.
      losesReply = round % 3 === 1;
      let died = () => {};
      dead = new Promise((resolve) => (died = resolve));
      letGo();
      await left;
      await killWithin(demo, Math.random() * intoMs);
      died();
      batchLeaves = () => {};

      const said = await sentAnswers(page);
      const done = donePast(begun, await readFactsOfDead(demo.dataDir)).length;
      // Things are done in their order: where an item is said to be sent, at least all of its choices have to be there.
      const saidSent = Array.from({ length: many }, (_, nth) => said[(made + nth) % said.length]).filter(Boolean).length;
      early += Math.max(0, saidSent - done);
      if (done === many && saidSent < many) unanswered += 1;
      made += many;
      await demo.start();
      await expectSent(page, made);
      killed(round + 1);
    }

    const after = await readFacts(demo.dataDir);
    const done = donePast(before, after);
    const lost = made - done.filter((outcome) => outcome === 'ok').length;
    return { kills, acknowledged: made, unanswered, lost, doubled: writesOf('answer', before, after) - (made - lost), early, troubles };
  } finally {
    await browser.close();
    await demo.remove();
  }
}

async function killWithin(demo: KillableDemo, milliseconds: number): Promise<void> {
  await new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
  await demo.end('SIGKILL');
}

/** Waits until the screen says of every choice that it was sent, and looks whether these are the ones that were made. */
async function expectSent(page: Page, made: number): Promise<void> {
  await page.waitForFunction(() => [...document.querySelectorAll('.item:not([hidden])')].every((item) => [...item.querySelectorAll('p')].some((line) => line.textContent.startsWith('Lähetetty'))), undefined, { timeout: 60_000 });
  const [shown, expected] = [await chosenAnswers(page), answersAfter(made)];
  if (shown.join() !== expected.join()) throw new Error(`the screen shows ${shown.join()} where ${expected.join()} was chosen`);
}
