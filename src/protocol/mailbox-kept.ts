import { reader, sized, write } from './bytes.ts';
import { mailSizes } from './mailbox.ts';
import { mailLimits } from './mailbox-limits.ts';

// What is asked of the mailbox (mailbox.ts) now and then: boxes made and closed, meetings and sheets.

export const keptSizes = {
  hash: 32, ticket: 48, blob: 16_384, make: 272, close: 48, token: 80, meet: 4_256, meetReply: 4_112, sheet: 16_512, sheetReply: 16_400,
} as const;

type Bytes = Uint8Array<ArrayBuffer>;

/** A box to be made: its id, and SHA-256 of each of its tokens. */
export interface NewBox {
  readonly box: Uint8Array;
  readonly writeHash: Uint8Array;
  readonly readHash: Uint8Array;
  readonly ownerHash: Uint8Array;
}

/** ticket 48 ‖ twice: box 16, hash of the write token 32, of the read token 32, of the owner's token 32 */
export interface Make {
  readonly ticket: Uint8Array;
  readonly boxes: readonly [NewBox, NewBox];
}

export function encodeMake({ ticket, boxes }: Make): Bytes {
  const parts = boxes.flatMap(({ box, writeHash, readHash, ownerHash }) => [sized(box, mailSizes.id), ...[writeHash, readHash, ownerHash].map((hash) => sized(hash, keptSizes.hash))]);
  return write(keptSizes.make, [sized(ticket, keptSizes.ticket), ...parts]);
}

export function decodeMake(bytes: Uint8Array): Make | null {
  if (bytes.length !== keptSizes.make) return null;
  const read = reader(bytes);
  const ticket = read.bytes(keptSizes.ticket);
  const box = (): NewBox => ({ box: read.bytes(mailSizes.id), writeHash: read.bytes(keptSizes.hash), readHash: read.bytes(keptSizes.hash), ownerHash: read.bytes(keptSizes.hash) });
  return { ticket, boxes: [box(), box()] };
}

/** box 16 ‖ owner's token 32 */
export interface Close {
  readonly box: Uint8Array;
  readonly token: Uint8Array;
}

export const encodeClose = ({ box, token }: Close): Bytes => write(keptSizes.close, [sized(box, mailSizes.id), sized(token, mailSizes.token)]);

export function decodeClose(bytes: Uint8Array): Close | null {
  if (bytes.length !== keptSizes.close) return null;
  const read = reader(bytes);
  return { box: read.bytes(mailSizes.id), token: read.bytes(mailSizes.token) };
}

/**
 * One more token for writing: box 16 ‖ owner's token 32 ‖ SHA-256 of the new token 32. The tokens from before go on: nobody
 * who was away is locked out. Each has a share of its own, so that whoever left with an old one fills nothing but that.
 */
export interface AddToken {
  readonly box: Uint8Array;
  readonly token: Uint8Array;
  readonly writeHash: Uint8Array;
}

export const encodeAddToken = ({ box, token, writeHash }: AddToken): Bytes =>
  write(keptSizes.token, [sized(box, mailSizes.id), sized(token, mailSizes.token), sized(writeHash, keptSizes.hash)]);

export function decodeAddToken(bytes: Uint8Array): AddToken | null {
  if (bytes.length !== keptSizes.token) return null;
  const read = reader(bytes);
  return { box: read.bytes(mailSizes.id), token: read.bytes(mailSizes.token), writeHash: read.bytes(keptSizes.hash) };
}

const keepActions = ['read', 'write', 'end'] as const;

/**
 * A step of a meeting, or a sheet: id 16 ‖ token 32 ‖ ticket 48 ‖ action 1 (0 read, 1 write, 2 end) ‖ step 1 ‖ zeros ‖ payload.
 * A meeting is made by writing step 0, a sheet by writing it, both with a ticket of kind `meet`; any other time it is null.
 * A step is written once; a sheet as often as wanted. `end` deletes it.
 */
export interface Keep {
  readonly id: Uint8Array;
  readonly token: Uint8Array;
  readonly ticket: Uint8Array | null;
  readonly action: (typeof keepActions)[number];
  /** 0 to 5; 0 for a sheet. */
  readonly step: number;
  /** 4,096 bytes for a meeting, 16,384 for a sheet; null unless something is written. */
  readonly payload: Uint8Array | null;
}

export const encodeMeet = (keep: Keep): Bytes => encodeKeep(keep, keptSizes.meet, mailSizes.envelope);
export const decodeMeet = (bytes: Uint8Array): Keep | null => decodeKeep(bytes, keptSizes.meet, mailSizes.envelope);
export const encodeSheet = (keep: Keep): Bytes => encodeKeep(keep, keptSizes.sheet, keptSizes.blob);
export const decodeSheet = (bytes: Uint8Array): Keep | null => decodeKeep(bytes, keptSizes.sheet, keptSizes.blob);

function encodeKeep({ id, token, ticket, action, step, payload }: Keep, size: number, payloadSize: number): Bytes {
  const head = [sized(id, mailSizes.id), sized(token, mailSizes.token), sized(ticket ?? new Uint8Array(keptSizes.ticket), keptSizes.ticket), Uint8Array.of(keepActions.indexOf(action), step)];
  return write(size, [...head, new Uint8Array(size - payloadSize - 98), sized(payload ?? new Uint8Array(payloadSize), payloadSize)]);
}

function decodeKeep(bytes: Uint8Array, size: number, payloadSize: number): Keep | null {
  if (bytes.length !== size) return null;
  const read = reader(bytes);
  const [id, token, ticket, [which = 0, step = 0]] = [read.bytes(mailSizes.id), read.bytes(mailSizes.token), read.bytes(keptSizes.ticket), read.bytes(2)];
  const action = keepActions[which];
  const zeros = read.bytes(size - payloadSize - 98);
  if (action === undefined || step >= (size === keptSizes.meet ? mailLimits.steps : 1) || zeros.some((byte) => byte !== 0)) return null;
  return { id, token, ticket: ticket.every((byte) => byte === 0) ? null : ticket, action, step, payload: action === 'write' ? read.bytes(payloadSize) : null };
}

const keepStatuses = ['absent', 'there', 'done'] as const;

/** status 1 (0 absent: nobody has written this yet, 1 there, 2 done: written or ended) ‖ zeros 15 ‖ payload, or random bytes where there is none */
export interface KeepReply {
  readonly status: (typeof keepStatuses)[number];
  readonly payload: Uint8Array | null;
}

/** `filler`: as many random bytes as the payload of this address has. */
export function encodeKeepReply({ status, payload }: KeepReply, filler: Uint8Array): Bytes {
  return write(16 + filler.length, [Uint8Array.of(keepStatuses.indexOf(status)), new Uint8Array(15), sized(payload ?? filler, filler.length)]);
}

/** `size`: keptSizes.meetReply or sheetReply. */
export function decodeKeepReply(bytes: Uint8Array, size: number): KeepReply | null {
  const status = keepStatuses[bytes[0] ?? 255];
  if (bytes.length !== size || status === undefined) return null;
  return { status, payload: status === 'there' ? bytes.slice(16) : null };
}
