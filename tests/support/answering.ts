import { answerInvitation, undoAnswer } from '../../src/domain/invitation.ts';
import type { Invitation } from '../../src/domain/invitation.ts';
import { decisionIdOf } from '../../src/domain/decision-facts.ts';
import { settleDecision } from '../../src/domain/decision.ts';
import type { Decision } from '../../src/domain/decision.ts';
import type { Context, Row } from '../../src/domain/op.ts';
import type { Session } from '../../src/domain/session.ts';
import { termsOf } from '../../src/domain/terms.ts';
import type { Terms } from '../../src/domain/terms.ts';
import { applyRule, invitation, person, rowsOf, session } from './rows.ts';

type Rows = Map<string, Row>;

/** Long before the start: what is answered then is held. */
export const early = '2026-11-20T08:00:00.000Z';
export const later = (minutes: number, from = early): string => new Date(Date.parse(from) + minutes * 60_000).toISOString();

export const invited = (more: Partial<Session> = {}, own: Partial<Invitation> = {}): Rows => rowsOf(session(more), invitation(own), person('aino', 'expert'));

export const invitationIn = (rows: Rows): Invitation => rows.get('invitation/i') as Invitation;
export const sessionIn = (rows: Rows): Session => rows.get('session/s') as Session;
export const decisionIn = (rows: Rows): Decision | undefined => rows.get(`decision/${decisionIdOf('i')}`) as Decision | undefined;

/** A yes to what stands there, or to the terms given; or a no. */
export const says = (rows: Rows, answer: 'accepted' | 'declined', context: Partial<Context> = {}, terms: Terms | null = termsOf(sessionIn(rows))) =>
  applyRule(rows, answerInvitation, { invitation: 'i', answer, terms: answer === 'accepted' ? terms : null }, { at: early, ...context });

export const undoes = (rows: Rows, at = early) => applyRule(rows, undoAnswer, { invitation: 'i' }, { at });

/** What the server does when the ten minutes are over. */
export const settles = (rows: Rows, at = later(10)) => applyRule(rows, settleDecision, { invitation: 'i' }, { at });
