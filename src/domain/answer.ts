import { answerIdOf, askedFirst } from './answer-facts.ts';
import { decisionIdOf } from './decision-facts.ts';
import { rule } from './op.ts';
import type { Change, Reader } from './op.ts';
import type { Note } from './note.ts';
import { findRow, readRow } from './read.ts';
import { id, instant, literal, nullable, object, ok, oneOf, refuse } from './schema.ts';
import type { Infer } from './schema.ts';
import { sealedSchema } from './sealed.ts';
import { personScope, teamScope } from './scope.ts';

/** Who may know one's own words on an item. host: the coordinators, and the host is told one exact sentence, which stands in the envelope. */
export const audiences = ['me', 'coordinator', 'host'] as const;

/**
 * A young expert's answer to one checklist item of one invitation. Nothing is required, nothing is counted as undone.
 * Their own words are sealed to themselves and the coordinators; those for themselves alone are no part of it (note.ts).
 */
export const answerSchema = object({
  kind: literal('answer'), id: id(), project: id(), invitation: id(), person: id(), item: id(),
  answer: nullable(oneOf(['clear', 'ask', 'skip'])), asked: nullable(instant()),
  note: nullable(sealedSchema()), audience: oneOf(audiences),
  /** The coordinator's reply to "I'll ask", sealed to the young expert and the coordinators. */
  reply: nullable(object({ sealed: sealedSchema(), by: id(), at: instant() })),
});
export type Answer = Infer<typeof answerSchema>;

function mine(read: Reader, invitationId: string, item: string, by: string) {
  const found = findRow(read, 'invitation', invitationId);
  if (!found.ok) return found;
  const invitation = found.value;
  if (invitation.person !== by) return refuse('not-allowed' as const);
  const answerId = answerIdOf(invitation.id, item);
  const empty: Answer = {
    kind: 'answer', id: answerId, project: invitation.project, invitation: invitation.id, person: by, item,
    answer: null, asked: null, note: null, audience: 'me', reply: null,
  };
  // A yes that is still held shows in nothing, and only who said yes has the list: until then, it is theirs alone. The
  // server shares it with the answer (server/settle.ts). A question about the invitation itself is asked before any answer.
  const decision = readRow(read, 'decision', decisionIdOf(invitationId));
  const isBehindYes = decision?.state === 'held' && decision.answer === 'accepted';
  const isShared = invitation.state === 'accepted' || (item === askedFirst && !isBehindYes);
  return ok({ row: readRow(read, 'answer', answerId) ?? empty, scopes: [personScope(by), ...(isShared ? [teamScope(invitation.project)] : [])] });
}

/** Selvä, Kysyn tästä, Ei tarvita; or no answer after all. */
export const chooseAnswer = rule({
  args: object({ invitation: id(), item: id(), answer: nullable(oneOf(['clear', 'ask', 'skip'])) }),
  lane: (args) => `answer/${answerIdOf(args.invitation, args.item)}`,
  apply(read, args, context) {
    const found = mine(read, args.invitation, args.item, context.by);
    if (!found.ok) return found;
    const { row, scopes } = found.value;
    const asked = args.answer === 'ask' ? context.at : null;
    return ok([{ do: 'put', row: { ...row, answer: args.answer, asked }, scopes }]);
  },
});

/** The words that are for oneself alone, in a row that nobody else sees. */
function kept(read: Reader, { id, project, invitation, person, item }: Answer, sealed: string | null): readonly Change[] {
  if (sealed === null) return readRow(read, 'note', id) ? [{ do: 'remove', ref: { kind: 'note', id } }] : [];
  const row: Note = { kind: 'note', id, project, invitation, person, item, sealed };
  return [{ do: 'put', row, scopes: [personScope(person)] }];
}

/** The young expert's own words on an item, for themselves or for the coordinator too; null takes them away. */
export const writeNote = rule({
  args: object({ invitation: id(), item: id(), note: nullable(sealedSchema()), audience: oneOf(audiences) }),
  lane: (args) => `answer/${answerIdOf(args.invitation, args.item)}`,
  apply(read, args, context) {
    const found = mine(read, args.invitation, args.item, context.by);
    if (!found.ok) return found;
    const { row, scopes } = found.value;
    const isOwn = args.audience === 'me';
    const told = isOwn ? null : args.note;
    // What was told to somebody is told no longer where it is kept or taken away. Where nothing was, nothing shows.
    const next: Answer = { ...row, note: told, audience: told === null ? 'me' : args.audience };
    const shown: readonly Change[] = told === null && row.note === null ? [] : [{ do: 'put', row: next, scopes }];
    return ok([...shown, ...kept(read, row, isOwn ? args.note : null)]);
  },
});

/** The coordinator answers what was asked; the reply comes back into the same row. */
export const replyToAnswer = rule({
  args: object({ answer: id(), sealed: sealedSchema() }),
  lane: (args) => `answer/${args.answer}`,
  apply(read, args, context) {
    const found = findRow(read, 'answer', args.answer);
    if (!found.ok) return found;
    if (found.value.answer !== 'ask') return refuse('not-now');
    return ok([{ do: 'put', row: { ...found.value, reply: { sealed: args.sealed, by: context.by, at: context.at } } }]);
  },
});
