import { mkdirSync } from 'node:fs';
import { linkProof } from '../../crypto/link.ts';
import type { Role } from '../../domain/op.ts';
import { dayOf } from '../../domain/time.ts';
import { tables } from '../../server/access.ts';
import { adoptLogins } from '../../server/adopt.ts';
import { createApp } from '../../server/app.ts';
import type { Config } from '../../server/config.ts';
import { migrate } from '../../server/db/migrate.ts';
import { openDatabase } from '../../server/db/open.ts';
import { loginKeyOf } from '../../server/login-key.ts';
import { createProofs } from '../../server/proof.ts';
import { prepareSetup } from '../../server/setup.ts';
import { ticketKey } from '../../server/mail.ts';
import { createTicketOffice } from '../../server/tickets.ts';
import { createQuota } from '../../server/quota.ts';
import { createTries } from '../../server/tries.ts';
import { createWakes } from '../../server/wake.ts';
import { revive } from './actor.ts';
import type { Ask } from './actor.ts';
import { tellChannel } from './channel.ts';
import type { ChannelCodes } from './channel.ts';
import { forEachRole, readMemory, roles, writeMemory } from './folder.ts';
import { tellComing, tellStory } from './story.ts';
import type { Cast, Links } from './story.ts';

/** One link a person, and one of a second young expert, whom nobody is paired with. */
export type DemoLinks = Links & { readonly second: string | undefined };

/**
 * Fills the demo's database, or finds it filled, and returns the secret of one link a person. `isPaired`: the young expert and
 * the contact person have found each other and written already (channel.ts); where not, it is done by hand. Works on the real server
 * without a port, with a clock that can be set back: so that what was accepted a month ago was accepted a month ago.
 */
export async function prepareDemo(config: Config, { isPaired = true }: { readonly isPaired?: boolean } = {}): Promise<DemoLinks> {
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  const db = openDatabase(config);
  try {
    await migrate(db);
    let clock: string | undefined;
    const now = () => clock ?? new Date().toISOString();
    const loginKey = loginKeyOf(config);
    await adoptLogins(db, loginKey);
    const app = createApp({
      db, tables, now, config, loginKey, proofs: createProofs(db, now, 0), closed: () => {}, site: new Map(), tries: createTries(), wakes: createWakes(db), tickets: createTicketOffice(ticketKey(config)), quota: createQuota(), elapsed: () => performance.now(), addressOf: () => 'demo',
      log: { request: () => {}, failure: (_route, error) => { throw error; } },
    });
    const ask: Ask = async (path, init) => app.request(path, init);
    const telling = {
      ask, today: dayOf(now()), setClock: (instant: string) => { clock = instant; }, clearClock: () => { clock = undefined; },
    };

    const memory = readMemory(config.dataDir);
    if (memory) {
      const cast = await reviveAll(ask, memory.people);
      if (memory.told !== telling.today) await tellComing(telling, cast);
      telling.clearClock();
      const links = await renew(ask, cast, memory.links, isPaired ? () => tellChannel(config, telling.today) : undefined);
      const second = memory.second && { kept: memory.second.kept, link: (await isOpen(ask, memory.second.link)) ? memory.second.link : await (await revive(ask, memory.second.kept)).link() };
      writeMemory(config.dataDir, { ...memory, told: telling.today, links, second });
      return { ...links, second: second?.link };
    }

    const setup = await prepareSetup(db, now());
    if (setup === undefined) throw new Error(`${config.dataDir} holds a real project, not a demo: choose another DATA_DIR.`);
    const codes = isPaired ? await tellChannel(config, telling.today) : undefined;
    const { cast, links, second } = await tellStory({ ...telling, setup }, codes);
    writeMemory(config.dataDir, { told: telling.today, people: forEachRole((role) => cast[role].kept), links, second: { kept: second.actor.kept, link: second.link } });
    return { ...links, second: second.link };
  } finally {
    await db.close();
  }
}

async function reviveAll(ask: Ask, people: NonNullable<ReturnType<typeof readMemory>>['people']): Promise<Cast> {
  return { expert: await revive(ask, people.expert), coordinator: await revive(ask, people.coordinator), contact: await revive(ask, people.contact), fees: await revive(ask, people.fees) };
}

/**
 * A link that nobody has opened yet is given out again; a new one is made for the others. Where one of the two of the private
 * conversation was opened, both are new and meet in a new one: in what the old links led to, these devices could read nothing.
 */
async function renew(ask: Ask, cast: Cast, links: Links, pair: (() => Promise<ChannelCodes>) | undefined): Promise<Links> {
  const renewed: Record<Role, string> = { ...links };
  const used = new Set<Role>();
  for (const role of roles) if (!(await isOpen(ask, links[role]))) used.add(role);
  const codes = pair && (used.has('expert') || used.has('contact')) ? await pair() : undefined;
  for (const role of roles) {
    const code = role === 'expert' || role === 'contact' ? codes?.[role] : undefined;
    if (used.has(role) || code !== undefined) renewed[role] = await cast[role].link(code);
  }
  return renewed;
}

/** Whether nobody has used it yet. */
async function isOpen(ask: Ask, link: string): Promise<boolean> {
  const body = JSON.stringify({ proof: await linkProof(link) });
  const looked = await ask('/api/links/look', { method: 'POST', body, headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' } });
  return looked.status === 200;
}
