import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

// Pictures are compressed already.
const TEXT = new Set(['.html', '.css', '.js', '.json', '.svg', '.webmanifest', '.txt']);

/** Brotli at its strongest: it is done once here, and never by the server. */
export function brotli(bytes: Uint8Array): Buffer {
  return brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.byteLength,
    },
  });
}

/** What one file costs on the wire, in bytes. */
export function wireBytes(path: string): number {
  const bytes = readFileSync(path);
  return TEXT.has(extname(path)) ? Math.min(bytes.byteLength, brotli(bytes).byteLength) : bytes.byteLength;
}

/** Writes `.br` and `.gz` beside every text file of a folder, where they are smaller than it. */
export function compressFolder(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !TEXT.has(extname(entry.name))) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = readFileSync(path);
    const packed = { br: brotli(bytes), gz: gzipSync(bytes, { level: 9 }) };
    for (const [ending, smaller] of Object.entries(packed)) {
      if (smaller.byteLength < bytes.byteLength) writeFileSync(`${path}.${ending}`, smaller);
    }
  }
}
