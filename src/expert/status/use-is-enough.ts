import { useRef } from 'preact/hooks';
import type { Engine } from '../../client/engine.ts';

/** Does the server take no more today? As it last said: a new try says nothing while it lasts. */
export function useIsEnough({ sync }: Pick<Engine, 'sync'>): boolean {
  const last = useRef(false);
  const status = sync.status.value;
  if (status.kind !== 'syncing') last.current = status.kind === 'waiting' && status.isEnough === true;
  return last.current;
}
