import { reasons } from '../domain/reason.ts';
import { protocolVersion } from '../protocol/limits.ts';
import type { Reply } from '../client/drain.ts';
import type { Outcome } from '../protocol/sync.ts';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

const isOutcome = (value: unknown): value is Outcome =>
  isRecord(value) && typeof value.id === 'string' && (value.ok === true || (value.ok === false && reasons.some((one) => one === value.reason)));

/**
 * Checks the one part of a reply that a push without a pull needs: the outcomes; null where it is none. By hand, because
 * the schemas of the page would be the larger part of the worker.
 */
export function readReply(json: unknown): Reply | null {
  if (!isRecord(json) || json.protocol !== protocolVersion) return null;
  const { outcomes } = json;
  if (!Array.isArray(outcomes) || !outcomes.every(isOutcome)) return null;
  return { outcomes, rows: [], gone: [], cursor: {}, more: false };
}
