// Signed lists of devices, kept for their owners. The server checks their form and their length, and nothing of what they say.
import { chainIdOf } from '../domain/chain.ts';
import type { ChainRow } from '../domain/chain.ts';
import { ok, parse, refuse } from '../domain/schema.ts';
import type { Result } from '../domain/schema.ts';
import { personScope } from '../domain/scope.ts';
import { chainRequestSchema } from '../protocol/login.ts';
import { rowSchemas } from '../protocol/rows.ts';
import { makeChanges } from './changes.ts';
import type { Db } from './db/sql.ts';
import type { Login } from './login.ts';
import { placesOfDevices, takeTurn } from './people.ts';
import { refsIn, storedRows } from './rows.ts';

/** How many lists one person may begin: one for each time that every device was lost. */
const LISTS_MAX = 20;

/** Puts entries behind a list of one's own, or begins it. Asked again with what is there already, it stands as it is. */
export async function continueChain(db: Db, login: Login, body: unknown, now: string): Promise<Result<Record<never, never>>> {
  const request = parse(chainRequestSchema, body);
  if (!request.ok) return request;
  const { genesis, after, entries } = request.value;
  const id = chainIdOf(genesis);
  return db.transaction(async (tx) => {
    await takeTurn(tx, login.project);
    const [stored] = await storedRows(tx, [{ kind: 'chain', id }]);
    const before = parse(rowSchemas.chain, stored);
    if (before.ok && before.value.person !== login.person) return refuse('taken');
    const known = before.ok ? before.value.entries : [];
    if (JSON.stringify(known.slice(after)) === JSON.stringify(entries)) return ok({});
    if (after !== known.length) return refuse('not-now');
    const scopes = await placesOfDevices(tx, login);
    if (!before.ok && (await refsIn(tx, personScope(login.person), ['chain'])).length >= LISTS_MAX) return refuse('too-large');
    const row: ChainRow = { kind: 'chain', id, person: login.person, entries: [...known, ...entries] };
    if (!parse(rowSchemas.chain, row).ok) return refuse('too-large');
    await makeChanges(tx, { acting: login, op: `chain.${genesis}.${after}`, at: now }, [{ do: 'put', row, scopes }]);
    return ok({});
  });
}
