import { Hono } from 'hono';
import { readConfig } from '../server/config.ts';
import { secure } from '../server/headers.ts';
import { closeOnSignals, createAddressOf, listen, StartProblem } from '../server/listen.ts';
import { createLog } from '../server/log.ts';
import { openMailbox } from '../server/mail.ts';

// `npm run mailbox`: the mailbox alone, on another organisation's machine perhaps. The proxy of the app's address sends it
// /m and everything below; the app's own server runs with MAILBOX=off and the same MAIL_KEY.

const settings = readConfig(process.env);
const problems = settings.ok ? [] : [...settings.problems];
if (settings.ok && settings.config.mailKey === undefined) problems.push('MAIL_KEY must be set: 64 hexadecimal digits, the same as on the server of the app.');
if (!settings.ok || problems.length > 0) {
  for (const problem of problems) console.error(problem);
  process.exit(1);
}

const { config } = settings;
try {
  const now = (): string => new Date().toISOString();
  const mailbox = openMailbox(config, config.mailKey ?? new Uint8Array(), createLog((line) => process.stdout.write(line), now), now);
  const addressOf = createAddressOf(config.trustedProxies);
  const app = new Hono();
  app.use('*', async (context, next) => {
    await next();
    secure(context.res.headers, config.publicUrl);
  });
  app.get('/healthz', (context) => context.json({ ok: true }));
  app.all('*', (context) => mailbox.handle(context.req.raw, addressOf(context)));
  const { port, stop } = await listen(app, config);
  closeOnSignals({
    async close() {
      await stop();
      mailbox.close();
    },
  });
  console.log(`Rasti's mailbox listens on ${config.host}:${port} for ${config.publicUrl} (data in ${config.mailDir}).`);
} catch (error) {
  if (!(error instanceof StartProblem)) throw error;
  console.error(error.message);
  process.exit(1);
}
