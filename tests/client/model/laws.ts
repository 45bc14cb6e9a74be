// What must hold, whatever happens.
import { pull } from '../../../src/server/pull.ts';
import type { Cursor } from '../../../src/protocol/sync.ts';
import type { AppliedOp } from './backend.ts';
import type { Stored } from './stores.ts';
import type { Phone } from './tab.ts';
import { Broken } from './world.ts';
import type { World, Written } from './world.ts';

export interface Seen {
  /** What was kept up to this count must be somewhere. */
  readonly from: number;
  readonly stored: ReadonlyMap<string, Stored>;
  readonly applied: ReadonlyMap<string, AppliedOp>;
}

type Where = 'applied' | 'waiting' | 'refused' | 'nowhere';

const broken = (one: Written, what: string): never => {
  throw new Broken(`${one.name} ${one.id} (${one.state}${one.poison === 'none' ? '' : `, poison: ${one.poison}`}) ${what}`);
};

/** The stores first, then the server: what left a store in between must be there. */
export async function look(world: World): Promise<Seen> {
  const from = world.count;
  const stored = new Map<string, Stored>();
  for (const { device } of world.phones) stored.set(device, await world.stores.read(device));
  return { from, stored, applied: await world.backend.applied() };
}

const appliedAs = ({ applied }: Seen, one: Written): AppliedOp | undefined => applied.get(`${one.phone.person.id} ${one.id}`);

export function whereIs(seen: Seen, one: Written): Where {
  const store = seen.stored.get(one.phone.device);
  if (store?.refused.some(({ id }) => id === one.id)) return 'refused';
  if (store?.outbox.some(({ id, settled }) => id === one.id && !settled)) return 'waiting';
  return appliedAs(seen, one)?.outcome === 'ok' ? 'applied' : 'nowhere';
}

/** Holds after every step. */
export function checkStep(world: World, seen: Seen): void {
  for (const one of world.written) checkPlace(world, seen, one);
  checkLanes(world.written, seen);
  const [heard] = world.overheard;
  if (heard !== undefined) throw new Broken(heard);
}

function checkPlace(world: World, seen: Seen, one: Written): void {
  const store = seen.stored.get(one.phone.device);
  const outcome = appliedAs(seen, one)?.outcome;
  const waits = (store?.outbox ?? []).filter(({ id }) => id === one.id);
  const aside = (store?.refused ?? []).find(({ id }) => id === one.id);
  if (waits.length + (aside ? 1 : 0) > 1) broken(one, 'is in the lists twice');
  if (waits[0]?.settled && outcome !== 'ok') broken(one, 'is called sent and is not on the server');
  if (aside && aside.reason === 'broken' && one.poison === 'none' && !hasControl(world, one)) broken(one, 'was blamed without a control');
  if (aside && aside.reason !== 'broken' && aside.reason !== outcome) broken(one, `is refused as ${aside.reason} here and ${outcome} there`);
  if (aside && !isExpected(world, one, aside.reason)) broken(one, `is refused as ${aside.reason}`);
  if (outcome !== undefined && outcome !== 'ok' && !isExpected(world, one, outcome)) broken(one, `has the outcome ${outcome}`);
  if (one.expected === 'taken' && outcome === 'ok') broken(one, 'took what is taken');
  if (one.state === 'kept' && one.kept <= seen.from && waits.length === 0 && !aside && outcome !== 'ok') broken(one, 'has vanished');
}

function isExpected(world: World, one: Written, reason: string): boolean {
  if (reason === 'broken') return true;
  if (reason === 'not-found') return one.needs !== undefined && one.needs.state !== 'kept';
  return one.expected === undefined ? world.cancelled && reason === 'cancelled' : reason === one.expected;
}

/** Did the server fail at this op alone, take another of the phone, and fail at it again? */
function hasControl(world: World, one: Written): boolean {
  let state: 'good' | 'suspect' | 'controlled' = 'good';
  for (const { device, sent, outcomes } of world.network.exchanges) {
    if (device !== one.phone.device || outcomes === undefined) continue;
    const blames = outcomes === null ? sent.length === 1 && sent[0] === one.id : sent.includes(one.id) && !outcomes.includes(one.id);
    if (blames && state === 'controlled') return true;
    if (blames && state === 'good') state = 'suspect';
    if (state === 'suspect' && outcomes !== null && outcomes.some((id) => id !== one.id)) state = 'controlled';
  }
  return false;
}

