import { existsSync } from 'node:fs';
import { closedFile, readClosed } from '../../server/closed-list.ts';
import type { Closed } from '../../server/closing.ts';
import { Problem } from '../copy/fill.ts';

export interface RestoreArguments {
  readonly file: string | undefined;
  /** Where the list of closed devices lies; `none` where somebody says that there is none. */
  readonly closedIn: string | undefined;
}

export function readArguments(given: readonly string[]): RestoreArguments {
  const at = given.indexOf('--closed');
  const rest = at < 0 ? given : given.filter((_, index) => index !== at && index !== at + 1);
  return { file: rest[0], closedIn: at < 0 ? undefined : given[at + 1] };
}

/** The list that the server kept beside its database. A `Problem` where it is not there and nobody said that it need not be. */
export function closedDevices(closedIn: string | undefined, dataDir: string): readonly Closed[] {
  if (closedIn === 'none') return [];
  const file = closedIn ?? closedFile(dataDir);
  if (!existsSync(file)) {
    throw new Problem(
      `Which devices were closed after the backup? A backup does not know, and would let a lost phone in again. Give the list that the old server kept (closed-devices.ndjson in its DATA_DIR): --closed <file>. If there is none, or nothing was closed: --closed none. Nothing was changed.`,
    );
  }
  try {
    return readClosed(file);
  } catch (error) {
    throw new Problem(`The list of closed devices cannot be read: ${error instanceof Error ? error.message : 'unknown'}. Nothing was changed.`);
  }
}
