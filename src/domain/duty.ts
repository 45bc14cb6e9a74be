import { duties, dutiesFor, personalDuties } from './duty-facts.ts';
import { rule } from './op.ts';
import { findRow } from './read.ts';
import { boolean, id, nullable, object, ok, oneOf, refuse } from './schema.ts';

/** The coordinator marks an adults' duty as done, or takes the mark back. `invitation`: of a duty that is owed to one person. */
export const markDuty = rule({
  args: object({ session: id(), invitation: nullable(id()), duty: oneOf(duties), done: boolean() }),
  lane: (args) => (args.invitation === null ? `session/${args.session}` : `invitation/${args.invitation}`),
  apply(read, args, context) {
    const session = findRow(read, 'session', args.session);
    if (!session.ok) return session;
    if (args.duty === 'link_given' || !dutiesFor(session.value).includes(args.duty) || personalDuties.has(args.duty) !== (args.invitation !== null)) return refuse('malformed');
    const mark = (done: Readonly<Record<string, string>> | undefined) => {
      const { [args.duty]: _before, ...rest } = done ?? {};
      return args.done ? { ...rest, [args.duty]: context.at } : rest;
    };
    if (args.invitation === null) return ok([{ do: 'put', row: { ...session.value, done: mark(session.value.done) } }]);
    const invitation = findRow(read, 'invitation', args.invitation);
    if (!invitation.ok) return invitation;
    if (invitation.value.session !== args.session) return refuse('malformed');
    return ok([{ do: 'put', row: { ...invitation.value, done: mark(invitation.value.done) } }]);
  },
});
