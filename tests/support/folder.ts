import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder that goes away with `remove`. */
export function temporaryFolder() {
  const path = mkdtempSync(join(tmpdir(), 'rasti-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
