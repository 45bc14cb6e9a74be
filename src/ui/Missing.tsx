import { useEffect } from 'preact/hooks';
import type { MissingWhy } from '../client/browser-chunk.ts';
import { urgent } from './live-region.tsx';
import { t } from './words.ts';

const whys: Readonly<Record<MissingWhy, string>> = { 'no-network': 'common:screen-missing', 'new-version': 'common:update.new-version', broken: 'common:update.broken' };

let load = (): void => location.reload();

/** Says how this app gets its newest version; without it the page is simply loaded again. */
export const tellLoad = (newest: () => void): void => void (load = newest);

/** Beside what was pressed: why nothing happened, and what helps. A browser may remember what did not come for as long as a page lives, so only loading the page is sure to help. */
export function Missing({ why, again }: { why: MissingWhy; again?: () => void }) {
  const isOffline = why === 'no-network';
  const words = t(whys[why]);
  useEffect(() => void (urgent.value = words), [words]);
  return (
    <div class="notice wait">
      <p>{words}</p>
      <button type="button" class="button quiet" onClick={isOffline ? again : load}>
        {t(isOffline ? 'common:try-again' : 'common:update.load')}
      </button>
    </div>
  );
}
