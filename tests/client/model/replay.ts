// node tests/client/model/replay.ts '<history>': lives through one history, as fast-check prints it.
import 'fake-indexeddb/auto';
import type { History } from './commands.ts';
import { live } from './history.ts';
import { createTemplate } from './template.ts';

const history: History = JSON.parse(process.argv[2] ?? '');
const template = await createTemplate();
const wrong = await live(history, { template }).then(() => undefined, (error: unknown) => error);
template.remove();
process.stdout.write(`${wrong instanceof Error ? wrong.stack : 'the laws hold'}\n`);
process.exit(wrong === undefined ? 0 : 1);
