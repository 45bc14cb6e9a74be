import { reasons } from '../domain/reason.ts';
import type { Reason } from '../domain/reason.ts';
import { parse } from '../domain/schema.ts';
import type { Schema } from '../domain/schema.ts';
import type { Asker } from './asker.ts';
import type { Env } from './env.ts';
import { ask, reasonIn } from './transport.ts';

/** What came of a request. `unreachable` covers everything that may pass by itself: no network, a proxy's page, a server that is down. */
export type Answer<T> =
  | { readonly kind: 'reply'; readonly value: T }
  | { readonly kind: 'refused'; readonly reason: Reason; readonly status: number }
  | { readonly kind: 'unreachable'; readonly status: number | null };

/** Calls the API and checks the reply against the protocol: a captive portal's page or an altered reply is never taken for an answer. */
export async function call<T>(env: Pick<Env, 'fetch'>, by: Asker | null, path: string, body: unknown, schema: Schema<T>): Promise<Answer<T>> {
  const answered = await ask(env, by, path, JSON.stringify(body));
  const { status, json } = answered;
  if (status === 200) {
    const reply = parse(schema, json);
    return reply.ok ? { kind: 'reply', value: reply.value } : { kind: 'unreachable', status };
  }
  const said = reasonIn(answered);
  const reason = reasons.find((one) => one === said);
  return reason && reason !== 'clock' && status !== null && status >= 400 && status < 500 ? { kind: 'refused', reason, status } : { kind: 'unreachable', status };
}
