// What may happen, as plain data: fast-check makes histories of it and shrinks them.
import fc from 'fast-check';
import type { Fate } from './network.ts';

/** A write of the person: which thing, and whether the server cannot handle it. `back` takes back the thoughts that were sent last. */
export interface Write {
  readonly what: 'choose' | 'note' | 'thoughts' | 'back' | 'name' | 'answer' | 'taken';
  readonly item: number;
  /** request: the server breaks at every request that has it. op: at this op alone. */
  readonly poison: 'none' | 'request' | 'op';
}

export type Command =
  | { readonly do: 'write'; readonly tab: number; readonly writes: readonly Write[]; readonly turns: number }
  /** The tab dies this many turns of the event loop after the last write was begun. */
  | { readonly do: 'write-and-die'; readonly tab: number; readonly writes: readonly Write[]; readonly turns: number }
  | { readonly do: 'kill' | 'leave' | 'open' | 'wake'; readonly tab: number; readonly turns: number }
  | { readonly do: 'worker'; readonly phone: number; readonly dies: boolean; readonly turns: number }
  | { readonly do: 'forecast'; readonly fates: readonly Fate[] }
  | { readonly do: 'weather'; readonly fate: Fate }
  | { readonly do: 'release'; readonly which: number; readonly turns: number }
  | { readonly do: 'restart' }
  | { readonly do: 'time'; readonly turns: number }
  | { readonly do: 'clock'; readonly phone: number; readonly years: number }
  | { readonly do: 'try-again' | 'remove'; readonly tab: number; readonly which: number }
  | { readonly do: 'others'; readonly what: 'invites' | 'session-cancelled' }
  | { readonly do: 'calm' };

export interface History {
  readonly hasLocks: boolean;
  readonly commands: readonly Command[];
}

/** one: the two tabs of one phone. all: besides them another phone of the same person, and somebody else's. */
export type Phones = 'one' | 'all';

const turns = fc.nat(40);
const fates = fc.constantFrom<Fate[]>('deliver', 'lose-request', 'lose-reply', 'twice', 'hold-request', 'hold-reply', 'late', 'crash', 'broken-after', 'garbage', 401, 429, 500, 503);
const lasting = fc.constantFrom<Fate[]>('deliver', 'deliver', 'lose-request', 'lose-reply', 'twice', 401, 500, 503);

const write: fc.Arbitrary<Write> = fc.record({
  what: fc.oneof({ weight: 5, arbitrary: fc.constant<'choose'>('choose') }, { weight: 9, arbitrary: fc.constantFrom('note', 'thoughts', 'back', 'name', 'answer', 'taken') }),
  item: fc.nat(2),
  poison: fc.oneof({ weight: 12, arbitrary: fc.constant<'none'>('none') }, { weight: 2, arbitrary: fc.constantFrom('request', 'op') }),
});
const writes = fc.array(write, { minLength: 1, maxLength: 4 });

function commandsOf(phones: Phones): fc.Arbitrary<Command> {
  const tab = fc.nat(phones === 'one' ? 1 : 3);
  const phone = fc.nat(phones === 'one' ? 0 : 2);
  return fc.oneof(
    { weight: 10, arbitrary: fc.record({ do: fc.constant('write' as const), tab, writes, turns }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('write-and-die' as const), tab, writes, turns }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('kill', 'leave', 'open', 'wake'), tab, turns }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('worker' as const), phone, dies: fc.boolean(), turns }) },
    { weight: 6, arbitrary: fc.record({ do: fc.constant('forecast' as const), fates: fc.array(fates, { minLength: 1, maxLength: 3 }) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('weather' as const), fate: lasting }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('release' as const), which: fc.nat(3), turns }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const) }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constant('time' as const), turns }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('clock' as const), phone, years: fc.integer({ min: -30, max: 30 }) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('try-again', 'remove'), tab, which: fc.nat(3) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('others' as const), what: fc.constantFrom('invites', 'invites', 'session-cancelled') }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('calm' as const) }) },
  );
}

/** Many short histories find more than few long ones, and shrink to something that can be read. */
export const histories = (phones: Phones): fc.Arbitrary<History> => fc.record({
  hasLocks: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  commands: fc.array(commandsOf(phones), { minLength: 1, maxLength: 12, size: 'max' }),
});
