import { renderUnicodeCompact } from 'uqr';
import type { Role } from '../domain/op.ts';
import { readConfig } from '../server/config.ts';
import { closeOnSignals, StartProblem } from '../server/listen.ts';
import { startServer } from '../server/main.ts';
import { roles } from './demo/folder.ts';
import { prepareDemo } from './demo/prepare.ts';
import { names, secondName } from './demo/story.ts';
import { ensureBuilt } from './ensure-built.ts';

// `npm run demo`: builds, fills an example project, serves it, and prints one link a person. With `--json` the one line on
// standard output is for programs; everything else goes to standard error. With `--unpaired` nobody has written yet.

const asJson = process.argv.includes('--json');
// Always in a folder of its own: an example must never get into the database of a real project.
const settings = readConfig({ ...process.env, DATABASE_URL: '', MAIL_DIR: '', MAILBOX: '', DATA_DIR: process.env['DATA_DIR'] ?? './data/demo' });
if (!settings.ok) {
  for (const problem of settings.problems) console.error(problem);
  process.exit(1);
}

const who: Readonly<Record<Role, string>> = { expert: 'young expert', coordinator: 'coordinator', contact: 'contact person', fees: 'fee office' };

try {
  ensureBuilt();
  const links = await prepareDemo(settings.config, { isPaired: !process.argv.includes('--unpaired') });
  const server = await startServer(settings.config, { write: (line) => process.stderr.write(line) });
  closeOnSignals(server);
  const people = roles.map((role) => ({ role, name: names[role], link: `${server.url}${role === 'expert' ? '/' : '/staff/'}#${links[role]}` }));
  const second = links.second === undefined ? [] : [{ role: 'expert' as const, name: secondName, link: `${server.url}/#${links.second}` }];
  // The story's own people first: whoever reads the lines looks for a role.
  if (asJson) console.log(JSON.stringify({ url: server.url, people: [...people, ...second] }));
  else for (const line of guide(server.url, [...people, ...second])) console.log(line);
} catch (error) {
  console.error(error instanceof StartProblem || error instanceof Error ? error.message : error);
  process.exit(1);
}

function guide(url: string, people: readonly { role: Role; name: string; link: string }[]): string[] {
  const expert = people.find((person) => person.role === 'expert');
  return [
    '',
    `Rasti's demo is at ${url}. Each link works once; run the demo again for new ones.`,
    '',
    ...people.map((person) => `  ${`${person.name}, ${who[person.role]}`.padEnd(28)} ${person.link}`),
    '',
    ...(expert ? [renderUnicodeCompact(expert.link), `  ${expert.name} on a phone. A phone needs HTTPS or this computer's own browser: see the README.`, ''] : []),
    'Ctrl+C stops it. Its data lies in ' + (process.env['DATA_DIR'] ?? './data/demo') + ' and may be deleted.',
  ];
}
