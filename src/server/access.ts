import { checklistItems } from '../domain/checklist-items.ts';
import type { Role, Row, Rules } from '../domain/op.ts';
import type { Schema } from '../domain/schema.ts';
import { expertRules } from '../protocol/expert.ts';
import { rowSchemas } from '../protocol/rows.ts';
import { staffRules } from '../protocol/staff.ts';

type OpName = keyof typeof expertRules | keyof typeof staffRules;

/**
 * Who may do what. Which row is the other half: nobody reads or changes a row that they do not see (sync.ts), and where
 * seeing is not enough, the rule itself asks whose it is.
 */
export const access: Readonly<Record<OpName, readonly Role[]>> = {
  'answer/choose': ['expert'], // the rule: one's own invitation
  'answer/reply': ['coordinator'],
  'answer/write': ['expert'], // the rule: one's own invitation
  'comment/send': ['expert'], // the rule: one's own invitation
  'duty/mark': ['coordinator'],
  'fee/advance': ['fees'],
  'fee/cancel': ['coordinator'],
  'fee/confirm-hours': ['coordinator'],
  'fee/correct-hours': ['coordinator'],
  'fee/pay': ['fees'],
  'fee/stall': ['coordinator', 'fees'],
  'invitation/answer': ['expert'], // the rule: one's own invitation
  'invitation/late': ['expert'], // the rule: one's own
  'invitation/send': ['coordinator'],
  'invitation/support': ['coordinator'],
  'invitation/undo': ['expert'], // the rule: one's own
  'invitation/withdraw': ['coordinator'],
  'person/add': ['coordinator'],
  'person/appoint': ['coordinator'], // the rule: it holds after a second coordinator's yes, or a day later
  'person/confirm-role': ['coordinator'], // the rule: neither whoever asked nor whom it is for
  'person/stop-role': ['coordinator', 'fees'],
  'person/describe': ['coordinator', 'contact', 'fees'], // the rule: oneself
  'person/name': ['expert'], // the rule: oneself
  'project/name': ['coordinator'],
  'reflection/see': ['coordinator'],
  'reflection/send': ['expert'],
  'reflection/withdraw': ['expert'], // the rule: one's own
  'request/ask': ['coordinator'],
  'request/give': ['expert'], // the rule: what one wrote oneself
  'request/refuse': ['expert'], // the rule: the same
  'ride/place': ['expert'], // the rule: one's own
  'ride/plan': ['coordinator'],
  'ride/plan-b': ['coordinator'],
  'session/cancel': ['coordinator'],
  'session/change': ['coordinator'],
  'session/hold': ['coordinator'],
  'session/plan': ['coordinator'],
  'session/reopen': ['coordinator'],
};

/** What the server knows of ops and rows. A measurement may bring its own; what is shipped is `tables` and nothing else. */
export interface Tables {
  /** Every rule by its name, whoever may call it. */
  readonly rules: Rules;
  /** The rules that somebody with these roles may call. What is not in here is `unknown-op` for them. */
  rulesFor(roles: readonly Role[]): Rules;
  /** What a row of each kind must look like. */
  readonly schemas: Readonly<Record<string, Schema<Row>>>;
  /** Whether the checklist has an item of this name. */
  isItem(name: string): boolean;
}

const byRoles = new Map<string, Rules>();

export function rulesFor(roles: readonly Role[]): Rules {
  const key = roles.join(' ');
  const known = byRoles.get(key);
  if (known) return known;
  const theirs: Rules = { ...(roles.includes('expert') ? expertRules : {}), ...(roles.some((role) => role !== 'expert') ? staffRules : {}) };
  const made = Object.fromEntries(Object.entries(theirs).filter(([name]) => isOpName(name) && access[name].some((role) => roles.includes(role))));
  byRoles.set(key, made);
  return made;
}

export const tables: Tables = { rules: { ...expertRules, ...staffRules }, rulesFor, schemas: rowSchemas, isItem: (name) => checklistItems.has(name) };

const isOpName = (name: string): name is OpName => Object.hasOwn(access, name);
