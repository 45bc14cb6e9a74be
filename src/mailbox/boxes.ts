import { randomBytes } from 'node:crypto';
import { encodeExchangeReply, mailSizes } from '../protocol/mailbox.ts';
import { mailLimits } from '../protocol/mailbox-limits.ts';
import type { Arrived, Exchange, Read } from '../protocol/mailbox.ts';
import type { Close, Make, NewBox } from '../protocol/mailbox-kept.ts';
import { done, full, malformed, noTicket, taken, unknown } from './answer.ts';
import type { Answer } from './answer.ts';
import { bytesIn, numberIn } from './database.ts';
import type { Columns, MailDatabase } from './database.ts';
import { dayNumber, dayText, monthText } from './days.ts';
import { hashOf, isSame, opens } from './secrets.ts';
import { useTicket } from './tickets.ts';
import { shareOf } from './writers.ts';

/** What every part of the mailbox works with. `now`: an instant. */
export interface Desk {
  readonly database: MailDatabase;
  readonly key: Uint8Array;
  readonly now: string;
}

const findBox = (database: MailDatabase, id: Uint8Array): Columns | undefined => database.get('select * from box where id = ?', id);

/** Puts an envelope and takes what two boxes have. It needs all three tokens; which one was wrong is not said. */
export function exchange(desk: Desk, { put, a, b, envelope }: Exchange): Answer {
  const { database, now } = desk;
  return database.transaction(() => {
    const box = findBox(database, put.box);
    const [rowA, rowB] = [findBox(database, a.box), findBox(database, b.box)];
    // All three are looked at, also after a wrong one: the time must not tell which it was.
    const share = shareOf(database, put, box);
    const rights = [share !== undefined, opens(a.token, rowA, 'read_hash'), opens(b.token, rowB, 'read_hash')];
    if (!box || share === undefined || !rights.every(Boolean)) return unknown;
    const n = keep(desk, put.box, { box, share }, envelope);
    if (n === undefined) return full;
    const month = monthText(dayNumber(now) + mailLimits.boxDays);
    for (const id of [put.box, a.box, b.box]) database.run('update box set month = ? where id = ? and month <> ?', month, id, month);
    const arrived = inTurn(waiting(database, 'a', a, put.box, n), waiting(database, 'b', b, put.box, n));
    return { status: 200, body: encodeExchangeReply({ arrived, put: arrived.length < 2 ? n : null }, randomBytes(mailSizes.exchangeReply)) };
  });
}

/** Takes what two boxes have, and puts nothing: a box that somebody has filled can still be read beside. It needs both tokens. */
export function readOnly({ database }: Desk, { a, b }: Exchange): Answer {
  const rights = [opens(a.token, findBox(database, a.box), 'read_hash'), opens(b.token, findBox(database, b.box), 'read_hash')];
  if (!rights.every(Boolean)) return unknown;
  const none = new Uint8Array(mailSizes.id);
  const arrived = inTurn(waiting(database, 'a', a, none, 0), waiting(database, 'b', b, none, 0));
  return { status: 200, body: encodeExchangeReply({ arrived, put: null }, randomBytes(mailSizes.exchangeReply)) };
}

/** One of each where both have more. */
const inTurn = (fromA: readonly Arrived[], fromB: readonly Arrived[]): readonly Arrived[] =>
  fromA.length > 0 && fromB.length > 0 ? [...fromA.slice(0, 1), ...fromB.slice(0, 1)] : [...fromA, ...fromB];

/** The number that the envelope has in its box, also where it was put before; undefined where this token has no room. */
function keep({ database, now }: Desk, id: Uint8Array, { box, share }: { readonly box: Columns; readonly share: number }, envelope: Uint8Array): number | undefined {
  const digest = hashOf(envelope);
  const known = database.get('select n from envelope where box = ? and digest = ?', id, digest);
  if (known) return numberIn(known, 'n');
  const day = dayText(dayNumber(now));
  const last = numberIn(box, 'last');
  const today = numberIn(database.get('select count(*) as count from envelope where day = ? and box = ? and share = ?', day, id, share), 'count');
  const all = numberIn(database.get('select count(*) as count from envelope where box = ? and share = ?', id, share), 'count');
  if (today >= mailLimits.putsPerDay || all >= mailLimits.envelopesPerToken) return undefined;
  database.run('insert into envelope (box, n, digest, bytes, day, share) values (?, ?, ?, ?, ?, ?)', id, last + 1, digest, envelope, day, share);
  database.run('update box set last = ? where id = ?', last + 1, id);
  return last + 1;
}

/** The next two of a box, without what was put a moment ago. */
function waiting(database: MailDatabase, from: Arrived['from'], { box, after }: Read, put: Uint8Array, n: number): readonly Arrived[] {
  const isOwn = isSame(box, put) ? n : 0;
  const rows = database.all('select n, bytes from envelope where box = ? and n > ? and n <> ? order by n limit 2', box, after, isOwn);
  return rows.map((row) => ({ from, n: numberIn(row, 'n'), envelope: bytesIn(row, 'bytes') }));
}

/** Makes two boxes. The same two again are there already, and no ticket is needed. */
export function make({ database, key, now }: Desk, { ticket, boxes }: Make): Answer {
  if (isSame(boxes[0].box, boxes[1].box)) return malformed;
  return database.transaction(() => {
    const found = boxes.map(({ box }) => findBox(database, box));
    if (boxes.every((box, at) => isThatBox(box, found[at]))) return done;
    if (!useTicket(database, key, 'box', ticket, now)) return noTicket;
    if (found.some((row) => row !== undefined)) return taken;
    const month = monthText(dayNumber(now) + mailLimits.boxDays);
    for (const { box, writeHash, readHash, ownerHash } of boxes) {
      database.run('insert into box (id, write_hash, read_hash, owner_hash, last, month) values (?, ?, ?, ?, 0, ?)', box, writeHash, readHash, ownerHash, month);
    }
    return done;
  });
}

function isThatBox({ writeHash, readHash, ownerHash }: NewBox, row: Columns | undefined): boolean {
  return row !== undefined && isSame(writeHash, bytesIn(row, 'write_hash')) && isSame(readHash, bytesIn(row, 'read_hash')) && isSame(ownerHash, bytesIn(row, 'owner_hash'));
}

/** Deletes a box and everything in it. */
export function close({ database }: Desk, { box, token }: Close): Answer {
  const isDone = database.transaction(() => opens(token, findBox(database, box), 'owner_hash') && database.run('delete from box where id = ?', box) === 1);
  if (isDone) database.forgetDeleted();
  return isDone ? done : unknown;
}
