import type { Reason } from '../domain/reason.ts';
import type { Result } from '../domain/result.ts';
import { t } from '../ui/words.ts';
import { unlessFull } from './storage-full.ts';

/** Does a write and gives the words for what stopped it; undefined when it is in the store. Needs the words `errors`. */
export async function problemOf(write: () => Promise<Result<unknown, Reason>>): Promise<string | undefined> {
  const result = await unlessFull(write);
  if (result === 'full') return t('errors:storage-full');
  return result.ok ? undefined : t(`errors:${result.reason}`);
}
