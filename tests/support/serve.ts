import { readConfig } from '../../src/server/config.ts';
import { closeOnSignals } from '../../src/server/listen.ts';
import { startServer } from '../../src/server/main.ts';

// A server in a process of its own, as `npm start` runs it but for the build: its first line says where it is.

const settings = readConfig(process.env);
if (!settings.ok) throw new Error(settings.problems.join(' '));
const server = await startServer(settings.config);
closeOnSignals(server);
process.stdout.write(`${JSON.stringify({ url: server.url, setupLink: server.setupLink ?? null })}\n`);
