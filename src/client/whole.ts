import type { Engine } from './engine.ts';

/** A start shows the newest rows before the rest is read: only after an exchange does what is missing mean that it is missing. */
export const isWhole = ({ sync }: Pick<Engine, 'sync'>): boolean => sync.syncedAt.value !== null && sync.status.value.kind === 'idle';
