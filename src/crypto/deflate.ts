import { concat } from './bytes.ts';
import type { Bytes } from './bytes.ts';

// Lists of devices are mostly base64url and repeat their keys: deflate gives back what writing them as JSON costs. What is
// deflated is padded to one size before it is sealed, so its length tells nothing.

export async function deflate(bytes: Bytes): Promise<Bytes> {
  const deflated = await through(new CompressionStream('deflate-raw'), bytes, Infinity);
  if (!deflated) throw new Error('unreachable: there is no limit');
  return deflated;
}

/** Null when the bytes are not deflated ones, or would be longer than `max`: a few bytes can stand for many. */
export async function inflate(bytes: Bytes, max: number): Promise<Bytes | null> {
  try {
    return await through(new DecompressionStream('deflate-raw'), bytes, max);
  } catch (error) {
    // What the standard throws (Compression Streams, 5).
    if (error instanceof TypeError) return null;
    throw error;
  }
}

async function through(stream: CompressionStream | DecompressionStream, bytes: Bytes, max: number): Promise<Bytes | null> {
  const writer = stream.writable.getWriter();
  // Whoever reads gets the same error.
  const written = writer.write(bytes).then(() => writer.close()).catch(() => undefined);
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = stream.readable.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    length += part.value.length;
    if (length > max) {
      await reader.cancel();
      return null;
    }
    parts.push(part.value);
  }
  await written;
  return concat(...parts);
}
