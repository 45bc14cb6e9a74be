import type { Reason } from './reason.ts';
import { parse } from './schema.ts';
import type { Result, Schema } from './schema.ts';

/**
 * An intent, made once on a device: `noun/verb`, an id that is never used again, checked arguments and the device's time.
 * It must be replayable: `apply` reads no clock and no randomness, so that phone and server come to the same rows.
 */
export interface Op {
  readonly id: string;
  readonly name: string;
  readonly args: unknown;
  /** The device's clock. Shown to people, never compared: phones' clocks are years off at times. */
  readonly at: string;
}

/** A thing as the server has it. Every noun has its own shape on top of these two. */
export interface Row {
  readonly kind: string;
  readonly id: string;
}

export interface Ref {
  readonly kind: string;
  readonly id: string;
}

/** Who may see a row is membership of a scope: `team:<project>`, `person:<person>`, … (protocol/scopes.ts lists them). */
export type Scope = string;

export type Role = 'expert' | 'coordinator' | 'contact' | 'fees';

/**
 * What an op does. The phone looks only at `put` and `remove`; the rest is for the server, which does all of one op
 * in one transaction.
 */
export type Change =
  | { readonly do: 'put'; readonly row: Row; readonly scopes?: readonly Scope[] }
  | { readonly do: 'remove'; readonly ref: Ref }
  | { readonly do: 'share'; readonly ref: Ref; readonly scope: Scope }
  | { readonly do: 'unshare'; readonly ref: Ref; readonly scope: Scope }
  | { readonly do: 'join'; readonly person: string; readonly scope: Scope }
  | { readonly do: 'role'; readonly person: string; readonly project: string; readonly role: Role }
  | { readonly do: 'ledger'; readonly fee: string; readonly event: string; readonly cents: number; readonly day: string };

/** Reads a row that the acting person may see; undefined otherwise. The server runs a rule again when it asked for a row not yet loaded. */
export type Reader = (kind: string, id: string) => Row | undefined;

export interface Context {
  /** The acting person. */
  readonly by: string;
  readonly roles: readonly Role[];
  readonly project: string;
  /** The server's clock on the server, the op's own time on the phone. */
  readonly at: string;
  /** The next number of the rule's series. Only the server has one to give, and gives it once. */
  readonly next?: number;
}

export interface Rule<Args> {
  /** Checks arguments that came from outside: over the wire, or out of the store of an older version. */
  parse(args: unknown): Result<Args>;
  /** The thing whose order is kept: ops of one lane are applied in the order in which they were made. */
  lane(args: Args): string;
  /** In which series of its project the thing is numbered, by a rule that numbers. */
  series?(args: Args): string;
  apply(read: Reader, args: Args, context: Context): Result<readonly Change[], Reason>;
}

/** A table of rules by op name. The arguments were checked by `args` before `apply` sees them. */
export type Rules = Readonly<Record<string, Rule<unknown>>>;

export type ArgsOf<R> = R extends Rule<infer Args> ? Args : never;

/** Makes a rule from the schema of its arguments; TypeScript infers their type from it. */
/* @__NO_SIDE_EFFECTS__ */
export function rule<Args>({ args: schema, ...rest }: { args: Schema<Args> } & Omit<Rule<Args>, 'parse'>): Rule<Args> {
  return { ...rest, parse: (args) => parse(schema, args) };
}
