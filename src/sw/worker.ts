import { sendWaiting } from './background.ts';
import { entriesFor, route, wordsOf, type Entry } from './plan.ts';
import { openApp, remind } from './reminders.ts';
import { chosenLanguage } from './settings.ts';
import { clearOthers, fill, shelfName, take } from './shelf.ts';

// The worker of the young expert's app. It keeps that build's own files and nothing else:
// never an answer of the API, never what a person wrote.

declare const self: ServiceWorkerGlobalScope;

const ENTRIES: readonly Entry[] = __PRECACHE__;
const SHELF = shelfName(ENTRIES);
const FALLBACK_LANGUAGE = 'fi';

self.addEventListener('install', (event) => {
  event.waitUntil(install());
});

self.addEventListener('activate', (event) => {
  event.waitUntil(activate());
});

// A new version waits until the person says yes: the page sends this message.
self.addEventListener('message', (event) => {
  const data: unknown = event.data;
  if (typeof data === 'object' && data !== null && 'type' in data && data.type === 'SKIP_WAITING') {
    event.waitUntil(self.skipWaiting());
  }
});

// Chromium alone has it (Background Sync, WICG); elsewhere what waits goes when the app is opened.
self.addEventListener('sync', (event) => {
  if (event.tag === 'outbox') event.waitUntil(sendWaiting());
});

// Also Chromium's alone; the open app reminds elsewhere (expert/keep-reminders.ts).
self.addEventListener('periodicsync', (event) => {
  if (event.tag === 'remind') event.waitUntil(remind(self.registration, Date.now(), FALLBACK_LANGUAGE));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(openApp(self.clients));
});

self.addEventListener('fetch', (event) => {
  const { method, url, mode } = event.request;
  const asked = { method, url, navigation: mode === 'navigate' };
  const where = route(asked, self.location.origin, ENTRIES);
  if (where.kind === 'network') return;
  if (where.kind === 'page') event.respondWith(page(event.request));
  else event.respondWith(file(event, where.entry));
});

async function install(): Promise<void> {
  await fill(SHELF, entriesFor(ENTRIES, await chosenLanguage(FALLBACK_LANGUAGE)));
}

async function activate(): Promise<void> {
  // The language may have changed while this version was waiting. Without a network the app
  // still opens, in the words that it has.
  const words = wordsOf(ENTRIES, await chosenLanguage(FALLBACK_LANGUAGE));
  await fill(SHELF, words).catch(() => undefined);
  await clearOthers(SHELF);
  await self.clients.claim();
}

async function page(request: Request): Promise<Response> {
  const entry = ENTRIES.find((one) => one.url === '/');
  return (entry && (await take(SHELF, entry))) ?? fetch(request);
}

async function file(event: FetchEvent, entry: Entry): Promise<Response> {
  const kept = await take(SHELF, entry);
  if (kept) return kept;
  // The first words of another language bring the rest of them, so that every screen speaks
  // it when the network is gone.
  if (entry.language !== undefined) {
    event.waitUntil(fill(SHELF, wordsOf(ENTRIES, entry.language)).catch(() => undefined));
  }
  return fetch(event.request);
}
