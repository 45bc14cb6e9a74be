import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { id, instant, object, oneOf, parse, string } from '../domain/schema.ts';
import type { Closed } from './closing.ts';

// A backup does not know what was closed after it. So each closed device is also a line of a file beside the database, which
// `npm run restore` asks for: what was closed stays closed.

export const closedFile = (dataDir: string): string => join(dataDir, 'closed-devices.ndjson');

/** Adds a line for each device. Ids and times only. */
export function createClosedList(dataDir: string): (devices: readonly Closed[]) => void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  // There from the beginning: empty says that nothing was closed, missing says nothing.
  appendFileSync(closedFile(dataDir), '', { mode: 0o600 });
  return (devices) => {
    if (devices.length === 0) return;
    appendFileSync(closedFile(dataDir), devices.map((one) => `${JSON.stringify(one)}\n`).join(''), { mode: 0o600, flush: true });
  };
}

/** `by` is empty where whoever runs the server closed it. */
const closedSchema = object({ device: id(), person: id(), by: string(), at: instant(), ended: oneOf(['left', 'closed']) });

/** The devices of such a file. Throws where a line is none: to leave out a closed device would open it again. */
export function readClosed(file: string): Closed[] {
  return readFileSync(file, 'utf8').split('\n').filter((line) => line !== '').map((line, at) => {
    const closed = parse(closedSchema, JSON.parse(line));
    if (!closed.ok) throw new Error(`line ${at + 1} of ${file} is no closed device`);
    return closed.value;
  });
}
