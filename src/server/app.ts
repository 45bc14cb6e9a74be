import { Hono } from 'hono';
import type { Context, Next } from 'hono';
import type { Mailbox } from '../mailbox/mailbox.ts';
import type { Config } from './config.ts';
import { isPassing } from './db/passing.ts';
import { secure } from './headers.ts';
import { isFromOurPage, readJson, refusal, reply } from './http.ts';
import type { Log } from './log.ts';
import { findLogin, isOpen } from './login.ts';
import { refuseProof, routes as allRoutes } from './routes.ts';
import type { Call, Route, Services } from './routes.ts';

export interface AppOptions extends Services {
  readonly config: Pick<Config, 'publicUrl'>;
  readonly log: Pick<Log, 'request' | 'failure'>;
  /** Milliseconds that only go forward, for measuring. */
  readonly elapsed: () => number;
  /** The network address that a request came from. */
  readonly addressOf: (context: Context) => string;
  readonly routes?: readonly Route[];
  /** The mailbox, where it is in this process. */
  readonly mailbox?: Pick<Mailbox, 'handle'> | undefined;
}

const mailPattern = '/m';
// When somebody used the mailbox, or is about to pair, is nobody's to know: a line would tell it to the millisecond, beside
// others that can be laid next to it.
const unwritten: ReadonlySet<string> = new Set([mailPattern, '/api/tickets']);
const policies: ReadonlySet<string> = new Set<Route['policy']>(['public', 'device']);

/** The whole server without a port. Throws where a route has no known policy: an undecided door stays shut. */
export function createApp(options: AppOptions): Hono {
  const { config, log, elapsed, mailbox, addressOf, routes = allRoutes } = options;
  const app = new Hono();
  const patterns = new WeakMap<Request, string>();

  async function frame(context: Context, next: Next): Promise<void> {
    const start = elapsed();
    await next();
    secure(context.res.headers, config.publicUrl);
    const bytes = context.req.raw.method === 'HEAD' ? 0 : Number(context.res.headers.get('content-length') ?? 0);
    const route = patterns.get(context.req.raw) ?? '';
    if (unwritten.has(route)) return;
    log.request({ method: context.req.raw.method, route, status: context.res.status, ms: Math.round(elapsed() - start), bytes });
  }
  app.use('*', frame);

  const toMailbox = (context: Context): Response | Promise<Response> => {
    patterns.set(context.req.raw, mailPattern);
    // Where it runs elsewhere, the proxy should have sent this there. 503: the app tries again, and gives up no channel.
    return mailbox ? mailbox.handle(context.req.raw, addressOf(context)) : new Response(null, { status: 503, headers: { 'content-length': '0', 'cache-control': 'no-store' } });
  };
  for (const path of [mailPattern, `${mailPattern}/*`]) app.all(path, toMailbox);

  for (const route of routes) {
    if (!policies.has(route.policy)) throw new Error(`${route.method} ${route.path} declares no policy`);
    const handle = (context: Context): Response | Promise<Response> => {
      patterns.set(context.req.raw, route.path);
      // Hono answers HEAD with the GET of the same address: right for a page, not meant for the API.
      if (context.req.raw.method === 'HEAD' && route.path.startsWith('/api/')) return wrongMethod(context, route);
      return handleRoute(options, route, context);
    };
    if (route.method === 'ALL') app.all(route.path, handle);
    else app.on(route.method, route.path, handle);
    if (route.method !== 'ALL') app.all(route.path, (context) => wrongMethod(context, route));
  }

  function wrongMethod(context: Context, route: Route): Response {
    patterns.set(context.req.raw, route.path);
    return reply({ reason: 'not-allowed' }, 405, { allow: route.method });
  }

  app.onError((error, context) => {
    log.failure(patterns.get(context.req.raw) ?? '', error);
    // 503 says "not now": no phone will think that its operation was to blame.
    return reply({}, isPassing(error) ? 503 : 500);
  });
  return app;
}

async function handleRoute(options: AppOptions, route: Route, context: Context): Promise<Response> {
  const request = context.req.raw;
  const headers = request.headers;
  if (route.method === 'POST' && !isFromOurPage(request, options.config.publicUrl)) return refusal('not-allowed');
  const login = route.policy === 'device' ? await findLogin(options.db, options.loginKey, headers, options.now()) : undefined;
  if (route.policy === 'device' && !login) return refusal('signed-out');
  const body = route.method === 'POST' ? await readJson(request) : undefined;
  if (body && !body.ok) return refusal(body.reason);
  const [method, path, text] = [request.method, new URL(request.url).pathname, body?.value.text ?? ''];
  const unproven = login && (await options.proofs.problem({ device: login.device, method, path, headers, text }, login.sig));
  if (unproven) return refuseProof(unproven, options.now());
  // A body may take two minutes to come, and the device may have been closed meanwhile.
  if (body && login && !(await isOpen(options.db, login.device))) return refusal('signed-out');
  const call: Call = { method, path, headers, text, body: body?.value.value, bytes: body?.value.bytes ?? 0, address: options.addressOf(context) };
  if (route.policy === 'public') return route.handle(options, call);
  if (!login) return refusal('signed-out');
  const response = await route.handle(options, call, login);
  if (login.renewal !== undefined && !response.headers.has('set-cookie')) response.headers.append('set-cookie', login.renewal);
  return response;
}
