import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Command, History, Write } from './commands.ts';
import { live } from './history.ts';
import { createTemplate } from './template.ts';
import type { Template } from './template.ts';

let template: Template;
beforeAll(async () => {
  template = await createTemplate();
});
afterAll(() => template.remove());

const a = (what: Write['what'], item = 0, poison: Write['poison'] = 'none'): Write => ({ what, item, poison });
const write = (tab: number, turns: number, ...writes: Write[]): Command => ({ do: 'write', tab, turns, writes });

// Each of these has broken a law once; most are found only after thousands of others.
const histories: Readonly<Record<string, History>> = {
  'one that fails alone and has nobody to be its control': { hasLocks: true, commands: [{ do: 'open', tab: 0, turns: 0 }, { do: 'calm' }, write(0, 0, a('choose', 0, 'request'))] },
  'a tab that dies between storing a reply and telling the other tab': {
    hasLocks: true, commands: [{ do: 'open', tab: 0, turns: 0 }, write(1, 0, a('thoughts')), { do: 'kill', tab: 0, turns: 0 }],
  },
  'a tab that never gets the lock, and another that died before it told what it wrote': {
    hasLocks: true,
    commands: [
      write(0, 0, a('note', 0, 'request')), { do: 'try-again', tab: 1, which: 0 }, { do: 'kill', tab: 0, turns: 0 },
      { do: 'write-and-die', tab: 0, turns: 2, writes: [a('note')] }, { do: 'open', tab: 0, turns: 0 }, { do: 'weather', fate: 'deliver' },
    ],
  },
  'a worker that sends, and a page that has nothing new to fetch for it': {
    hasLocks: true,
    commands: [
      write(0, 0, a('choose', 2, 'request'), a('taken')), write(1, 31, a('answer', 1)), { do: 'release', which: 3, turns: 11 }, write(1, 0, a('answer', 2)),
      { do: 'forecast', fates: [429, 'deliver'] }, { do: 'worker', phone: 0, dies: false, turns: 35 },
    ],
  },
  'two tabs without locks, of which one stores an older reply between two newer ones': {
    hasLocks: false,
    commands: [
      { do: 'forecast', fates: ['hold-reply'] }, write(1, 0, a('choose')), write(0, 0, a('answer', 1), a('choose')),
      { do: 'write-and-die', tab: 0, turns: 21, writes: [a('answer'), a('thoughts')] }, { do: 'clock', phone: 0, years: 0 },
    ],
  },
};

test.each(Object.entries(histories))('the laws hold over %s', async (_name, history) => {
  await expect(live(history, { template })).resolves.toBeUndefined();
});
