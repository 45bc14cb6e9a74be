/** Seals what lies on the disk, where a lock is set (crypto/sealing.ts), and says under which name it lies there. */
export interface Sealing {
  seal(value: unknown, place: string): Uint8Array;
  /** Undefined for what does not open. */
  open(bytes: unknown, place: string): unknown;
  name(key: string): string;
}

interface Form {
  /** Under which key of the browser's store a key of ours lies. */
  place(key: string): string;
  write(key: string, value: unknown): unknown;
  /** Undefined for what this form cannot read. */
  read(place: string, stored: unknown): { readonly key: string; readonly value: unknown } | undefined;
}

/** How records lie in the browser's store: as JSON text, or, with a sealing, as bytes under a name that tells nothing. */
export function formOf(store: string, sealing?: Sealing): Form {
  const place = (key: string): string => (sealing ? sealing.name(`${store}/${key}`) : key);
  return {
    place,
    write: (key, value) => (sealing ? sealing.seal([key, value], `${store}/${place(key)}`) : JSON.stringify(value)),
    read(at, stored) {
      if (typeof stored === 'string') return sealing ? undefined : { key: at, value: JSON.parse(stored) };
      const opened: unknown = sealing?.open(stored, `${store}/${at}`);
      return Array.isArray(opened) && typeof opened[0] === 'string' ? { key: opened[0], value: opened[1] } : undefined;
    },
  };
}
