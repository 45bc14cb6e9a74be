// Raw bytes of fixed sizes, for what crosses the wire in the mailbox's bodies.

/** The parts one after the other; throws where they are not `size` bytes together. */
export function write(size: number, parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  if (at !== size) throw new RangeError(`${at} bytes instead of ${size}`);
  return whole;
}

export function sized(bytes: Uint8Array, size: number): Uint8Array {
  if (bytes.length !== size) throw new RangeError(`${bytes.length} bytes instead of ${size}`);
  return bytes;
}

/** A whole number, big-endian. */
export function unsigned(value: number, size: number): Uint8Array {
  if (!Number.isSafeInteger(value) || value < 0 || value >= 256 ** size) throw new RangeError('no number of this size');
  return Uint8Array.from({ length: size }, (_, at) => Math.floor(value / 256 ** (size - 1 - at)) % 256);
}

/** Takes one part after the other; behind the end there is nothing. */
export function reader(whole: Uint8Array) {
  let at = 0;
  const bytes = (size: number): Uint8Array<ArrayBuffer> => new Uint8Array(whole.subarray(at, (at += size)));
  // Above 2^53 a number of JavaScript is not exact: whoever takes one has to ask.
  return { bytes, number: (size: number): number => bytes(size).reduce((sum, byte) => sum * 256 + byte, 0) };
}
