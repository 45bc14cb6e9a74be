import type { Answer } from './answer.ts';
import type { Comment } from './comment.ts';
import { rule } from './op.ts';
import type { Reader } from './op.ts';
import { findRow, readRow } from './read.ts';
import type { Reflection } from './reflection.ts';
import { id, instant, literal, object, ok, oneOf, refuse, text } from './schema.ts';
import type { Infer } from './schema.ts';
import { sealedSchema } from './sealed.ts';
import { personScope } from './scope.ts';

const textKinds = /* @__NO_SIDE_EFFECTS__ */ () => oneOf(['answer', 'comment', 'reflection']);

/**
 * A coordinator who came later asks to read a text that was sealed before they had a device. Only its writer decides: their
 * phone opens what they wrote and seals it anew, or they say no, and that is the end of it. Nobody but the two reads of it.
 */
export const textRequestSchema = object({
  kind: literal('request'), id: id(), project: id(), of: object({ kind: textKinds(), id: id() }),
  /** Whose text it is; and who asks. */
  person: id(), by: id(), at: instant(), state: oneOf(['asked', 'given', 'refused']),
});
export type TextRequest = Infer<typeof textRequestSchema>;
export type TextOf = TextRequest['of'];

/** One for a text and whoever asks. Ids have a limit, and eight signs tell the few coordinators of a project apart. */
export const textRequestIdOf = (of: Pick<TextOf, 'id'>, by: string): string => `${of.id}.${by.slice(0, 8)}`;

/** So much of an envelope tells it from every other: its keys are new each time (crypto/envelope.ts). */
const headLength = 100;
export const headOf = (sealed: string): string => sealed.slice(0, headLength);

interface Told {
  readonly sealed: string;
  readonly put: (sealed: string) => Answer | Comment | Reflection;
}

/** What was written for the coordinators and is there; undefined for what was taken back or is for oneself. */
function toldIn(read: Reader, { kind, id: which }: TextOf): Told | undefined {
  if (kind === 'comment') {
    const comment = readRow(read, 'comment', which);
    return comment && { sealed: comment.sealed, put: (sealed) => ({ ...comment, sealed }) };
  }
  if (kind === 'reflection') {
    const reflection = readRow(read, 'reflection', which);
    return reflection?.sealed ? { sealed: reflection.sealed, put: (sealed) => ({ ...reflection, sealed }) } : undefined;
  }
  const answer = readRow(read, 'answer', which);
  return answer?.note && answer.audience !== 'me' ? { sealed: answer.note, put: (note) => ({ ...answer, note }) } : undefined;
}

/** Asks the writer. Asked again it stands as it is, also where they have said no. */
export const askForText = rule({
  args: object({ kind: textKinds(), id: id() }),
  lane: (args) => `request/${args.id}`,
  apply(read, of, context) {
    const found = findRow(read, of.kind, of.id);
    if (!found.ok) return found;
    if (!toldIn(read, of)) return refuse('closed');
    const request = textRequestIdOf(of, context.by);
    if (readRow(read, 'request', request)) return ok([]);
    const row: TextRequest = { kind: 'request', id: request, project: context.project, of, person: found.value.person, by: context.by, at: context.at, state: 'asked' };
    return ok([{ do: 'put', row, scopes: [personScope(row.person), personScope(row.by)] }]);
  },
});

/** The writer seals it anew for whoever asks, too. `was`: the head of what they opened; what another device wrote since stays. */
export const giveText = rule({
  args: object({ request: id(), was: text(headLength), sealed: sealedSchema() }),
  lane: (args) => `request/${args.request}`,
  apply(read, args, context) {
    const found = findRow(read, 'request', args.request);
    if (!found.ok) return found;
    if (found.value.person !== context.by) return refuse('not-allowed');
    if (found.value.state !== 'asked') return refuse('not-now');
    const told = toldIn(read, found.value.of);
    if (!told) return refuse('closed');
    if (headOf(told.sealed) !== args.was) return refuse('changed-since');
    return ok([{ do: 'put', row: told.put(args.sealed) }, { do: 'put', row: { ...found.value, state: 'given' } }]);
  },
});

export const refuseText = rule({
  args: object({ request: id() }),
  lane: (args) => `request/${args.request}`,
  apply(read, args, context) {
    const found = findRow(read, 'request', args.request);
    if (!found.ok) return found;
    if (found.value.person !== context.by) return refuse('not-allowed');
    return found.value.state === 'asked' ? ok([{ do: 'put', row: { ...found.value, state: 'refused' } }]) : refuse('not-now');
  },
});
