import { signal } from '@preact/signals';

/** Why a part of the program is not here. `broken`: the server has it, and this page still cannot run it. */
export type MissingWhy = 'no-network' | 'new-version' | 'broken';

export class MissingChunk extends Error {
  readonly why: MissingWhy;
  constructor(why: MissingWhy, cause: unknown) {
    super(why, { cause });
    this.why = why;
  }
}

/** The server has a newer build than this page, and this page has asked for a part that only its own build has. */
export const isOutgrown = signal(false);

const patience = 10_000;

/** Every part of the program that comes late comes through here. Rejects with `MissingChunk`. */
export async function loadChunk<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    const why = await whyMissing();
    if (why === 'new-version') isOutgrown.value = true;
    throw new MissingChunk(why, error);
  }
}

/** A build's entry has a name of its own: where the server does not know it any more, it has another build. */
async function whyMissing(): Promise<MissingWhy> {
  try {
    // HEAD: the service worker answers none, so this asks the server itself.
    const { status } = await fetch(document.querySelector<HTMLScriptElement>('script[type=module]')?.src ?? '', { method: 'HEAD', cache: 'no-store', signal: AbortSignal.timeout(patience) });
    return status === 404 ? 'new-version' : status < 400 ? 'broken' : 'no-network';
  } catch {
    return 'no-network';
  }
}
