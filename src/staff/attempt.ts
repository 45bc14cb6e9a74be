import type { Reason } from '../domain/reason.ts';
import { refuse } from '../domain/result.ts';
import type { Result } from '../domain/result.ts';
import { t } from '../ui/words.ts';

/** Why something did not happen: a refusal, a text that could not be sealed, or a store that is full. What was written stays. */
export type Problem = Reason | 'no-device' | 'too-long' | 'too-many-devices' | 'unusable-device' | 'no-sealing' | 'storage-full';

/** Waits for a write. A full store becomes a value like any other refusal; bugs still throw. */
export async function attempt<T>(write: Promise<Result<T, Problem>>): Promise<Result<T, Problem>> {
  try {
    return await write;
  } catch (error) {
    // IndexedDB rejects with a DOMException (QuotaExceededError and kin) when the disk is full.
    if (error instanceof DOMException) return refuse('storage-full');
    throw error;
  }
}

/** The problem in words; `name` is whom a sealed text was for. */
export function problemWords(problem: Problem, name = ''): string {
  switch (problem) {
    case 'no-device':
      return t('staff:seal.no-device', { name });
    case 'too-long':
      return t('staff:seal.too-long');
    case 'too-many-devices':
    case 'unusable-device':
      return t('staff:seal.device', { name });
    case 'no-sealing':
      return t('staff:seal.not-loaded');
    case 'storage-full':
      return t('staff:not-saved');
    default:
      return t(`errors:${problem}`);
  }
}
