import { reasons } from '../domain/reason.ts';
import { refuse, ok } from '../domain/result.ts';
import type { Result } from '../domain/result.ts';
import { protocolVersion } from '../protocol/limits.ts';
import type { Outcome, SyncReply } from '../protocol/sync.ts';

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

function isOutcome(value: unknown): value is Outcome {
  if (!isObject(value) || !('id' in value) || typeof value.id !== 'string' || !('ok' in value)) return false;
  return value.ok === true || (value.ok === false && 'reason' in value && reasons.some((one) => one === value.reason));
}

/**
 * Checks the one part of a reply that a push without a pull needs: the outcomes. By hand, because the schemas of the page
 * would be the larger part of the worker.
 */
export function readReply(json: unknown): Result<SyncReply, 'malformed'> {
  if (!isObject(json) || !('protocol' in json) || json.protocol !== protocolVersion || !('outcomes' in json)) return refuse('malformed');
  const { outcomes } = json;
  if (!Array.isArray(outcomes) || !outcomes.every(isOutcome)) return refuse('malformed');
  return ok({ protocol: protocolVersion, outcomes, rows: [], gone: [], cursor: {}, more: false, now: '' });
}
