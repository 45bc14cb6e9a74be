import { createHash, createPublicKey, verify } from 'node:crypto';
import type { Reason } from '../domain/reason.ts';
import { farewell, proofHeader, provenText, readProof, timeless } from '../protocol/proof.ts';
import type { ProvenRequest } from '../protocol/proof.ts';
import { sql } from './db/sql.ts';
import type { Db } from './db/sql.ts';

const windowMs = 15 * 60_000;
const mostKept = 200_000;

/** A request as its proof is about it. */
export interface Proven extends ProvenRequest {
  readonly headers: Headers;
  /** The body before it was packed; empty for a GET. */
  readonly text: string;
}

export interface Proofs {
  /**
   * Is the request signed by this public key (base64url of a raw point), now and for the first time? Undefined where it
   * is; else why not: outdated (not signed at all), clock (or taken before), signed-out (signed by something else), busy.
   */
  problem(request: Proven, sig: string): Promise<Reason | undefined>;
}

/**
 * `db`: where several servers share one database, they share in it which proofs were used. One alone remembers them by
 * itself, and does not know what an earlier run took: so nothing counts from before it `began`, in milliseconds since 1970.
 */
export function createProofs(db: Pick<Db, 'dialect' | 'run'>, now: () => string, began = Date.parse(now())): Proofs {
  const spent = db.dialect === 'postgres' ? spendInDatabase(db) : spendInMemory();
  return {
    async problem({ headers, text, ...request }, sig) {
      const header = headers.get(proofHeader);
      if (header === null) return 'outdated';
      const proof = readProof(header);
      if (!proof) return 'signed-out';
      const [at, time] = [Date.parse(proof.at), Date.parse(now())];
      const isNow = Math.abs(at - time) <= windowMs && (db.dialect === 'postgres' || at >= began - 1);
      const digest = createHash('sha256').update(text).digest('base64url');
      // The key before the clock: only to its own device is said that the time is wrong.
      if (!isSignedBy(sig, provenText(request, proof, digest), proof.signature)) return 'signed-out';
      if (proof.at === timeless && request.path === farewell.path) return undefined;
      if (!isNow) return 'clock';
      // A line that breaks may bring a request twice: then it is signed once more. Whoever repeats what they recorded cannot.
      return spent(`${request.device} ${proof.nonce}`, time);
    },
  };
}

function isSignedBy(sig: string, text: string, signature: string): boolean {
  const point = Buffer.from(sig, 'base64url');
  if (point.length !== 65) return false;
  try {
    const key = createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') } });
    return verify('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'));
  } catch {
    // No point on the curve.
    return false;
  }
}

/** Takes a nonce: undefined where it was new; clock where it was taken before, busy where there is no room to remember it. */
type Spend = (nonce: string, time: number) => Promise<Reason | undefined>;

/** Only who has a key comes here, so the memory is theirs to fill; where they do, the oldest go when they are past anyway. */
function spendInMemory(): Spend {
  const kept = new Map<string, number>();
  return async (nonce, time) => {
    for (const [old, until] of kept) {
      if (until > time) break;
      kept.delete(old);
    }
    if (kept.has(nonce)) return 'clock';
    if (kept.size >= mostKept) return 'busy';
    kept.set(nonce, time + 2 * windowMs);
    return undefined;
  };
}

const spendInDatabase = (db: Pick<Db, 'run'>): Spend => async (nonce, time) =>
  (await db.run(sql`insert into nonce (nonce, at) values (${nonce}, ${new Date(time).toISOString()}) on conflict (nonce) do nothing`)) > 0 ? undefined : 'clock';

/** Forgets proofs that nobody could use again anyway. */
export const forgetNonces = (db: Pick<Db, 'run'>, now: string): Promise<number> => db.run(sql`delete from nonce where at < ${new Date(Date.parse(now) - 2 * windowMs).toISOString()}`);
