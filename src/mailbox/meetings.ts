import { randomBytes } from 'node:crypto';
import { mailSizes } from '../protocol/mailbox.ts';
import { mailLimits } from '../protocol/mailbox-limits.ts';
import { encodeKeepReply, keptSizes } from '../protocol/mailbox-kept.ts';
import type { Keep, KeepReply } from '../protocol/mailbox-kept.ts';
import { malformed, noTicket, taken, unknown } from './answer.ts';
import type { Answer } from './answer.ts';
import type { Desk } from './boxes.ts';
import { bytesIn } from './database.ts';
import { dayNumber, dayText, monthText } from './days.ts';
import { hashOf, isSame, opens } from './secrets.ts';
import { useTicket } from './tickets.ts';

/** The steps of a pairing. Whoever knows id and token reads and writes them; each is written once. */
export function meet(desk: Desk, { id, token, ticket, action, step, payload }: Keep): Answer {
  const { database, key, now } = desk;
  const answer = database.transaction((): Answer => {
    const row = database.get('select token_hash from meeting where id = ?', id);
    const isOpen = opens(token, row, 'token_hash');
    if (action === 'write' && payload && !row && step === 0 && ticket) {
      if (!useTicket(database, key, 'meet', ticket, now)) return noTicket;
      database.run('insert into meeting (id, token_hash, last_day) values (?, ?, ?)', id, hashOf(token), dayText(dayNumber(now) + mailLimits.meetingDays));
      database.run('insert into meeting_step (meeting, step, bytes) values (?, ?, ?)', id, step, payload);
      return told({ status: 'done', payload: null });
    }
    if (!isOpen) return unknown;
    if (action === 'end') {
      database.run('delete from meeting where id = ?', id);
      return told({ status: 'done', payload: null });
    }
    const found = database.get('select bytes from meeting_step where meeting = ? and step = ?', id, step);
    if (action === 'read') return told(found ? { status: 'there', payload: bytesIn(found, 'bytes') } : { status: 'absent', payload: null });
    if (!payload) return malformed;
    if (found && !isSame(payload, bytesIn(found, 'bytes'))) return taken;
    if (!found) database.run('insert into meeting_step (meeting, step, bytes) values (?, ?, ?)', id, step, payload);
    return told({ status: 'done', payload: null });
  });
  if (action === 'end' && answer.status === 200) database.forgetDeleted();
  return answer;
}

const told = (reply: KeepReply): Answer => ({ status: 200, body: encodeKeepReply(reply, randomBytes(mailSizes.envelope)) });

/** A recovery sheet's blob: read, written over, or taken away by whoever holds the sheet. */
export function sheet(desk: Desk, { id, token, ticket, action, payload }: Keep): Answer {
  const { database, key, now } = desk;
  const month = monthText(dayNumber(now) + mailLimits.sheetDays);
  const answer = database.transaction((): Answer => {
    const row = database.get('select token_hash, bytes from sheet where id = ?', id);
    const isOpen = opens(token, row, 'token_hash');
    if (action === 'write' && payload && !row && ticket) {
      if (!useTicket(database, key, 'meet', ticket, now)) return noTicket;
      database.run('insert into sheet (id, token_hash, bytes, month) values (?, ?, ?, ?)', id, hashOf(token), payload, month);
      return toldSheet({ status: 'done', payload: null });
    }
    if (!row || !isOpen) return unknown;
    if (action === 'read') return toldSheet({ status: 'there', payload: bytesIn(row, 'bytes') });
    if (action === 'write' && payload) database.run('update sheet set bytes = ?, month = ? where id = ?', payload, month, id);
    else database.run('delete from sheet where id = ?', id);
    return toldSheet({ status: 'done', payload: null });
  });
  if (action !== 'read' && answer.status === 200) database.forgetDeleted();
  return answer;
}

const toldSheet = (reply: KeepReply): Answer => ({ status: 200, body: encodeKeepReply(reply, randomBytes(keptSizes.blob)) });
