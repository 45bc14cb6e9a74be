import { signal } from '@preact/signals';
import { render } from '@testing-library/preact';
import { createEngine } from '../../src/client/engine.ts';
import { createSettings } from '../../src/client/settings.ts';
import { createDeviceKeys, deviceCard } from '../../src/crypto/keys.ts';
import type { DeviceKeys } from '../../src/crypto/keys.ts';
import { createSealer } from '../../src/crypto/sealer.ts';
import { openAccount } from '../../src/crypto/trust/account.ts';
import type { Account } from '../../src/crypto/trust/account.ts';
import { isWhole } from '../../src/client/whole.ts';
import { pinsKey } from '../../src/expert/draft-keys.ts';
import { decisionSchema, settleDecision } from '../../src/domain/decision.ts';
import type { Row } from '../../src/domain/op.ts';
import type { Device } from '../../src/domain/person.ts';
import type { Reason } from '../../src/domain/reason.ts';
import type { Expert } from '../../src/expert/context.ts';
import { App } from '../../src/expert/App.tsx';
import { contactKey } from '../../src/expert/draft-keys.ts';
import { uncover } from '../../src/expert/hide/cover.ts';
import type { Contact } from '../../src/expert/people.ts';
import { expertTables } from '../../src/expert/tables.ts';
import { expertRules } from '../../src/protocol/expert.ts';
import { syncRequestSchema } from '../../src/protocol/sync.ts';
import { parse } from '../../src/domain/schema.ts';
import type { Rule } from '../../src/domain/op.ts';
import { tellTime } from '../../src/ui/format.ts';
import { navigate } from '../../src/ui/router.tsx';
import { loadWords, setLanguage } from '../../src/ui/words.ts';
import { createFakeEnv, json } from './fake-env.ts';
import type { FakeEnv } from './fake-env.ts';
import { applyRule, person, rowsOf } from './rows.ts';

let made = 0;

export interface TestDevice {
  readonly row: Device;
  readonly keys: DeviceKeys;
  readonly sealer: ReturnType<typeof createSealer>;
}

/** A real device of somebody: its row, and a sealer that seals and opens with its keys. */
export async function deviceOf(who: string, devices: () => readonly Device[]): Promise<TestDevice> {
  const keys = await createDeviceKeys();
  const card = await deviceCard(`device-${who}-${++made}`, keys);
  const row: Device = { kind: 'device', person: who, added: '2026-11-01T10:00:00.000Z', state: 'live', ...card };
  return { row, keys, sealer: createSealer({ person: who, device: row.id, keys, devices }) };
}

export interface ExpertApp {
  readonly expert: Expert;
  readonly env: FakeEnv;
  /** What the server has; change it and sync to bring it to the phone. */
  readonly server: Map<string, Row>;
  readonly updateReady: { value: boolean };
  readonly updateTaken: { readonly value: boolean };
  /** A device of the coordinator Nea, whose row the server has only where the test asked for it. */
  readonly nea: TestDevice;
  sync(): Promise<void>;
}

interface Options {
  readonly rows?: readonly Row[];
  readonly path?: string;
  readonly time?: string;
  /** The coordinator has not opened the app yet. */
  readonly withoutCoordinatorDevice?: boolean;
  /** The private channel; without it the messages do not open. */
  readonly channel?: Expert['channel'];
  /** The contact person as other screens know them (expert/people.ts). */
  readonly contact?: Partial<Contact>;
  /** What this phone has noted of an earlier store of the same person (expert/used-note.ts). */
  readonly used?: object;
}

