/** One table: the columns that make its key, in which order rows are read, and the others. */
export interface Table {
  readonly name: string;
  readonly key: readonly string[];
  readonly others: readonly string[];
}

/**
 * Every table but `migration`, in an order in which they can be filled. For what goes through all of them alike: moving,
 * backing up, restoring. A test holds it against what the migrations make.
 */
export const tables: readonly Table[] = [
  { name: 'row', key: ['kind', 'id'], others: ['project', 'version', 'body', 'made_by'] },
  { name: 'scope', key: ['id'], others: ['head'] },
  { name: 'member', key: ['scope', 'person'], others: ['until'] },
  { name: 'feed', key: ['scope', 'kind', 'id'], others: ['seq', 'since', 'gone'] },
  { name: 'applied', key: ['person', 'op'], others: ['hash', 'outcome', 'at'] },
  { name: 'ledger', key: ['person', 'op', 'fee'], others: ['project', 'event', 'cents', 'day', 'at'] },
  { name: 'side', key: ['project', 'person'], others: ['side'] },
  { name: 'role', key: ['project', 'person', 'role'], others: ['side'] },
  { name: 'login', key: ['device'], others: ['person', 'token_hash', 'claim_hash', 'added', 'seen', 'revoked', 'sig', 'mark', 'ended'] },
  { name: 'link', key: ['proof_hash'], others: ['person', 'made_by', 'expires', 'used_at', 'claim_hash', 'device', 'made_on'] },
  { name: 'ride_link', key: ['proof_hash'], others: ['ride', 'person', 'expires', 'used_at', 'made_on'] },
  { name: 'nonce', key: ['nonce'], others: ['at'] },
  { name: 'numbering', key: ['project', 'series'], others: ['last'] },
  { name: 'epoch', key: ['number'], others: [] },
];
