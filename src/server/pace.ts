import type { IncomingMessage, ServerResponse } from 'node:http';

type Listener = (request: IncomingMessage, response: ServerResponse) => unknown;

/** How many requests begin before the network is looked at again: some ten milliseconds of work. */
const each = 16;

/**
 * Begins requests a few at a time, so that ten thousand which come at once cannot keep a later one from being seen. By
 * turns the newest and the oldest that waits: whoever comes into a crowd is served at once, and nobody waits for ever.
 * Nothing is held while a body comes in slowly; only beginning takes turns.
 */
export function inTurns(listener: Listener): Listener {
  const waiting: (readonly [IncomingMessage, ServerResponse])[] = [];
  let first = 0;
  let isDue = false;

  function take() {
    if (first * 2 > waiting.length) {
      waiting.splice(0, first);
      first = 0;
    }
    return waiting.length > first ? waiting : undefined;
  }

  function begin(): void {
    isDue = false;
    for (let turn = 0; turn < each; turn += 1) {
      const list = take();
      const next = turn % 2 === 0 ? list?.pop() : list?.[first++];
      if (!next) return;
      // Its connection was closed meanwhile: by whoever asked, or by us after the answer before this one.
      if (!next[0].socket.destroyed) void listener(...next);
    }
    if (waiting.length > first) later();
  }

  function later(): void {
    if (!isDue) setImmediate(begin);
    isDue = true;
  }

  return (request, response) => {
    waiting.push([request, response]);
    later();
  };
}
