import type { Earlier, ReadControl } from './arrive.ts';
import type { Coming, Handler } from './core.ts';
import { joinBody } from './payload.ts';
import type { Payload } from './payload.ts';
import { writerOf } from './people.ts';
import type { ThreadRecord } from './records.ts';
import type { Reading } from './store.ts';

/** What a control asks for, once all its parts are there; null before that, and for what nobody here does. */
export async function readControl(handlers: ReadonlyMap<string, Handler<unknown>>, store: Reading, thread: ThreadRecord, payload: Payload, device: string, earlier: Earlier): Promise<ReadControl | null> {
  const { part, body = '' } = payload;
  if (!part) return null;
  const key = `${thread.id}/${device}/${payload.id}`;
  const bodies = { ...store.get('parts', key)?.bodies, ...earlier.get(key), [part.i]: body };
  earlier.set(key, bodies);
  const whole = joinBody(bodies, part.of);
  const control = whole === null ? null : asObject(whole);
  const name = control?.['do'];
  const handler = typeof name === 'string' ? handlers.get(name) : undefined;
  if (!control || !handler) return null;
  const coming: Coming = { thread: thread.id, from: writerOf(thread, device), body: control };
  const read = await handler.read(coming);
  return read === null ? null : { apply: (tx, now) => handler.apply(tx, now, read, coming) };
}

function asObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : null;
  } catch {
    return null;
  }
}

/** What a control says, beside which handler it is for. */
export const bodyOf = (body: Readonly<Record<string, unknown>>): unknown => Object.fromEntries(Object.entries(body).filter(([name]) => name !== 'do'));
