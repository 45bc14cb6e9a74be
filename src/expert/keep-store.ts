export type Storing = 'kept' | 'best-effort' | 'unknown';

/** Whether the phone has promised not to clear what is stored here when it runs out of room. */
export async function storing(): Promise<Storing> {
  return named(await navigator.storage?.persisted?.());
}

/** Asks for that promise. Chromium and Safari decide by themselves; Firefox asks the person. */
export async function askToKeep(): Promise<Storing> {
  return named(await navigator.storage?.persist?.());
}

const named = (persisted: boolean | undefined): Storing => (persisted === undefined ? 'unknown' : persisted ? 'kept' : 'best-effort');
