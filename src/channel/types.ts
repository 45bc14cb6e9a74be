import type { ReadonlySignal } from '@preact/signals';
import type { Result } from '../domain/result.ts';

// What screens see of the private channel, and what they may ask of it. Nothing here is known to a server.

/** What somebody says of themselves to whom they pair with. It travels sealed, from device to device only. */
export interface Card {
  readonly name: string;
  /** Of a contact person; empty for a young expert. */
  readonly organisation: string;
  readonly phone: string;
  /** When they answer, in their own words. */
  readonly hours: string;
  /** Within how many hours they promise to have read; the banner with other routes comes after this. */
  readonly promise: number;
}

/**
 * Where one's own message is. «sent» stands here only for what the mailbox has answered; that it was received and read, only
 * the person themselves says whom it was written to, never a deputy.
 */
export type Where =
  | { readonly kind: 'queued' }
  | { readonly kind: 'sending' }
  | { readonly kind: 'sent' | 'received'; readonly at: string; readonly overdue: boolean }
  | { readonly kind: 'read'; readonly at: string }
  /** Taken back here; whether they had read it is not known yet. */
  | { readonly kind: 'withdrawing' }
  | { readonly kind: 'withdrawn' };

export interface Line {
  readonly id: string;
  /** The name of whoever wrote it; undefined for one's own. */
  readonly from: string | undefined;
  /** Empty where it was withdrawn. */
  readonly text: string;
  /** A session that the writer attached, in words; null for none. */
  readonly about: string | null;
  /** When it was written (own) or came (theirs); when it was written where it had lain in the mailbox for long. */
  readonly at: string;
  /** Of the other side's: when it was written, by their clock, to a quarter of an hour. A promise counts from here. */
  readonly written?: string | undefined;
  /** Undefined for what the other side wrote. */
  readonly where: Where | undefined;
  /** Of the other side's: whether it was on this screen. */
  readonly seen: boolean;
}

/**
 * open     both can write
 * changed  a key or the person behind it is not the one that was paired with: nothing is sent until they pair again
 * closed   the other side, or this one, has ended it; it stays readable
 * replaced a newer channel took its place; it stays readable
 */
export type ThreadState = 'open' | 'changed' | 'closed' | 'replaced';

/** Somebody whom the contact person names as deputy. They read nothing before the young person's yes. */
export interface Introduced {
  readonly genesis: string;
  readonly name: string;
  readonly organisation: string;
}

export interface Thread {
  readonly id: string;
  /** `colleague`: between a contact person and their deputy; it carries channels, and no messages. */
  readonly kind: 'channel' | 'colleague';
  readonly state: ThreadState;
  /** The side of this device. */
  readonly side: 'expert' | 'contact';
  readonly peer: Card;
  /** Whether a key outside the project has signed the contact person's card. */
  readonly vouched: boolean;
  /** Everybody whose devices what is written now can be opened on, oneself not counted. */
  readonly readers: readonly {
    readonly name: string;
    readonly role: 'contact' | 'deputy' | 'expert';
    readonly devices: number;
    /** What answerDeputy asks for of a deputy: a no may come later. */
    readonly genesis?: string;
    /** Of a deputy: whether what they need to read has reached them. Until then they cannot, whatever is sealed to them. */
    readonly has?: boolean;
    /** As they have said it of themselves. */
    readonly phone?: string;
  }[];
  /** Deputies who wait for the young person's yes. */
  readonly introduced: readonly Introduced[];
  /** Until which day the contact person is away; null when they are not. */
  readonly awayUntil: string | null;
  readonly lines: readonly Line[];
  /** Messages that were sent to this device and have not come for a day. */
  readonly missing: number;
  /** What came and could not be opened. */
  readonly unopened: number;
  /** What happened beside messages, newest last: «Kettu otti käyttöön toisen laitteen». */
  readonly events: readonly {
    readonly at: string;
    readonly what: 'paired' | 'device-added' | 'device-removed' | 'deputy-added' | 'deputy-ended' | 'renamed' | 'changed' | 'closed';
    /** Empty where it is one's own doing, on another of one's devices. */
    readonly name: string;
    /** Of somebody who has changed their name: the one before. */
    readonly was?: string | undefined;
  }[];
  /** When anything was last heard of the other side's devices; null for never. */
  readonly heard: string | null;
  readonly news: boolean;
}

/** host: shows the code. guest: types it. */
export interface Pairing {
  readonly role: 'host' | 'guest';
  readonly what: 'channel' | 'device' | 'colleague';
  /** waiting: for the other's device · compare: both see the digits · confirming: said yes, waits for the other · done · failed */
  readonly step: 'waiting' | 'compare' | 'confirming' | 'done' | 'failed';
  /** Of a host, as it is shown: four groups of four. */
  readonly code: string | null;
  /** Nine, in three groups. */
  readonly digits: string | null;
  /** The other side, once known. */
  readonly peer: Card | null;
  readonly vouched: boolean;
  readonly why: PairingProblem | null;
  /** The day on which the code stops working. */
  readonly until: string | null;
  /** The thread that came of it. */
  readonly thread: string | null;
}

