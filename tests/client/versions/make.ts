import { existsSync, writeFileSync } from 'node:fs';
import type { Page, Route } from 'playwright-core';
import { storeVersion } from '../../../src/client/upgrade.ts';
import { parse } from '../../../src/domain/schema.ts';
import { syncReplySchema, syncRequestSchema } from '../../../src/protocol/sync.ts';
import { inRepository } from '../../../src/tools/paths.ts';
import { enterAsExpert, openBrowser, openPhone, sees, tap } from '../../support/browser.ts';
import { openInvitation, openItems, openItem, openSession, sendThoughts, series, food, travel, waitsHere, writeNote } from '../../support/expert-hands.ts';
import { startDemo } from '../../support/demo.ts';
import { opsIn } from '../../support/wire.ts';
import type { Frozen, FrozenStore } from './frozen.ts';

// `node tests/client/versions/make.ts`, before a version of the store is released: drives the app of this working copy to
// a full outbox and writes its store down. What is frozen already is never made anew.

const file = inRepository(`tests/client/versions/${storeVersion}.json`);
if (existsSync(file)) throw new Error(`version ${storeVersion} is frozen already`);

/** What the next exchange with operations meets. settle: they are done, with a row of an unknown kind, and the next page is cut off. */
let next: 'through' | 'refuse' | 'settle' | 'offline' = 'through';

async function meet(route: Route): Promise<void> {
  const request = route.request();
  if (next === 'offline') return route.abort('internetdisconnected');
  const ops = opsIn(request);
  if (next === 'through' || ops.length === 0) return route.continue();
  const how = next;
  next = 'offline';
  const answer = how === 'settle' ? parse(syncReplySchema, await (await route.fetch()).json()) : undefined;
  if (answer?.ok) return route.fulfill({ json: { ...answer.value, rows: [...answer.value.rows, { kind: 'travel-claim', id: 'claim-1', project: 'demo', cents: 1280, day: '2026-11-20' }], more: true } });
  const asked = parse(syncRequestSchema, request.postDataJSON());
  const outcomes = ops.map(({ id }) => ({ id, ok: false, reason: 'closed' }));
  return route.fulfill({ json: { protocol: 1, outcomes, rows: [], gone: [], cursor: asked.ok ? asked.value.cursor : {}, more: false, now: new Date().toISOString() } });
}

/** Chooses an answer in one of the open items of the checklist. */
async function choose(page: Page, item: number, answer: number): Promise<void> {
  const group = page.getByRole('group', { name: 'Vastauksesi' }).nth(item);
  await group.getByRole('button').nth(answer).tap();
}

const demo = await startDemo();
const browser = await openBrowser();
const { context, page } = await openPhone(browser, { serviceWorkers: 'block' });
await context.route('**/api/**', meet);
await enterAsExpert(page, demo.linkOf('expert'));
await sees(page, /Kaikki tallessa ja lähetetty/);

await openItems(page, demo.url);
next = 'refuse';
await choose(page, 4, 1);
await until(async ({ refused }) => refused === 1);
await choose(page, 4, 2);
await until(async ({ waiting }) => waiting === 1);
next = 'settle';
await choose(page, 0, 0);
await until(async ({ settled }) => settled === 1);
for (const [item, answer] of [[1, 0], [2, 1], [1, 2], [3, 0], [0, 1]] as const) await choose(page, item, answer);
await openSession(page, demo.url, openInvitation);
await tap(page, 'Otan vastaan');
await sees(page, waitsHere);
await sendThoughts(page, demo.url, 'Sain sanottua sen, mitä piti.');
await page.goto(`${demo.url}/o`);
await tap(page, 'Kirjoita uusi');
await tap(page, 'Ohita');
await page.getByRole('textbox').fill('Tämä on vielä kesken.');
await writeNote(page, demo.url, series, food, 'Syön kaikkea');
await openItem(page, demo.url, series, travel);
await page.getByRole('textbox').fill('Vielä yksi asia, jota mietin');
await until(async ({ drafts, waiting }) => drafts.includes('Vielä yksi asia, jota mietin') && waiting === 9);

writeFileSync(file, written(await read()));
await browser.close();
await demo.remove();

/** Looks at the store until it is as wanted. */
async function until(isThere: (now: { waiting: number; settled: number; refused: number; drafts: string }) => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const { stores } = await read();
    const valuesOf = (name: string) => stores.find((store) => store.name === name)?.records.map(({ value }) => value) ?? [];
    const outbox = valuesOf('outbox') as { settled: boolean }[];
    const settled = outbox.filter((op) => op.settled).length;
    if (await isThere({ settled, waiting: outbox.length - settled, refused: valuesOf('refused').length, drafts: JSON.stringify(valuesOf('drafts')) })) return;
    await page.waitForTimeout(100);
  }
  throw new Error('the app does not come to where it should');
}

/** The store of the one login in this browser, complete. */
function read(): Promise<Frozen> {
  return page.evaluate(async () => {
    const asked = <T>(request: IDBRequest<T>): Promise<T> => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error());
    });
    const settings = await asked(indexedDB.open('rasti-settings'));
    const [login] = await asked<{ device: string; person: string; project: string; roles: Frozen['me']['roles'] }[]>(settings.transaction('logins').objectStore('logins').getAll());
    settings.close();
    if (!login) throw new Error('nobody is signed in');
    const db = await asked(indexedDB.open(`rasti-${login.device}`));
    const stores: FrozenStore[] = [];
    for (const name of db.objectStoreNames) {
      const tx = db.transaction(name, 'readwrite');
      const store = tx.objectStore(name);
      const { keyPath, autoIncrement } = store;
      const indexes = [...store.indexNames].map((index) => ({ name: index, keyPath: String(store.index(index).keyPath), unique: store.index(index).unique, multiEntry: store.index(index).multiEntry }));
      const [keys, values] = await Promise.all([asked(store.getAllKeys()), asked<unknown[]>(store.getAll())]);
      const records = values.map((value, index) => (keyPath === null ? { key: String(keys[index]), value } : { value }));
      const nextKey = autoIncrement ? { nextKey: Number(await asked(store.add({ id: 'what-comes-next' }))) } : {};
      tx.abort();
      stores.push({ name, keyPath, autoIncrement, indexes, ...nextKey, records });
    }
    const { version } = db;
    db.close();
    return { version, me: { by: login.person, project: login.project, roles: login.roles }, stores };
  });
}

/** A record a line, so that a person can look through it. */
function written({ version, me, stores }: Frozen): string {
  const line = (value: unknown) => JSON.stringify(value);
  const parts = stores.map(({ records, ...shape }) => `    { ${line(shape).slice(1, -1)}, "records": [\n${records.map((record) => `      ${line(record)}`).join(',\n')}\n    ] }`);
  return `{\n  "version": ${version},\n  "me": ${line(me)},\n  "stores": [\n${parts.join(',\n')}\n  ]\n}\n`;
}
