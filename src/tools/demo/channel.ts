import 'fake-indexeddb/auto';
import { mkdirSync } from 'node:fs';
import { createChannelEngine } from '../../channel/engine.ts';
import type { ChannelEnv } from '../../channel/env.ts';
import type { Card, ChannelEngine } from '../../channel/types.ts';
import { toBase64url } from '../../crypto/base64url.ts';
import { ok } from '../../domain/result.ts';
import type { Mailbox } from '../../mailbox/mailbox.ts';
import { makeTicket } from '../../mailbox/tickets.ts';
import type { Config } from '../../server/config.ts';
import { openMailbox, ticketKey } from '../../server/mail.ts';
import { at } from './sessions.ts';

// The demo's private conversation: two devices of the product pair over the real mailbox, compare their nine digits and write.
// Each has a recovery sheet, made first; its code goes with the link (portable-keys.ts), so that the browser that opens the
// link is that device. The two devices themselves end with this: what was written opens in the two browsers alone.

/** The codes of the two recovery sheets. */
export interface ChannelCodes {
  readonly expert: string;
  readonly contact: string;
}

interface Surroundings {
  readonly env: ChannelEnv;
  /** What is due happens. */
  tick(): void;
}

const host = 'https://demo.invalid';
const aino: Card = { name: 'Aino', organisation: '', phone: '', hours: '', promise: 0 };
const mari: Card = { name: 'Mari Laine', organisation: '', phone: '+358 50 000 0001', hours: 'Arkisin 9–16', promise: 24 };

export async function tellChannel(config: Config, today: string): Promise<ChannelCodes> {
  let clock = at(today, -3, '15:00');
  const [key, now] = [ticketKey({ mailKey: undefined }), () => clock];
  mkdirSync(config.mailDir, { recursive: true, mode: 0o700 });
  const mailbox = openMailbox(config, key, { mailbox: (error) => { throw error; } }, now);
  const opened: { readonly engine: ChannelEngine; readonly tick: () => void }[] = [];
  const tickets = (kind: 'box' | 'meet') => Promise.resolve(ok(Array.from({ length: 4 }, () => toBase64url(new Uint8Array(makeTicket(key, kind, clock))))));
  const open = async (name: string): Promise<ChannelEngine> => {
    const { env, tick } = surroundings(mailbox, now);
    const engine = await createChannelEngine({ env, name: `demo-${name}-${Date.now()}`, root: null, tickets });
    opened.push({ engine, tick });
    return engine;
  };
  /** Lets time pass, some seconds a step, until it is so. */
  async function until(isSo: () => boolean): Promise<void> {
    for (let tries = 0; tries < 2_000; tries += 1) {
      if (isSo()) return;
      clock = new Date(Date.parse(clock) + 2_000).toISOString();
      opened.forEach(({ tick }) => tick());
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    throw new Error('the demo’s conversation did not come about');
  }

  try {
    const [young, contact] = [await open('expert'), await open('contact')];
    // 1. A sheet each: everything that follows is sealed to it, too.
    const codes = { expert: await sheetOf(young), contact: await sheetOf(contact) };

    // 2. They find each other.
    const shown = await contact.host('channel', mari);
    const code = contact.state.value.pairing?.code;
    if (!shown.ok || !code) throw new Error('the demo’s contact person has no code');
    const joined = await young.join(code, aino);
    if (!joined.ok) throw new Error(`the demo’s pairing ended: ${joined.reason}`);
    const step = (engine: ChannelEngine) => engine.state.value.pairing?.step;
    await until(() => step(young) === 'compare' && step(contact) === 'compare');
    await contact.compare(true);
    await young.compare(true);
    await until(() => step(young) === 'done' && step(contact) === 'done');
    await contact.endPairing();
    await young.endPairing();

    // 3. What was hard to say, two evenings ago; and the answer of yesterday morning, which waits.
    const thread = young.state.value.threads[0]?.id ?? '';
    const say = async (from: ChannelEngine, to: ChannelEngine, instant: string, text: string): Promise<void> => {
      clock = instant;
      await from.saveDraft(thread, text);
      if (!(await from.send(thread, null)).ok) throw new Error('the demo’s message was refused');
      const lines = () => to.state.value.threads[0]?.lines ?? [];
      await until(() => {
        void to.look();
        return lines().some((line) => line.text === text);
      });
    };
    await say(young, contact, at(today, -2, '18:40'), 'Siellä kysyttiin asioita, joista en halunnut puhua. En tiennyt, miten olisin sanonut.');
    clock = at(today, -1, '09:10');
    await contact.seen(thread, contact.state.value.threads[0]?.lines.map(({ id }) => id) ?? []);
    await say(contact, young, at(today, -1, '09:25'), 'Kiitos, kun kerroit. Sinun ei olisi pitänyt joutua siihen. Haluatko kertoa, mitä kysyttiin? Voit myös soittaa minulle.');
    return codes;
  } finally {
    opened.forEach(({ engine }) => engine.stop());
    mailbox.close();
  }
}

async function sheetOf(engine: ChannelEngine): Promise<string> {
  const made = await engine.makeSheet();
  if (!made.ok) throw new Error(`the demo’s recovery sheet was not made: ${made.reason}`);
  return made.value.replace(/[^0-9A-Z]/g, '');
}

/** A page that is seen all the time, whose clock and timers are the story's. */
function surroundings(mailbox: Mailbox, now: () => string): Surroundings {
  const timers = new Set<{ readonly due: number; readonly run: () => void }>();
  const held = new Set<string>();
  const env: ChannelEnv = {
    now, random: () => Math.random(),
    fetch: (path, init) => mailbox.handle(new Request(`${host}${path}`, { method: 'POST', body: init.body ?? null, headers: { ...Object.fromEntries(new Headers(init.headers)), 'sec-fetch-site': 'same-origin' } }), 'demo'),
    announce: () => undefined, onAnnounce: () => () => undefined, onWake: () => () => undefined, onHide: () => () => undefined,
    isVisible: () => true, isOnline: () => true, loadChunk: (part) => part(),
    after(milliseconds, run) {
      const timer = { due: Date.parse(now()) + milliseconds, run };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    async exclusively(lock, work) {
      if (held.has(lock)) return undefined;
      held.add(lock);
      try {
        return await work();
      } finally {
        held.delete(lock);
      }
    },
  };
  return {
    env,
    tick() {
      for (const timer of new Set(timers)) {
        if (timer.due > Date.parse(now()) || !timers.delete(timer)) continue;
        timer.run();
      }
    },
  };
}
