import type { Login } from '../client/settings.ts';

/** Tabs of one person tell each other under this name that the lock has changed, or that all are to lock. */
export const lockChannelOf = (person: string): string => `rasti-lock-${person}`;

/** The database of a login's private channel. */
export const channelStoreOf = ({ device, store }: Pick<Login, 'device' | 'store'>): string => `rasti-m-${store ?? device}`;
