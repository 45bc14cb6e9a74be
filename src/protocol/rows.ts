import { answerSchema } from '../domain/answer.ts';
import { chainRowSchema } from '../domain/chain.ts';
import { appointmentSchema } from '../domain/appointment.ts';
import { commentSchema } from '../domain/comment.ts';
import { confirmationSchema } from '../domain/confirmation.ts';
import { decisionSchema } from '../domain/decision.ts';
import { eventSchema } from '../domain/event.ts';
import { feeSchema } from '../domain/fee.ts';
import { invitationSchema } from '../domain/invitation.ts';
import { deviceSchema, personSchema, projectSchema } from '../domain/person.ts';
import { readingSchema } from '../domain/reading.ts';
import { reflectionSchema } from '../domain/reflection.ts';
import { textRequestSchema } from '../domain/request.ts';
import { leadSchema } from '../domain/lead.ts';
import { noteSchema } from '../domain/note.ts';
import type { RowKind, Rows } from '../domain/rows.ts';
import type { Schema } from '../domain/schema.ts';
import { rideSchema } from '../domain/ride.ts';
import { sessionSchema } from '../domain/session.ts';

/** What a row of each kind must look like when it comes over the wire. A row that does not is set aside, not shown. */
export const rowSchemas: { readonly [K in RowKind]: Schema<Rows[K]> } = {
  answer: answerSchema,
  chain: chainRowSchema,
  appointment: appointmentSchema,
  comment: commentSchema,
  confirmation: confirmationSchema,
  decision: decisionSchema,
  device: deviceSchema,
  event: eventSchema,
  fee: feeSchema,
  invitation: invitationSchema,
  lead: leadSchema,
  note: noteSchema,
  person: personSchema,
  project: projectSchema,
  reading: readingSchema,
  reflection: reflectionSchema,
  request: textRequestSchema,
  ride: rideSchema,
  session: sessionSchema,
};