export type PairingProblem =
  | 'no-network' // nothing was changed; it can be tried again
  | 'wrong-code' // no such code, or it has been used, or it is too old
  | 'mistyped' // it cannot be a code
  | 'other-kind' // it is for something else than the person said
  | 'altered' // what came does not fit the code
  | 'different' // one of the two said that the digits differ
  | 'busy' // too many tries from this network
  | 'not-ready'; // a contact person without a second device or a sheet

export type SendProblem = 'empty' | 'too-long' | 'changed' | 'closed' | 'no-device';

export interface OwnDevice {
  readonly id: string;
  readonly isThis: boolean;
  readonly added: string;
}

export interface ChannelState {
  /** Newest first; the first one that is open is where one writes. */
  readonly threads: readonly Thread[];
  readonly pairing: Pairing | null;
  readonly devices: readonly OwnDevice[];
  /** What was last said with `describe`, or in a pairing; null before that. */
  readonly card: Card | null;
  readonly awayUntil: string | null;
  /** Whether a recovery sheet has been made. */
  readonly hasSheet: boolean;
  /** The last exchange with the mailbox failed; null when it did not. full: a box takes no more today; it is still read. busy: too much came from this network. */
  readonly trouble: 'no-network' | 'unreachable' | 'full' | 'busy' | null;
}

/**
 * nobody   this build of the app knows no organisation that vouches
 * missing  nobody has vouched for this contact person yet
 * outdated what was vouched for is not what one says of oneself now, or its last day is past
 * kept     it goes with each code, through the day `until`
 */
export type Vouching = { readonly kind: 'nobody' | 'missing' | 'outdated' } | { readonly kind: 'kept'; readonly until: string };

/** Times come as `YYYY-MM-DD HH:MM`, in Helsinki. */
export interface ReceiptWords {
  sent(at: string): string;
  read(at: string): string;
  readonly queued: string;
  readonly withdrawn: string;
}

/** The private channel on this device. Every promise resolves when its change is in the store; rejects when the store is full. */
export interface ChannelEngine {
  readonly state: ReadonlySignal<ChannelState>;

  /** What is typed and not sent, by thread. */
  draft(thread: string): string;
  saveDraft(thread: string, text: string): Promise<void>;
  /** Puts the draft on its way; it leaves the draft and joins the lines in one step. `about`: at most 120 characters. */
  send(thread: string, about: string | null): Promise<Result<string, SendProblem>>;
  /** Takes back what the other side has not read. */
  withdraw(thread: string, line: string): Promise<void>;
  /** These lines were on the screen. */
  seen(thread: string, lines: readonly string[]): Promise<void>;
  /** Asks the mailbox at once: somebody looks at the screen. */
  look(): Promise<void>;

  /** Shows a code. `card`: what one says of oneself. */
  host(what: Pairing['what'], card: Card): Promise<Result<null, PairingProblem>>;
  /**
   * Types a code. `what`: what the person believes that it is for, a channel where nothing is said. A code for something
   * else is `other-kind`: handed over as a contact person's, one for a device would give its maker everything that is read here.
   */
  join(code: string, card: Card, what?: Pairing['what']): Promise<Result<null, PairingProblem>>;
  /** Whether the nine digits are the same on both. */
  compare(same: boolean): Promise<void>;
  /** Ends a pairing that is under way, or clears away one that is done. */
  endPairing(): Promise<void>;

  /** What one says of oneself; goes to everybody one is paired with. */
  describe(card: Card, awayUntil: string | null): Promise<void>;
  /** A contact person names a colleague as deputy in a thread. */
  introduce(thread: string, colleague: string): Promise<void>;
  /** The young person's yes or no to a deputy; a no may also come later. */
  answerDeputy(thread: string, genesis: string, yes: boolean): Promise<void>;
  /** Takes one of one's own devices off the list: it opens nothing new. */
  removeDevice(device: string): Promise<void>;
  /** A contact person says that two channels are with the same young person, who has lost their phone: the older is `replaced`. */
  replace(older: string, newer: string): Promise<void>;
  /** Ends a channel for both. It stays readable. */
  close(thread: string): Promise<void>;
  /** Takes a channel that is not open any more away from this device. */
  forget(thread: string): Promise<void>;

  /** Makes a recovery sheet: 24 characters to be written down. The one before it ends. */
  makeSheet(): Promise<Result<string, 'no-network'>>;
  restore(sheet: string): Promise<Result<null, 'no-network' | 'wrong-code' | 'mistyped'>>;

  /** What an organisation outside the project has to sign to vouch for this contact person: text, JSON. */
  vouchRequest(): Promise<string>;
  /** Keeps what it has signed, so that it goes with each code. False where it is not one for this person. */
  takeVouch(text: string): Promise<boolean>;
  /** How one's own vouch stands; read it where the state is read, so that it is drawn anew. */
  vouching(): Vouching;

  /** The text of a receipt: what was written when, and when it was sent and read. */
  receipt(thread: string, words: ReceiptWords): string;

  stop(): void;
  /** Stops, and takes away everything that this device keeps of the channel. */
  erase(): Promise<void>;
}
