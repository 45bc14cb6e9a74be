import type { Session } from '../../src/domain/session.ts';
import { termsOf } from '../../src/domain/terms.ts';
import type { Terms } from '../../src/domain/terms.ts';
import { tables } from '../../src/server/access.ts';
import { settleEverywhere } from '../../src/server/settle.ts';
import type { TestServer } from './server.ts';
import { sessionArgs } from './world.ts';
import type { Someone } from './world.ts';

/** What somebody says yes to, where a session was planned with `sessionArgs`. */
export const termsAsked = (more: Partial<Session> = {}): Terms => termsOf(sessionArgs('any', more));

/** Answers to a session that was planned with `sessionArgs`; the answer is held. */
export const answers = (who: Someone, invitation: string, answer: 'accepted' | 'declined', more: Partial<Session> = {}): Promise<string> =>
  who.does('invitation/answer', { invitation, answer, terms: answer === 'accepted' ? termsAsked(more) : null });

/** What the server's clock does every few seconds. */
export async function settle(server: Pick<TestServer, 'db' | 'now'>): Promise<void> {
  await settleEverywhere(server.db, { tables, failed: (error) => { throw error; } }, server.now);
}

/** Answers, and lets the ten minutes pass in which it could be undone. */
export async function answerAndSettle(server: TestServer, who: Someone, invitation: string, answer: 'accepted' | 'declined' = 'accepted', more: Partial<Session> = {}): Promise<string> {
  const said = await answers(who, invitation, answer, more);
  server.passMinutes(10);
  await settle(server);
  return said;
}
