import type { Env } from './env.ts';
import { loadChunk } from './browser-chunk.ts';

const requestTimeout = 20_000;
// A megabyte of rows at 9 kB a second.
const replyTimeout = 120_000;
// Bytes a millisecond that a line must carry: a full batch must come through at the edge of a forest, too.
const slowest = 4;

// By how many milliseconds the device's clock is off, kept so that it is known without a network, too.
const skewKey = 'skew';
const tolerance = 300_000;

/** The browser's clock, network, locks and wake-ups. Old phones lack some of it; each lack has a plain fallback. */
export function createBrowserEnv(): Env {
  let skew = Number(localStorage.getItem(skewKey));
  const channels = new Map<string, BroadcastChannel>();
  // One channel object a name: a message is never heard by the object that posted it, so a tab does not wake itself.
  const channelOf = (name: string) => {
    const channel = channels.get(name) ?? new BroadcastChannel(name);
    channels.set(name, channel);
    return channel;
  };
  return {
    now: () => new Date(Date.now() + skew).toISOString(),
    correct(serverNow) {
      const off = Date.parse(serverNow) - Date.now();
      if (Math.abs(off - skew) < tolerance) return;
      skew = off;
      localStorage.setItem(skewKey, `${off}`);
    },
    newId: () => crypto.randomUUID(),
    random: () => Math.random(),
    async fetch(path, init) {
      const cut = new AbortController();
      // By hand, because AbortSignal.timeout came with Safari 16 only: a phone without it must not wait for ever.
      const within = (milliseconds: number) => setTimeout(() => cut.abort(), milliseconds);
      const asking = within(requestTimeout + sizeOf(init.body) / slowest);
      try {
        return await fetch(path, { cache: 'no-store', redirect: 'error', signal: cut.signal, ...init });
      } finally {
        clearTimeout(asking);
        within(replyTimeout);
      }
    },
    async exclusively(name, work) {
      // Without Web Locks (iOS before 15.4) two tabs may send the same op; the server applies it once all the same.
      if (!('locks' in navigator)) return work();
      return navigator.locks.request(name, { ifAvailable: true }, (lock) => (lock ? work() : undefined));
    },
    announce: (name) => channelOf(name).postMessage(0),
    onAnnounce(name, hear) {
      const channel = channelOf(name);
      channel.addEventListener('message', hear);
      return () => channel.removeEventListener('message', hear);
    },
    onWake(wake) {
      const seen = () => {
        if (document.visibilityState === 'visible') wake();
      };
      // Every page is shown once when it begins, which is no waking up.
      const back = (event: PageTransitionEvent): void => {
        if (event.persisted) seen();
      };
      window.addEventListener('online', wake);
      window.addEventListener('pageshow', back);
      document.addEventListener('visibilitychange', seen);
      return () => {
        window.removeEventListener('online', wake);
        window.removeEventListener('pageshow', back);
        document.removeEventListener('visibilitychange', seen);
      };
    },
    isVisible: () => document.visibilityState === 'visible',
    isOnline: () => navigator.onLine,
    // Nothing is drawn in a tab that nobody sees.
    afterPicture: (run) => void (document.hidden ? setTimeout(run) : requestAnimationFrame(() => setTimeout(run))),
    after(milliseconds, run) {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
    listen(me, heard) {
      let stop = (): void => undefined;
      let stopped = false;
      void loadChunk(() => import('./browser-wake.ts')).then(({ listen }) => (stopped ? undefined : (stop = listen(me, heard))), () => undefined);
      return () => {
        stopped = true;
        stop();
      };
    },
    sendInBackground() {
      if (!('serviceWorker' in navigator) || !navigator.serviceWorker.controller) return;
      // Refused where background sync is switched off for the site: then it goes when the app is opened.
      void navigator.serviceWorker.ready.then((registration) => registration.sync?.register('outbox')).catch(() => undefined);
    },
  };
}

const sizeOf = (body: RequestInit['body']): number => (typeof body === 'string' ? body.length : body instanceof ArrayBuffer ? body.byteLength : 0);

declare global {
  /** Background Sync (https://wicg.github.io/background-sync/spec/): Chromium only, and in no TypeScript library. */
  interface ServiceWorkerRegistration {
    readonly sync?: { register(tag: string): Promise<void> };
  }
}
