import { ok, refuse } from '../domain/result.ts';
import type { Result } from '../domain/result.ts';
import { mailPaths, mailType } from '../protocol/mailbox.ts';
import { decodeKeepReply, encodeMeet, encodeSheet, keptSizes } from '../protocol/mailbox-kept.ts';
import type { Keep } from '../protocol/mailbox-kept.ts';
import type { Env } from '../client/env.ts';

/**
 * no-network  nothing was answered, or by something that is not the mailbox; it may have happened all the same, and the
 *             same request can be sent again
 * gone        no such place, not its token, or its time is over; which, is not said
 * taken       something else stands there already
 * refused     the ticket is used, too old, or of another kind
 * busy        too much came from this network
 */
export type KeepProblem = 'no-network' | 'gone' | 'taken' | 'refused' | 'busy';

/** Where something is kept, and what opens it: 16 and 32 bytes. */
export interface Place {
  readonly id: Uint8Array;
  readonly token: Uint8Array;
}

/** A client of what the mailbox keeps for a while: the steps of a meeting (4,096 bytes), or a sheet (16,384 bytes, step 0). */
export interface Keeper {
  /** The bytes; null where nobody has written this step yet. */
  read(place: Place, step: number): Promise<Result<Uint8Array | null, KeepProblem>>;
  /** Writes a step. With a ticket (48 bytes) it makes the place. The same bytes again change nothing. */
  write(place: Place, step: number, payload: Uint8Array, ticket?: Uint8Array): Promise<Result<null, KeepProblem>>;
  /** Deletes it. */
  end(place: Place): Promise<Result<null, KeepProblem>>;
}

export const meetKeeper = (env: Pick<Env, 'fetch'>): Keeper => createKeeper(env, mailPaths.meet, encodeMeet, keptSizes.meetReply);
export const sheetKeeper = (env: Pick<Env, 'fetch'>): Keeper => createKeeper(env, mailPaths.sheet, encodeSheet, keptSizes.sheetReply);

function createKeeper(env: Pick<Env, 'fetch'>, path: string, encode: (keep: Keep) => Uint8Array<ArrayBuffer>, replySize: number): Keeper {
  async function ask(keep: Keep): Promise<Result<Uint8Array | null, KeepProblem>> {
    try {
      // No cookie: the mailbox must not learn who asks (security.md 2.8).
      const response = await env.fetch(path, { method: 'POST', headers: { 'content-type': mailType }, body: encode(keep), credentials: 'omit' });
      // A proxy's page, or the app's own «not found», is no word of the mailbox.
      if (response.headers.get('content-type') !== mailType) return refuse('no-network');
      const problem = problems[response.status];
      if (problem) return refuse(problem);
      const reply = response.ok ? decodeKeepReply(new Uint8Array(await response.arrayBuffer()), replySize) : null;
      return reply ? ok(reply.payload) : refuse('no-network');
    } catch (error) {
      // What encode throws would be our own fault.
      if (error instanceof RangeError) throw error;
      return refuse('no-network');
    }
  }
  const done = async (keep: Keep): Promise<Result<null, KeepProblem>> => {
    const asked = await ask(keep);
    return asked.ok ? ok(null) : asked;
  };
  const bare = { ticket: null, step: 0, payload: null };
  return {
    read: (place, step) => ask({ ...bare, ...place, action: 'read', step }),
    write: (place, step, payload, ticket) => done({ ...place, ticket: ticket ?? null, action: 'write', step, payload }),
    end: (place) => done({ ...bare, ...place, action: 'end' }),
  };
}

const problems: Readonly<Record<number, KeepProblem | undefined>> = { 403: 'refused', 404: 'gone', 409: 'taken', 429: 'busy' };
