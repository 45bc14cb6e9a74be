import { killMidBatch } from '../support/mid-batch.ts';

// `npm run fault:browser`: the server is killed 50 times while the app in a real browser sends to it. Ends with 1 when
// something that the app shows as sent is missing or there twice.

const tell = (killed: number): void => {
  if (killed % 10 === 0) process.stderr.write(`${killed} kills\n`);
};
const began = performance.now();
const { kills, acknowledged, unanswered, lost, doubled, early, troubles } = await killMidBatch(50, tell);
process.stdout.write(`${unanswered} batches were done and not answered; ${early} operations said to be sent too early (${((performance.now() - began) / 1000).toFixed(1)} s)\n`);
for (const trouble of troubles) process.stdout.write(`in the page: ${trouble}\n`);
process.stdout.write(`${kills} kills, ${acknowledged} acknowledged, ${lost} lost, ${doubled} doubled\n`);
if (lost !== 0 || doubled !== 0 || early > 0 || troubles.length > 0) process.exitCode = 1;
