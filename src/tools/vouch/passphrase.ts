import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** Asks on the terminal, where nothing that is typed is shown; piped in, it is the first line. */
export async function askPassphrase(question: string): Promise<string> {
  process.stderr.write(question);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: process.stdin.isTTY });
  const typed = await lines.question('');
  lines.close();
  process.stderr.write('\n');
  return typed;
}
