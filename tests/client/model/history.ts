// Lives through one history and checks the laws; then the network heals, and everything must come to a good end.
import type { Seam } from './backend.ts';
import type { History } from './commands.ts';
import { checkEffects, checkRest, checkStep, look, whereIs } from './laws.ts';
import type { Seen } from './laws.ts';
import { step, time } from './steps.ts';
import type { Template } from './template.ts';
import { Broken, createWorld } from './world.ts';
import type { World, WorldOptions } from './world.ts';

export interface Under {
  readonly template: Template;
  readonly seam?: Seam | undefined;
  readonly idOf?: WorldOptions['idOf'];
}

/** Throws `Broken` with what is wrong where a law does not hold. */
export async function live({ hasLocks, commands }: History, under: Under): Promise<void> {
  const world = await createWorld({ ...under, hasLocks });
  try {
    const before = new Map([...(await world.backend.versions())].map(([key, { version }]) => [key, version]));
    for (const command of commands) {
      await step(world, command);
      checkStep(world, await look(world));
    }
    await heal(world);
    const quiet = await look(world);
    checkStep(world, quiet);
    await checkRest(world, quiet);
    const end = (await repair(world, quiet)) ?? quiet;
    if (end !== quiet) {
      checkStep(world, end);
      await checkRest(world, end);
    }
    await checkEffects(world, before, end);
    for (const one of world.written) if (one.state === 'kept' && whereIs(end, one) !== 'applied') throw new Broken(`${one.name} ${one.id} is ${whereIs(end, one)} at the end`);
  } finally {
    await world.close();
  }
}

/** The network and the server are well again, every phone is opened, and time passes; nobody presses anything. */
export async function heal(world: World): Promise<void> {
  world.network.heal();
  await world.settle();
  if (world.backend.isDown()) await world.backend.restart();
  world.backend.mend();
  world.network.heal();
  for (let slot = 0; slot < 4; slot += 1) {
    const phone = world.phoneOf(slot);
    if (phone.tabs.size === 0 && world.written.some((one) => one.phone === phone)) await world.open(slot);
  }
  await world.settle();
  await pass(world);
}

/** Time goes by until it changes nothing more. */
async function pass(world: World): Promise<void> {
  let last = '';
  await world.backend.keepHouse();
  for (let round = 0; round < 12; round += 1) {
    time(world);
    await world.settle();
    // Who has the app open is woken by what the server did by itself; here, the next round brings it.
    const isNews = await world.backend.keepHouse();
    const now = JSON.stringify([...(await look(world)).stored.values()].map(({ outbox, refused, rows }) => [outbox.map(({ id, settled }) => [id, settled]), refused.map(({ id }) => id), rows]));
    if (now === last && !isNews) return;
    last = now;
  }
}

/** The server's bug is mended; the person tries again what was set aside for it, and removes what was refused. Undefined where nothing was left to do. */
async function repair(world: World, quiet: Seen): Promise<Seen | undefined> {
  if ([...quiet.stored.values()].every(({ outbox, refused }) => outbox.length + refused.length === 0)) return undefined;
  world.poisons.request.clear();
  world.poisons.op.clear();
  // What is behind a refused one shows only when that is gone.
  for (let round = 0; round < 8; round += 1) {
    const seen = await look(world);
    if (world.written.every((one) => one.state !== 'kept' || whereIs(seen, one) === 'applied')) break;
    for (const tab of new Set(world.slots)) {
      if (!tab?.page.alive || !tab.phone.tabs.has(tab)) continue;
      for (const op of tab.engine.refused.value) {
        const one = world.written.find(({ id, phone }) => id === op.id && phone === tab.phone);
        if (op.reason === 'broken') await tab.run(() => tab.engine.retry(op.id));
        else await tab.run(() => tab.engine.discard(op.id));
        if (one && op.reason !== 'broken') one.state = 'removed';
      }
      await world.settle();
    }
    await pass(world);
  }
  await pass(world);
  return look(world);
}
