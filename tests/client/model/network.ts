// The network between phones and server: every request meets a fate.
import type { Backend } from './backend.ts';

/** What becomes of a request; a number is an answer that somebody gives without asking the server. */
export type Fate =
  | 'deliver'
  | 'lose-request'
  | 'lose-reply'
  | 'twice'
  /** It lies somewhere until it is released, and others overtake it. */
  | 'hold-request'
  | 'hold-reply'
  /** The phone gives up on it, and it arrives all the same when it is released. */
  | 'late'
  /** The server dies while it is at it, or has just committed. */
  | 'crash'
  | 'broken-after'
  | 'garbage'
  | 401 | 429 | 500 | 503;

export interface Exchange {
  readonly device: string;
  readonly sent: readonly string[];
  /** The ids with an outcome; null where the server broke; undefined where there was no answer or one that blames nobody. */
  readonly outcomes: readonly string[] | null | undefined;
}

export interface Sender {
  readonly device: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly isAlive: () => boolean;
}

export interface NetworkOptions {
  readonly backend: Backend;
  /** Ops that make the server break at any request that has them. */
  readonly breaksAt: (op: string) => boolean;
  readonly heard: (device: string, text: string) => void;
}

const never = new Promise<never>(() => {});
const said = (status: number): Response => new Response(JSON.stringify(status === 401 ? { reason: 'signed-out' } : {}), { status, headers: { 'content-type': 'application/json' } });

export function createNetwork({ backend, breaksAt, heard }: NetworkOptions) {
  const next: Fate[] = [];
  const held: (() => void)[] = [];
  const exchanges: Exchange[] = [];
  let weather: Fate = 'deliver';
  let busy = 0;
  let isCalm = false;

  const hold = (): Promise<void> => new Promise((resolve) => held.push(resolve));

  async function deliver(sender: Sender, path: string, init: RequestInit, sent: readonly string[]): Promise<Response> {
    if (backend.isDown()) throw new TypeError('no server');
    if (sent.some(breaksAt)) return said(500);
    busy += 1;
    try {
      const headers = { 'sec-fetch-site': 'same-origin', ...sender.headers, ...Object.fromEntries(new Headers(init.headers)) };
      const response = await backend.request(path, { ...init, headers });
      heard(sender.device, await response.clone().text());
      return response;
    } finally {
      busy -= 1;
    }
  }

  async function meet(fate: Fate, send: () => Promise<Response>): Promise<Response> {
    switch (fate) {
      case 'deliver': return send();
      case 'lose-request': throw new TypeError('no network');
      case 'lose-reply':
        await send();
        throw new TypeError('no network');
      case 'twice':
        await send();
        return send();
      case 'hold-request':
        await hold();
        return send();
      case 'hold-reply': {
        const response = await send();
        await hold();
        return response;
      }
      case 'late':
        void hold().then(send).catch(() => undefined);
        throw new TypeError('no network');
      case 'crash':
        backend.crashAfter(3 + ((exchanges.length * 5) % 31));
        return send();
      case 'broken-after':
        await send();
        return said(500);
      case 'garbage': return new Response('<h1>Sign in to the café</h1>', { status: 200, headers: { 'content-type': 'text/html' } });
      default: return said(fate);
    }
  }

  return {
    exchanges,
    isBusy: () => busy > 0,
    held: () => held.length,
    /** What the next requests meet, one by one; after them the weather again. */
    forecast: (fates: readonly Fate[]) => void next.push(...fates),
    weather(fate: Fate) {
      weather = fate;
    },
    /** For as long as this takes, requests arrive as they should. */
    async calmly(work: () => Promise<void>): Promise<void> {
      isCalm = true;
      await work();
      isCalm = false;
    },
    release(which: number) {
      if (held.length > 0) held.splice(which % held.length, 1)[0]?.();
    },
    heal() {
      weather = 'deliver';
      next.length = 0;
      for (const release of held.splice(0)) release();
    },
    async fetch(sender: Sender, path: string, init: RequestInit): Promise<Response> {
      const body: { ops?: { id: string }[] } = JSON.parse(String(init.body));
      const sent = (body.ops ?? []).map(({ id }) => id);
      const fate = isCalm ? 'deliver' : (next.shift() ?? weather);
      let outcomes: Exchange['outcomes'];
      try {
        const response = await meet(fate, () => deliver(sender, path, init, sent));
        if (!sender.isAlive()) return await never;
        outcomes = response.status === 500 ? null : await outcomesIn(response);
        return response;
      } catch (error) {
        if (!sender.isAlive()) return await never;
        throw error;
      } finally {
        exchanges.push({ device: sender.device, sent, outcomes });
      }
    },
  };
}

async function outcomesIn(response: Response): Promise<readonly string[] | undefined> {
  if (response.status !== 200 || response.headers.get('content-type') !== 'application/json') return undefined;
  const { outcomes }: { outcomes: { id: string }[] } = JSON.parse(await response.clone().text());
  return outcomes.map(({ id }) => id);
}

export type Network = ReturnType<typeof createNetwork>;
