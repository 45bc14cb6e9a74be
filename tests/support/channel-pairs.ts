import { createChannelEngine } from '../../src/channel/engine.ts';
import type { Card, ChannelEngine, Pairing, Thread } from '../../src/channel/types.ts';
import { toBase64url } from '../../src/crypto/base64url.ts';
import { ok, refuse } from '../../src/domain/result.ts';
import { makeTicket } from '../../src/mailbox/tickets.ts';
import type { World } from './channel-world.ts';

// Phones that are not paired yet: the real engine on each, and what somebody does with it.

export const kettu: Card = { name: 'Kettu', organisation: '', phone: '', hours: '', promise: 0 };
export const maija: Card = { name: 'Maija Mäki', organisation: 'Tuki ry', phone: '040 123 4567', hours: 'Arkisin 9–16.', promise: 48 };
export const pekka: Card = { name: 'Pekka Puro', organisation: 'Tuki ry', phone: '040 765 4321', hours: 'Iltaisin.', promise: 48 };

export interface Phone {
  readonly name: string;
  /** Of the app as it is open now. */
  readonly engine: ChannelEngine;
  pairing(): Pairing | null;
  thread(): Thread;
  threads(): readonly Thread[];
  texts(thread?: Thread): string[];
  write(text: string): Promise<string>;
  look(): Promise<void>;
  /** The app is closed, without a word. */
  close(): void;
  /** It is closed, unless it is already, and opened again. */
  reopen(): Promise<void>;
  online: boolean;
}

// Files of tests share one process and its IndexedDB, and others count by the same names.
const ours = crypto.randomUUID();
let opened = 0;

/** `box`: whether this login may have tickets for boxes, as contact persons may. */
export async function openPhone(world: World, name: string, { box = true, root = null as string | null } = {}): Promise<Phone> {
  const store = `${name}-${(opened += 1)}-${ours}`;
  async function start() {
    const { env, tab } = world.device(store, opened);
    const tickets = (kind: 'box' | 'meet') =>
      Promise.resolve(!tab.online ? refuse('no-network' as const) : kind === 'box' && !box ? refuse('busy' as const)
        : ok([1, 2, 3, 4].map(() => toBase64url(new Uint8Array(makeTicket(world.key, kind, world.now()))))));
    return { tab, engine: await createChannelEngine({ env, name: store, root, tickets }) };
  }
  let app = await start();
  const first = (): Thread => app.engine.state.value.threads[0] ?? fail('a thread');
  return {
    name: store,
    get engine() {
      return app.engine;
    },
    get online() {
      return app.tab.online;
    },
    set online(online) {
      app.tab.online = online;
    },
    pairing: () => app.engine.state.value.pairing,
    thread: first,
    threads: () => app.engine.state.value.threads,
    texts: (thread = first()) => thread.lines.map(({ text }) => text),
    async write(text) {
      await app.engine.saveDraft(first().id, text);
      const sent = await app.engine.send(first().id, null);
      await world.settle();
      return sent.ok ? 'sent' : sent.reason;
    },
    async look() {
      await world.pass(21_000);
      await app.engine.look();
      await world.settle();
    },
    close() {
      app.tab.kill();
      app.engine.stop();
    },
    async reopen() {
      const { online } = app.tab;
      app.tab.kill();
      app.engine.stop();
      app = await start();
      app.tab.online = online;
      await world.settle();
    },
  };
}

/** Lets time pass until it is so. */
export async function until(world: World, what: string, isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (isSo()) return;
    await world.pass(3_000);
  }
  fail(what);
}

/** A contact person who may show codes: with a recovery sheet. */
export async function openContact(world: World, card: Card = maija): Promise<Phone & { readonly sheet: string }> {
  const phone = await openPhone(world, card.name);
  const sheet = await phone.engine.makeSheet();
  return Object.assign(phone, { sheet: sheet.ok ? sheet.value : fail(sheet.reason) });
}

/** Shows the code and types it. */
export async function meet(world: World, host: Phone, guest: Phone, what: Pairing['what'] = 'channel', cards: readonly [Card, Card] = [maija, kettu]): Promise<void> {
  const shown = await host.engine.host(what, cards[0]);
  if (!shown.ok) fail(shown.reason);
  const joined = await guest.engine.join(host.pairing()?.code ?? '', cards[1], what);
  if (!joined.ok) fail(joined.reason);
  await until(world, 'digits on both', () => host.pairing()?.step === 'compare' && guest.pairing()?.step === 'compare');
}

/** The whole of it, as two people do it who see the same digits. */
export async function pairUp(world: World, host: Phone, guest: Phone, what: Pairing['what'] = 'channel', cards: readonly [Card, Card] = [maija, kettu]): Promise<void> {
  await meet(world, host, guest, what, cards);
  if (host.pairing()?.digits !== guest.pairing()?.digits) fail('the same digits');
  await host.engine.compare(true);
  await guest.engine.compare(true);
  await until(world, 'both done', () => host.pairing()?.step === 'done' && guest.pairing()?.step === 'done');
  await host.engine.endPairing();
  await guest.engine.endPairing();
  await world.settle();
}

export function fail(what: string): never {
  throw new Error(`there should be: ${what}`);
}
