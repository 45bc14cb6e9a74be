import { readConfig } from '../server/config.ts';
import { closeOnSignals, StartProblem } from '../server/listen.ts';
import { startServer } from '../server/main.ts';
import { ensureBuilt } from './ensure-built.ts';

// `npm start`: the real run. What is wrong with the settings is said in one line each.

const settings = readConfig(process.env);
if (!settings.ok) {
  for (const problem of settings.problems) console.error(problem);
  process.exit(1);
}

try {
  ensureBuilt();
  const server = await startServer(settings.config);
  closeOnSignals(server);
  console.log(`Rasti is at ${server.url} (data in ${settings.config.databaseUrl === undefined ? settings.config.dataDir : 'PostgreSQL'}).`);
  if (server.url.startsWith('http:')) console.log('This works on this computer only. For anything else put it behind HTTPS and set PUBLIC_URL.');
  if (server.setupLink !== undefined) console.log(`Nobody has signed in yet. The first coordinator opens this link, once, within 7 days: ${server.setupLink}`);
} catch (error) {
  if (!(error instanceof StartProblem)) throw error;
  console.error(error.message);
  process.exit(1);
}
