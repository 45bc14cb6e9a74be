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
import { createTries } from '../../server/tries.ts';
import { createWakes } from '../../server/wake.ts';
import { revive } from './actor.ts';
import type { Ask } from './actor.ts';
import { forEachRole, readMemory, roles, writeMemory } from './folder.ts';
import { tellComing, tellStory } from './story.ts';
import type { Cast, Links } from './story.ts';

/**
 * Fills the demo's database, or finds it filled, and returns the secret of one link a person. Works on the real server
 * without a port, with a clock that can be set back: so that what was accepted a month ago was accepted a month ago.
 */
export async function prepareDemo(config: Config): Promise<Links> {
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  const db = openDatabase(config);
  try {
    await migrate(db);
    let clock: string | undefined;
    const now = () => clock ?? new Date().toISOString();
    const loginKey = loginKeyOf(config);
    await adoptLogins(db, loginKey);
    const app = createApp({
      db, tables, now, config, loginKey, proofs: createProofs(db, now, 0), closed: () => {}, site: new Map(), tries: createTries(), wakes: createWakes(db), tickets: createTicketOffice(ticketKey(config)), elapsed: () => performance.now(), addressOf: () => 'demo',
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
      const links = await renew(ask, cast, memory.links);
      writeMemory(config.dataDir, { ...memory, told: telling.today, links });
      return links;
    }

    const setup = await prepareSetup(db, now());
    if (setup === undefined) throw new Error(`${config.dataDir} holds a real project, not a demo: choose another DATA_DIR.`);
    const { cast, links } = await tellStory({ ...telling, setup });
    writeMemory(config.dataDir, { told: telling.today, people: forEachRole((role) => cast[role].kept), links });
    return links;
  } finally {
    await db.close();
  }
}

async function reviveAll(ask: Ask, people: NonNullable<ReturnType<typeof readMemory>>['people']): Promise<Cast> {
  return { expert: await revive(ask, people.expert), coordinator: await revive(ask, people.coordinator), contact: await revive(ask, people.contact), fees: await revive(ask, people.fees) };
}

/** A link that nobody has opened yet is given out again; a new one is made for the others. */
async function renew(ask: Ask, cast: Cast, links: Links): Promise<Links> {
  const renewed: Record<Role, string> = { ...links };
  for (const role of roles) {
    const body = JSON.stringify({ proof: await linkProof(links[role]) });
    const looked = await ask('/api/links/look', { method: 'POST', body, headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' } });
    if (looked.status !== 200) renewed[role] = await cast[role].link();
  }
  return renewed;
}
