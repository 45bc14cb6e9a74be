import { mailLimits } from '../protocol/mailbox-limits.ts';
import type { Exchange } from '../protocol/mailbox.ts';
import type { AddToken } from '../protocol/mailbox-kept.ts';
import { done, taken, unknown } from './answer.ts';
import type { Answer } from './answer.ts';
import { bytesIn, numberIn } from './database.ts';
import type { Columns, MailDatabase } from './database.ts';
import { isSame, opens } from './secrets.ts';

// Who may write into a box: whoever has the token that it was made with, or one that its owner has added since. Whoever
// leaves keeps what they knew; what the others know by then, they do not.

const more = (database: MailDatabase, box: Uint8Array): readonly Columns[] => database.all('select share, write_hash from more_token where box = ? order by share', box);

/** Of whose share a put is; undefined where the token opens nothing. */
export function shareOf(database: MailDatabase, { box: id, token }: Exchange['put'], box: Columns | undefined): number | undefined {
  // All are looked at: the time must not tell which it was.
  const fits = more(database, id).filter((row) => opens(token, row, 'write_hash')).map((row) => numberIn(row, 'share'));
  return opens(token, box, 'write_hash') ? 0 : fits[0];
}

/** Adds a token. The same again is there already. */
export function addToken({ database }: { readonly database: MailDatabase }, { box, token, writeHash }: AddToken): Answer {
  return database.transaction(() => {
    if (!opens(token, database.get('select owner_hash from box where id = ?', box), 'owner_hash')) return unknown;
    const there = more(database, box);
    if (there.some((row) => isSame(writeHash, bytesIn(row, 'write_hash')))) return done;
    if (there.length >= mailLimits.moreTokens) return taken;
    database.run('insert into more_token (box, share, write_hash) values (?, ?, ?)', box, there.length + 1, writeHash);
    return done;
  });
}
