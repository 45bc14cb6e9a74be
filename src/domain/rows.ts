import type { Answer } from './answer.ts';
import type { ChainRow } from './chain.ts';
import type { Appointment } from './appointment.ts';
import type { Comment } from './comment.ts';
import type { Confirmation } from './confirmation.ts';
import type { Decision } from './decision.ts';
import type { Event } from './event.ts';
import type { Device, Person, Project } from './person.ts';
import type { Fee } from './fee.ts';
import type { Lead } from './lead.ts';
import type { Note } from './note.ts';
import type { Reading } from './reading.ts';
import type { Reflection } from './reflection.ts';
import type { TextRequest } from './request.ts';
import type { Invitation } from './invitation.ts';
import type { Ride } from './ride.ts';
import type { Session } from './session.ts';

/** Every kind of row, for typed reading. Schemas stand beside their nouns; protocol/rows.ts lists them for checking. */
export interface Rows {
  answer: Answer;
  chain: ChainRow;
  appointment: Appointment;
  comment: Comment;
  confirmation: Confirmation;
  decision: Decision;
  device: Device;
  event: Event;
  fee: Fee;
  invitation: Invitation;
  lead: Lead;
  note: Note;
  person: Person;
  project: Project;
  reading: Reading;
  reflection: Reflection;
  request: TextRequest;
  ride: Ride;
  session: Session;
}

export type RowKind = keyof Rows;
