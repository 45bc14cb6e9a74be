// Carries out the commands of a history.
import { proven, proverOf } from '../../support/proof.ts';
import { expertRules } from '../../../src/protocol/expert.ts';
import { createDbAsItIs } from '../../../src/client/db.ts';
import { drain } from '../../../src/client/drain.ts';
import { storeName } from '../../../src/client/engine.ts';
import { createTriage } from '../../../src/client/triage.ts';
import { readReply } from '../../../src/sw/reply.ts';
import { invitationIdOf } from '../../../src/domain/session-facts.ts';
import { termsAsked } from '../../support/answers.ts';
import { sealedShape } from '../../support/rows.ts';
import { sessionArgs } from '../../support/world.ts';
import type { Command, Write } from './commands.ts';
import { kill, newPage, running } from './stores.ts';
import type { Phone, Tab } from './tab.ts';
import type { World, Written } from './world.ts';

const yearMs = 365 * 86_400_000;

export async function step(world: World, command: Command): Promise<void> {
  switch (command.do) {
    case 'write':
    case 'write-and-die': {
      const tab = await world.open(command.tab);
      for (const one of command.writes) write(world, tab, one);
      await world.turns(command.turns);
      if (command.do === 'write-and-die') tab.kill();
      return;
    }
    case 'open':
      await world.open(command.tab);
      return world.turns(command.turns);
    case 'kill': world.slots[command.tab]?.kill(); return;
    case 'leave': world.slots[command.tab]?.leave(); return;
    case 'wake':
      world.slots[command.tab]?.wake();
      return world.turns(command.turns);
    case 'worker': return worker(world, world.phoneOf(command.phone + 1), command);
    case 'forecast': return world.network.forecast(command.fates);
    case 'weather': return world.network.weather(command.fate);
    case 'release':
      world.network.release(command.which);
      return world.turns(command.turns);
    case 'restart': return world.backend.restart();
    case 'time':
      time(world);
      return world.turns(command.turns);
    case 'clock': {
      world.phoneOf(command.phone + 1).skew = command.years * yearMs;
      return;
    }
    case 'try-again':
    case 'remove': return decide(world, command);
    case 'others': return others(world, command.what);
    case 'calm': return world.settle();
  }
}

/** Every timer that is set runs out; as long as the longest back-off passes. */
export function time(world: World): void {
  world.pass(301_000);
  for (const tab of world.slots) if (tab?.page.alive) tab.runTimers();
}

export function write(world: World, tab: Tab, { what, item, poison }: Write): Written {
  const { phone } = tab;
  const { person } = phone;
  const id = world.newId(phone);
  const text = (): string => `${person.mark}${sealedShape().slice(person.mark.length)}`;
  const sent = what === 'back' ? world.written.findLast((one) => one.phone === phone && one.name === 'reflection/send') : undefined;
  const ops = {
    choose: ['answer/choose', { invitation: person.invitation, item: `${person.mark}-${item}`, answer: (['clear', 'ask', 'skip'] as const)[world.written.length % 3] }],
    note: ['answer/write', { invitation: person.invitation, item: `${person.mark}-${item}`, note: text(), audience: 'coordinator' }],
    thoughts: ['reflection/send', { id: `${id}-r`, session: person.session, route: 'read', sealed: text() }],
    back: ['reflection/withdraw', { id: sent === undefined ? `${id}-none` : reflectionIn(sent) }],
    name: ['person/name', { name: `${person.mark} ${id.slice(-4)}` }],
    answer: ['invitation/answer', { invitation: person.invitation, answer: item === 0 ? 'declined' : 'accepted', terms: termsAsked() }],
    taken: ['reflection/send', { id: world.template.takenReflection, session: person.session, route: 'read', sealed: text() }],
  } as const;
  const [name, args] = ops[what];
  const rule = expertRules[name];
  const checked = rule.parse(args);
  if (!checked.ok) throw new Error(`a wrong ${name}`);
  const one: Written = {
    phone, name, args, lane: (rule.lane as (args: unknown) => string)(checked.value), poison, id, state: 'begun', begun: ++world.count, kept: Number.POSITIVE_INFINITY,
    // The second person can see the reflection whose id this is: their phone refuses it by itself.
    expected: what === 'taken' ? 'taken' : what === 'answer' ? undefined : 'ok',
    needs: sent,
  };
  world.written.push(one);
  if (poison !== 'none') world.poisons[poison].add(id);
  const commit = tab.run(() => tab.engine.commit(name, args as never), id).then((result) => {
    if (!tab.page.alive) return;
    one.state = result.ok ? 'kept' : 'refused';
    one.kept = ++world.count;
  });
  world.commits.set(commit, tab.page);
  void commit.finally(() => world.commits.delete(commit)).catch(() => undefined);
  return one;
}

