import { replyToAnswer } from '../domain/answer.ts';
import { advanceFee, confirmHours, payFee, stallFee } from '../domain/fee.ts';
import type { Rules } from '../domain/op.ts';
import { addPerson, appointPerson, describeMyself, nameProject } from '../domain/person.ts';
import { seeReflection } from '../domain/reflection.ts';
import { cancelSession, changeSession, holdSession, planSession, sendInvitation } from '../domain/session.ts';

/** Every op of the staff app: coordinator, contact person and fee office. Who may do which is server/access.ts. */
export const staffRules = {
  'answer/reply': replyToAnswer,
  'fee/advance': advanceFee,
  'fee/confirm-hours': confirmHours,
  'fee/pay': payFee,
  'fee/stall': stallFee,
  'invitation/send': sendInvitation,
  'person/add': addPerson,
  'person/appoint': appointPerson,
  'person/describe': describeMyself,
  'project/name': nameProject,
  'reflection/see': seeReflection,
  'session/cancel': cancelSession,
  'session/change': changeSession,
  'session/hold': holdSession,
  'session/plan': planSession,
} satisfies Rules;