/** Aino's app with a real engine, store and cryptography, against a server that applies the same rules. In Finnish. */
export async function openApp({ rows = [], path = '/', time = '2026-11-22T10:00:00.000Z', withoutCoordinatorDevice = false, channel, contact, used }: Options = {}): Promise<ExpertApp> {
  const env = createFakeEnv({ time, ids: `made-${++made}` });
  const server = rowsOf({ ...person('aino', 'expert'), name: 'Aino' } as Row, { ...person('nea', 'coordinator'), name: 'Nea Salo' } as Row, ...rows);
  const devices = () => [...server.values()].filter((row): row is Device => row.kind === 'device');
  const [own, nea] = await Promise.all([deviceOf('aino', devices), deviceOf('nea', devices)]);
  for (const { row } of withoutCoordinatorDevice ? [own] : [own, nea]) server.set(`device/${row.id}`, row);
  const told = new Map<string, Row>();
  env.answer = (_path, init) => json(answerSync(server, told, String(init.body), env.now()));
  tellTime(env.now);
  await setLanguage('fi');
  await loadWords('common', 'home');
  const engine = await createEngine({ env, tables: () => Promise.resolve(expertTables), me: { by: 'aino', roles: ['expert'], project: 'p', device: own.row.id } });
  await engine.sync.now();
  if (contact) await engine.drafts.save(contactKey, { name: 'Mari Laine', phone: '040 123 4567', hours: 'Arkisin 9–16.', thread: 't', news: false, unsent: 0, ...contact });
  const [updateReady, updateTaken] = [signal(false), signal(false)];
  let account: Promise<Account> | undefined;
  const open = () =>
    (account ??= openAccount({
      person: 'aino', device: own.row.id, keys: own.keys,
      devices: () => engine.live.value.all('device'),
      lists: () => engine.live.value.all('chain'),
      isWhole: () => isWhole(engine),
      stored: () => engine.drafts.get(pinsKey),
      store: (pins) => engine.drafts.save(pinsKey, pins),
    }));
  const expert: Expert = {
    engine,
    sealer: async () => (await open()).sealer,
    trust: async () => (await open()).trust,
    channel: channel ?? (() => Promise.reject(new Error('this test has no channel'))),
    settings: createSettings(`settings-${own.row.id}`),
    offline: { updateReady, offlineReady: signal(true), acceptUpdate: () => { updateTaken.value = true; } },
    now: signal(time),
    leave: () => Promise.resolve('left'),
  };
  // Test files share one process: a screen that was covered in one stays so in the next.
  uncover();
  localStorage.removeItem('used');
  if (used !== undefined) localStorage.setItem('used', JSON.stringify(used));
  navigate(path, { replace: true });
  render(<App expert={expert} />);
  return {
    expert, env, server, updateReady, updateTaken, nea,
    async sync() {
      // The first call may only join an exchange that is about to fail.
      await engine.sync.now();
      await engine.sync.now();
    },
  };
}

/** What the server does: each op once, by the same rules, what is due is settled, every row back, and what is gone since it was `told`. */
function answerSync(server: Map<string, Row>, told: Map<string, Row>, body: string, now: string): unknown {
  const request = parse(syncRequestSchema, JSON.parse(body));
  if (!request.ok) throw new Error('the phone sent what the protocol does not know');
  const rules: Readonly<Record<string, Rule<unknown>>> = expertRules;
  const outcomes = request.value.ops.map((op) => {
    const rule = rules[op.name];
    const done = rule ? applyRule(server, rule, op.args, { at: now }) : 'unknown-op';
    return typeof done === 'string' ? { id: op.id, ok: false, reason: done } : { id: op.id, ok: true };
  });
  const due = [...server.values()].flatMap((row) => {
    const decision = row.kind === 'decision' ? parse(decisionSchema, row) : undefined;
    return decision?.ok && (decision.value.until ?? '') <= now ? [decision.value] : [];
  });
  for (const { invitation, person: by } of due) applyRule(server, settleDecision, { invitation }, { by, at: now });
  const gone = [...told].flatMap(([key, { kind, id }]) => (server.has(key) ? [] : [{ kind, id }]));
  told.clear();
  for (const [key, row] of server) told.set(key, row);
  return { protocol: 1, outcomes, rows: [...server.values()], gone, cursor: {}, more: false, now };
}

/** The server refuses all of these from now on; gives what makes it as before. */
export function refuse({ env }: Pick<ExpertApp, 'env'>, reason: Reason): () => void {
  const { answer } = env;
  env.answer = (_path, init) => {
    const { ops } = JSON.parse(String(init.body)) as { ops: { id: string }[] };
    return json({ protocol: 1, outcomes: ops.map(({ id }) => ({ id, ok: false, reason })), rows: [], gone: [], cursor: {}, more: false, now: env.now() });
  };
  return () => {
    env.answer = answer;
  };
}