/** Within a lane nothing overtakes: not on the server, and not what waits or was refused before it. */
function checkLanes(written: readonly Written[], seen: Seen): void {
  const places = new Map(written.map((one) => [one, appliedAs(seen, one)]));
  for (const later of written) {
    const there = places.get(later);
    if (there === undefined) continue;
    for (const earlier of written) {
      if (earlier.phone !== later.phone || earlier.lane !== later.lane || earlier.state !== 'kept' || earlier.kept > later.begun) continue;
      const before = places.get(earlier);
      if (before?.outcome !== 'ok') broken(later, `has overtaken ${earlier.id}`);
      else if (before.place > there.place) broken(later, `was applied before ${earlier.id}`);
    }
  }
}

/** Each op has had its effect as often as it was applied: rows count how often they were written. */
export async function checkEffects(world: World, before: ReadonlyMap<string, number>, seen: Seen): Promise<void> {
  const versions = await world.backend.versions();
  const counts = new Map<string, number>();
  for (const one of world.written) {
    if (appliedAs(seen, one)?.outcome !== 'ok') continue;
    const key = rowOf(one);
    if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  for (const [key, { version }] of versions) {
    const expected = counts.get(key) ?? 0;
    const happened = version - (before.get(key) ?? 0);
    if (/^(?:answer|person|reflection)\//.test(key) && happened !== expected) throw new Broken(`${key} was written ${happened} times by ${expected} ops`);
    counts.delete(key);
  }
  for (const [key, expected] of counts) throw new Broken(`${key} is not there after ${expected} ops`);
}

function rowOf({ name, args, phone }: Written): string | undefined {
  if (typeof args !== 'object' || args === null) return undefined;
  if (name.startsWith('reflection/') && 'id' in args) return `reflection/${String(args.id)}`;
  if (name.startsWith('answer/') && 'item' in args) return `answer/${phone.person.invitation}.${String(args.item)}`;
  return name === 'person/name' ? `person/${phone.person.id}` : undefined;
}

/** When all is quiet and the network is good: everything went that could, and all devices show the same. */
export async function checkRest(world: World, seen: Seen): Promise<void> {
  const stuck = new Set(world.written.filter((one) => one.poison !== 'none' || whereIs(seen, one) === 'refused').map(laneOf));
  for (const one of world.written) if (whereIs(seen, one) === 'waiting' && one.state !== 'removed' && !stuck.has(laneOf(one))) broken(one, 'waits for ever');
  for (const phone of world.phones) await checkPicture(world, seen, phone);
}

const laneOf = (one: Written): string => `${one.phone.device} ${one.lane}`;

async function checkPicture(world: World, seen: Seen, phone: Phone): Promise<void> {
  const store = seen.stored.get(phone.device);
  if (phone.tabs.size === 0 || !store) return;
  const there = await visible(world, phone.person.id);
  const here = new Map(store.rows.map((row) => [`${row.kind}/${row.id}`, textOf(row)]));
  for (const [key, row] of there) if (here.get(key) !== row) throw new Broken(`${phone.device} does not have ${key} as it is: ${here.get(key)?.slice(0, 200)}`);
  for (const key of here.keys()) if (!there.has(key)) throw new Broken(`${phone.device} still has ${key}`);
  for (const { engine } of phone.tabs) {
    const shown = JSON.stringify([engine.pending.value, engine.refused.value].map((list) => list.map(({ id }) => id)));
    if (shown !== JSON.stringify([store.outbox, [...store.refused].sort((a, b) => a.seq - b.seq)].map((list) => list.map(({ id }) => id)))) throw new Broken(`a tab of ${phone.device} shows other lists than the store has`);
    if (store.outbox.length > 0) continue;
    for (const kind of ['answer', 'reflection', 'invitation', 'person', 'session'] as const) {
      const live = engine.live.value.all(kind).map(textOf).sort();
      const rows = [...there].filter(([key]) => key.startsWith(`${kind}/`)).map(([, row]) => row).sort();
      if (live.join() !== rows.join()) throw new Broken(`a tab of ${phone.device} shows another ${kind}`);
    }
  }
}

/** The same row is the same text, whatever order its keys came in. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );
}

async function visible(world: World, person: string): Promise<Map<string, string>> {
  const rows = new Map<string, string>();
  let cursor: Cursor = {};
  for (let more = true; more; ) {
    const page = await pull(world.backend.db, person, cursor);
    for (const row of page.rows as { kind: string; id: string }[]) rows.set(`${row.kind}/${row.id}`, textOf(row));
    for (const ref of page.gone) rows.delete(`${ref.kind}/${ref.id}`);
    ({ cursor, more } = page);
  }
  return rows;
}
