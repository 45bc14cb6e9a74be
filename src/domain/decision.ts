import { decisionIdOf } from './decision-facts.ts';
import { rule } from './op.ts';
import { findRow } from './read.ts';
import { id, instant, literal, nullable, object, ok, oneOf, refuse } from './schema.ts';
import type { Infer } from './schema.ts';
import { settled } from './settle-answer.ts';
import { termsSchema } from './terms.ts';

/**
 * A young expert's yes or no that nobody else sees: one that can still be undone, or a yes to terms that have changed
 * since. It stands in their own scope alone.
 */
export const decisionSchema = object({
  kind: literal('decision'), id: id(), project: id(), invitation: id(), session: id(), person: id(),
  answer: oneOf(['accepted', 'declined']),
  /** What the yes was said to. Null for a no, and from a phone that does not tell. */
  terms: nullable(termsSchema),
  at: instant(),
  /** When the coordinator sees it. */
  until: nullable(instant()),
  /** asked-again: the terms are others by now. Nothing was accepted; the difference is shown, and the person asked. */
  state: oneOf(['held', 'asked-again']),
});
export type Decision = Infer<typeof decisionSchema>;

/** What the server does by itself when the ten minutes are over. No device may ask for it (server/access.ts). */
export const settleDecision = rule({
  args: object({ invitation: id() }),
  lane: (args) => `invitation/${args.invitation}`,
  apply(read, args, context) {
    const decision = findRow(read, 'decision', decisionIdOf(args.invitation));
    if (!decision.ok) return decision;
    if (decision.value.state !== 'held' || (decision.value.until ?? '') > context.at) return refuse('not-now');
    const invitation = findRow(read, 'invitation', args.invitation);
    if (!invitation.ok) return invitation;
    const session = findRow(read, 'session', invitation.value.session);
    if (!session.ok) return session;
    return ok(settled(read, { invitation: invitation.value, session: session.value, decision: decision.value }, context.at));
  },
});
