import { replyToAnswer } from '../domain/answer.ts';
import { confirmRole, stopRole } from '../domain/appoint.ts';
import { markDuty } from '../domain/duty.ts';
import { advanceFee, cancelFee, confirmHours, correctHours, payFee, stallFee } from '../domain/fee.ts';
import { nameSupport, sendInvitation, withdrawInvitation } from '../domain/invitation.ts';
import type { Rules } from '../domain/op.ts';
import { addPerson, appointPerson, describeMyself, nameProject } from '../domain/person.ts';
import { seeReflection } from '../domain/reflection.ts';
import { askForText } from '../domain/request.ts';
import { planRide, planRideB } from '../domain/ride.ts';
import { cancelSession, changeSession, holdSession, planSession, reopenSession } from '../domain/session.ts';

/** Every op of the staff app: coordinator, contact person and fee office. Who may do which is server/access.ts. */
export const staffRules = {
  'answer/reply': replyToAnswer,
  'duty/mark': markDuty,
  'fee/advance': advanceFee,
  'fee/cancel': cancelFee,
  'fee/confirm-hours': confirmHours,
  'fee/correct-hours': correctHours,
  'fee/pay': payFee,
  'fee/stall': stallFee,
  'invitation/send': sendInvitation,
  'invitation/support': nameSupport,
  'invitation/withdraw': withdrawInvitation,
  'person/add': addPerson,
  'person/appoint': appointPerson,
  'person/confirm-role': confirmRole,
  'person/stop-role': stopRole,
  'person/describe': describeMyself,
  'project/name': nameProject,
  'reflection/see': seeReflection,
  'request/ask': askForText,
  'ride/plan': planRide,
  'ride/plan-b': planRideB,
  'session/cancel': cancelSession,
  'session/change': changeSession,
  'session/hold': holdSession,
  'session/plan': planSession,
  'session/reopen': reopenSession,
} satisfies Rules;
