import { createDb as createPlainDb } from '../../src/client/db.ts';
import { createEngine as createPlainEngine } from '../../src/client/engine.ts';
import { sealedForm } from '../../src/client/sealed-db.ts';
import { createSealing } from '../../src/crypto/sealing.ts';

// The client's contract runs twice: over stores in the clear, and over sealed ones (use-sealed.ts). The tests open their
// stores through these.

let key: Uint8Array<ArrayBuffer> | undefined;

/** From here on every store is a sealed one. */
export function sealStores(): void {
  key = crypto.getRandomValues(new Uint8Array(32));
}

/** A sealed form of its own, as another page would have one. */
const form = () => key && sealedForm(createSealing(new Uint8Array(key)));
const seals = () => (key ? 1 : undefined);

export const createDb = (name: string): ReturnType<typeof createPlainDb> => createPlainDb(name, seals(), form());
export const createEngine: typeof createPlainEngine = (options) => createPlainEngine({ ...options, seals: seals(), form: form() });
