import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createRoot, signCard } from '../crypto/card.ts';
import { showRequest } from './vouch/request.ts';
import { openRoot, sealRoot } from './vouch/root-file.ts';
import { askPassphrase } from './vouch/passphrase.ts';

// `npm run vouch`: for the organisation outside the project that vouches for contact persons. It needs no network and no
// server: it runs on a computer of that organisation's own, and the key file stays there (README, "Who vouches").
//
//   npm run vouch -- new  --key FILE                            makes the key, and prints its public half
//   npm run vouch -- sign --key FILE --request FILE --until DAY  prints the signed card

const usage = 'npm run vouch -- new --key FILE | sign --key FILE --request FILE --until YYYY-MM-DD';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { key: { type: 'string' }, request: { type: 'string' }, until: { type: 'string' } } });
const { key, request, until } = values;

if (positionals[0] === 'new' && key !== undefined) await make(key);
else if (positionals[0] === 'sign' && key !== undefined && request !== undefined && until !== undefined) await sign(key, request, until);
else stop(usage);

async function make(file: string): Promise<void> {
  // A second key under the same name would silently end the first.
  if (existsSync(file)) stop('The key file is there already.');
  const root = await createRoot();
  writeFileSync(file, sealRoot(root, await askPassphrase('A passphrase for the key, at least 12 characters: ')), { mode: 0o600, flag: 'wx' });
  process.stdout.write(`The key is in the file. Keep it, and a copy of it, outside the project.\nTo build Rasti with it:\nVITE_ROOT_KEY=${root.point} npm run build\n`);
}

async function sign(file: string, from: string, day: string): Promise<void> {
  const wanted = showRequest(readFileSync(from, 'utf8'));
  if (!wanted) return stop('The request is not one that the contact person’s page shows.');
  process.stderr.write(`${wanted.words}\nSign only if you know this person, and know that they are not in the project.\n`);
  const root = openRoot(readFileSync(file, 'utf8'), await askPassphrase('The passphrase of the key: '));
  if (!root) return stop('The key did not open with this passphrase.');
  process.stdout.write(`${JSON.stringify(await signCard(root, { card: wanted.card, genesis: wanted.genesis, until: day }))}\n`);
}

function stop(words: string): void {
  process.stderr.write(`${words}\n`);
  process.exit(1);
}
