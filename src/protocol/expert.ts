import { chooseAnswer, writeNote } from '../domain/answer.ts';
import { sendComment } from '../domain/comment.ts';
import type { Rules } from '../domain/op.ts';
import { nameMyself } from '../domain/person.ts';
import { allowRidePlace } from '../domain/ride.ts';
import { giveText, refuseText } from '../domain/request.ts';
import { sendReflection, withdrawReflection } from '../domain/reflection.ts';
import { answerInvitation, sayLate, undoAnswer } from '../domain/invitation.ts';

/** Every op that a young expert's phone may push. Who may do it to which row is server/access.ts. */
export const expertRules = {
  'answer/choose': chooseAnswer,
  'answer/write': writeNote,
  'comment/send': sendComment,
  'invitation/answer': answerInvitation,
  'invitation/late': sayLate,
  'invitation/undo': undoAnswer,
  'person/name': nameMyself,
  'reflection/send': sendReflection,
  'reflection/withdraw': withdrawReflection,
  'request/give': giveText,
  'request/refuse': refuseText,
  'ride/place': allowRidePlace,
} satisfies Rules;
