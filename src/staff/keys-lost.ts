import { signal } from '@preact/signals';

/** Has this tab's login lost the key that it signs with? Known once it has asked; a damaged store is the reason. */
export const keysLost = signal(false);