const reflectionIn = ({ args }: Written): string => (typeof args === 'object' && args !== null && 'id' in args ? String(args.id) : '');

/** The service worker sends what waits, with or without a page. */
async function worker(world: World, phone: Phone, { dies, turns }: { dies: boolean; turns: number }): Promise<void> {
  const lock = `${storeName(phone.device)}-sync`;
  if (phone.hasLocks && phone.locks.has(lock)) return;
  const page = newPage();
  world.pages.add(page);
  phone.locks.set(lock, page);
  const db = createDbAsItIs(storeName(phone.device));
  const work = running.run({ page }, () =>
    drain({
      db, me: { device: phone.device, prove: proverOf(phone.device, () => new Date(world.now()).toISOString()) }, triage: createTriage(), read: readReply,
      env: { now: () => new Date(world.now() + phone.skew).toISOString(), fetch: (path, init) => world.network.fetch({ device: phone.device, headers: phone.headers, isAlive: () => page.alive }, path, init) },
      isStopped: () => false,
      changed: async () => phone.tabs.forEach((tab) => tab.hear()),
    }),
  );
  const free = (): void => {
    if (phone.locks.get(lock) === page) phone.locks.delete(lock);
    if (page.alive) running.run({ page }, () => db.close());
  };
  void work.then(free, free);
  await world.turns(turns);
  if (!dies) return;
  kill(page);
  free();
}

async function decide(world: World, command: { do: 'try-again' | 'remove'; tab: number; which: number }): Promise<void> {
  const tab = await world.open(command.tab);
  await world.settle();
  const { engine } = tab;
  // The person may take away what still waits, too.
  const list = command.do === 'remove' && command.which > 2 ? engine.pending.value : engine.refused.value;
  const chosen = list[command.which % Math.max(1, list.length)];
  const one = chosen && world.written.find(({ id, phone }) => id === chosen.id && phone === tab.phone);
  if (!chosen || !one) return;
  if (command.do === 'remove') {
    await tab.run(() => engine.discard(chosen.id));
    one.state = 'removed';
    return;
  }
  const again = world.newId(tab.phone);
  await tab.run(() => engine.retry(chosen.id), again);
  if ('reason' in chosen && chosen.reason !== 'broken') one.id = again;
}

async function others(world: World, what: 'invites' | 'session-cancelled'): Promise<void> {
  if (world.backend.isDown()) return;
  const { coordinator, persons } = world.template;
  const [first] = persons;
  if (!first) return;
  const id = `other-${++world.count}`;
  const ops = what === 'invites'
    ? [{ name: 'session/plan', args: sessionArgs(id) }, { name: 'invitation/send', args: { id: invitationIdOf(id, first.id), session: id, person: first.id } }]
    : [{ name: 'session/cancel', args: { id: first.session, fee: 'paid' } }];
  if (what === 'session-cancelled') world.cancelled = true;
  const body = JSON.stringify({ protocol: 1, ops: ops.map((op, place) => ({ id: `${id}-${place}`, ...op, at: '2026-11-22T08:00:00.000Z' })), cursor: null });
  await world.backend.request('/api/sync', { method: 'POST', body, headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', ...proven(coordinator.headers, 'POST', '/api/sync', body, new Date(world.now()).toISOString()) } }).catch(() => undefined);
}
