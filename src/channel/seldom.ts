import type { Handler, OnControl } from './core.ts';
import type { OwnCore } from './create-core.ts';
import { createDeputies } from './deputies.ts';
import { createEnding } from './ending.ts';
import { grownWith, withGrown } from './grow.ts';
import { createHandovers } from './handover.ts';
import { judge } from './judge.ts';
import { readControl } from './read-control.ts';
import { makeSelf, renew } from './renew.ts';
import { tryAgain } from './try-again.ts';
import type { ChannelEngine } from './types.ts';
import { createTokens } from './tokens.ts';
import { takeVouch, vouching, vouchRequest } from './vouch.ts';
import { withdraw } from './withdraw.ts';

/**
 * What comes or is asked for now and then only: controls, changes of somebody's devices, new keys, deputies, what one says
 * of oneself, the end of a channel. Messages come and go without it. Loaded by create-core.ts when it is needed.
 */
export function createSeldom(core: OwnCore) {
  const handlers = new Map<string, Handler<unknown>>();
  const onControl: OnControl = (name, handler) =>
    void handlers.set(name, { read: (coming) => handler.read(coming), apply: (tx, thread, read, coming) => handler.apply(tx, thread, asRead(handler, read), coming) });
  const { sweep, ...ending } = createEnding(core, onControl);
  const handovers = createHandovers(core, onControl);
  const tokens = createTokens(core, onControl);
  const deputies = createDeputies(core, onControl, handovers.expect);
  return {
    introduce: deputies.introduce, answerDeputy: deputies.answerDeputy, ...ending,
    async passOn() {
      await tokens.renew();
      return handovers.passOn();
    },
    handlers, grownWith, withGrown, judge,
    readControl: readControl.bind(null, handlers),
    withdraw: (thread: string, id: string, mayBeThere: Parameters<typeof withdraw>[3]) => withdraw(core, thread, id, mayBeThere),
    makeSelf: () => makeSelf(core),
    tryAgain: () => tryAgain(core),
    /** What nobody waits for. */
    async tend() {
      await renew(core);
      await tryAgain(core);
      await sweep();
      await deputies.namePlaces();
    },
    vouchRequest: () => vouchRequest(core),
    takeVouch: (text) => takeVouch(core, text),
    vouching: () => vouching(core),
  } satisfies Omit<Partial<ChannelEngine>, 'withdraw'> & Record<string, unknown>;
}

// What a handler's `apply` is given is what its own `read` gave: nobody else can put it there.
const asRead = <T>(_handler: Handler<T>, read: unknown): T => read as T;

export type Seldom = ReturnType<typeof createSeldom>;
