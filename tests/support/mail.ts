import { createHash, randomBytes } from 'node:crypto';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createMailbox } from '../../src/mailbox/mailbox.ts';
import { makeTicket } from '../../src/mailbox/tickets.ts';
import { decodeExchangeReply, encodeExchange, mailPaths, mailType } from '../../src/protocol/mailbox.ts';
import type { ExchangeReply } from '../../src/protocol/mailbox.ts';
import { encodeMake } from '../../src/protocol/mailbox-kept.ts';
import type { Keep, NewBox } from '../../src/protocol/mailbox-kept.ts';
import type { TicketKind } from '../../src/protocol/mailbox-tickets.ts';
import { temporaryFolder } from './folder.ts';
import { publicUrl, ticketKey } from './server.ts';

const dayMs = 86_400_000;
export const ours = { 'content-type': mailType, 'sec-fetch-site': 'same-origin' };
const hash = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
export const envelope = (fill?: string): Uint8Array => (fill === undefined ? randomBytes(4_096) : new Uint8Array(Buffer.alloc(4_096, fill)));

/** What devices know of a box. */
export interface Box {
  readonly box: Uint8Array;
  readonly write: Uint8Array;
  readonly read: Uint8Array;
  readonly owner: Uint8Array;
}

export const newBox = (): Box => ({ box: randomBytes(16), write: randomBytes(32), read: randomBytes(32), owner: randomBytes(32) });
export const toMake = ({ box, write, read, owner }: Box): NewBox => ({ box, writeHash: hash(write), readHash: hash(read), ownerHash: hash(owner) });
export const newKeep = (more: Partial<Keep> = {}): Keep => ({ id: randomBytes(16), token: randomBytes(32), ticket: null, action: 'read', step: 0, payload: null, ...more });

export const exchangeOf = (into: Box, a: Box, b: Box, after: readonly [number, number], bytes: Uint8Array): Uint8Array =>
  encodeExchange({ put: { box: into.box, token: into.write }, a: { box: a.box, token: a.read, after: after[0] }, b: { box: b.box, token: b.read, after: after[1] }, envelope: bytes });

/** A mailbox with a file of its own and a clock that only a test moves. */
export function openMail(strangersPerHour?: number) {
  const folder = temporaryFolder();
  const file = join(folder.path, 'mail.db');
  const failures: unknown[] = [];
  let time = Date.parse('2026-11-20T08:00:00.000Z');
  const now = () => new Date(time).toISOString();
  const open = () => createMailbox({ file, key: ticketKey, publicUrl, now, failed: (error) => failures.push(error), ...(strangersPerHour === undefined ? {} : { strangersPerHour }) });
  let mailbox = open();

  async function send(path: string, body: Uint8Array, headers: Readonly<Record<string, string>> = ours, address = '192.0.2.1'): Promise<Response> {
    return mailbox.handle(new Request(`${publicUrl}${path}`, { method: 'POST', body: new Uint8Array(body), headers }), address);
  }
  const ticket = (kind: TicketKind): Uint8Array => makeTicket(ticketKey, kind, now());
  const mail = {
    file, folder: folder.path, failures, now, send, ticket,
    handle: (request: Request, address = '192.0.2.1') => mailbox.handle(request, address),
    passDays(days: number) {
      time += days * dayMs;
    },
    restart() {
      mailbox.close();
      mailbox = open();
    },
    /** Two boxes, as for the two sides of a channel. */
    async pair(): Promise<readonly [Box, Box]> {
      const boxes = [newBox(), newBox()] as const;
      const { status } = await send(mailPaths.make, encodeMake({ ticket: ticket('box'), boxes: [toMake(boxes[0]), toMake(boxes[1])] }));
      if (status !== 204) throw new Error(`no boxes: ${status}`);
      return boxes;
    },
    /** Puts into the first box and reads first and second. */
    async exchange(into: Box, other: Box, bytes = envelope(), after: readonly [number, number] = [0, 0]): Promise<ExchangeReply> {
      const response = await send(mailPaths.exchange, exchangeOf(into, into, other, after, bytes));
      const reply = decodeExchangeReply(new Uint8Array(await response.arrayBuffer()));
      if (!reply) throw new Error(`the exchange was answered with ${response.status}`);
      return reply;
    },
    /** A second pair of eyes on the file. */
    look<T>(work: (database: DatabaseSync) => T): T {
      const database = new DatabaseSync(file);
      try {
        return work(database);
      } finally {
        database.close();
      }
    },
    /** All bytes of the files as they lie on the disk now. */
    raw: () => Buffer.concat(readdirSync(folder.path).filter((name) => name.startsWith('mail.db')).map((name) => readFileSync(join(folder.path, name)))),
    /** What a machine that lost its power now would find at the next start. */
    copyTo: (place: string) => cpSync(folder.path, place, { recursive: true }),
    remove() {
      mailbox.close();
      folder.remove();
    },
  };
  return mail;
}

export type Mail = ReturnType<typeof openMail>;
