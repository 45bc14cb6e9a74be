/** Tabs tell each other under this name that the lock has changed, or that all are to lock. */
export const lockChannel = 'rasti-lock';
