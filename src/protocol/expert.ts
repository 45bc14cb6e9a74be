import { chooseAnswer, writeNote } from '../domain/answer.ts';
import type { Rules } from '../domain/op.ts';
import { nameMyself } from '../domain/person.ts';
import { sendReflection, withdrawReflection } from '../domain/reflection.ts';
import { answerInvitation } from '../domain/session.ts';

/** Every op that a young expert's phone may push. Who may do it to which row is server/access.ts. */
export const expertRules = {
  'answer/choose': chooseAnswer,
  'answer/write': writeNote,
  'invitation/answer': answerInvitation,
  'person/name': nameMyself,
  'reflection/send': sendReflection,
  'reflection/withdraw': withdrawReflection,
} satisfies Rules;
