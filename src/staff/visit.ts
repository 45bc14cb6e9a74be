import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import { letClaimGo, renewLogin } from '../client/claim.ts';
import { closedNoteIn } from '../client/closed-note.ts';
import { createEngine } from '../client/engine.ts';
import type { Env } from '../client/env.ts';
import type { ClosedNote } from '../client/erase-login.ts';
import { leaveLogin } from '../client/login.ts';
import type { Renewed } from '../client/renew.ts';
import type { Login, Settings } from '../client/settings.ts';
import { isWhole } from '../client/whole.ts';
import { rowSchemas } from '../protocol/rows.ts';
import { staffRules } from '../protocol/staff.ts';
import { openOnce } from './channel/open.ts';
import type { OpenOnce } from './channel/open.ts';
import { navigate } from '../ui/router.tsx';
import { announceSync } from './announce-sync.ts';
import { askerOf } from './asker.ts';
import type { Staff, StaffEngine } from './context.ts';
import { keysLost } from './keys-lost.ts';
import { letHeldGo } from './held-fees.ts';
import { chosenLogin, keepLoginCurrent, staffLogins, tabKey } from './logins.ts';
import type { TabMemory } from './logins.ts';
import { pinsKey } from './trusted.ts';
import { watchDevices } from './watch-devices.ts';
import { forgetGone, rememberYes } from './seen.ts';
import { finishSetup, keepSetup } from './setup.ts';
import type { Setup } from './setup.ts';
import { loadChunk } from '../client/browser-chunk.ts';

/** Where this tab stands. */
export type Stage =
  | { readonly kind: 'opening' }
  | { readonly kind: 'link'; readonly secret: string }
  | { readonly kind: 'nobody' }
  /** A device was closed by somebody, and everything of it is gone from here. */
  | { readonly kind: 'closed'; readonly note: ClosedNote }
  | { readonly kind: 'choose'; readonly logins: readonly Login[] }
  | { readonly kind: 'in'; readonly staff: Staff };

export interface Visit {
  readonly env: Env;
  readonly settings: Settings;
  readonly stage: ReadonlySignal<Stage>;
  /** Opens a link, or the store of whoever uses this tab. */
  start(secret: string | null): Promise<void>;
  /** Opens the store of this login, or of the tab's own; `setup` is what was said at set-up. */
  enter(device?: string, setup?: Setup): Promise<void>;
  /** What was said of a closed device was read. */
  seenClosed(): Promise<void>;
  stop(): void;
}

const halfMinute = 30_000;

/** One tab of the staff app: who is signed in in this browser, and whose store is open here. */
export function createVisit(env: Env, settings: Settings, tab: TabMemory): Visit {
  const stage = signal<Stage>({ kind: 'opening' });
  const now = signal(env.now());
  let stopEngine = () => {};
  let cancelTick = () => {};
  let turn = 0;

  const tick = () => {
    now.value = env.now();
    cancelTick = env.after(halfMinute, tick);
  };
  cancelTick = env.after(halfMinute, tick);

  async function enter(device?: string, setup?: Setup): Promise<void> {
    const mine = ++turn;
    const logins = staffLogins(await settings.logins());
    const login = chosenLogin(logins, device ?? tab.getItem(tabKey));
    stopEngine();
    stopEngine = () => {};
    if (!login) {
      stage.value = logins.length === 0 ? { kind: 'nobody' } : { kind: 'choose', logins };
      return;
    }
    tab.setItem(tabKey, login.device);
    const { person: by, roles, project } = login;
    const me = askerOf(env, login);
    const renew = async (): Promise<Renewed> => {
      const renewed = await renewLogin(env, settings, me);
      keysLost.value = renewed === 'keys-lost';
      if (renewed === 'closed') await eraseClosed(engine, channel, login);
      return renewed;
    };
    const channel = openOnce(env, login, me);
    const engine: StaffEngine = await createEngine({ env, tables: async () => ({ rules: staffRules, schemas: rowSchemas }), me: { by, roles, project, ...me }, store: login.store, renew });
    if (setup) await keepSetup(engine, setup);
    // Somebody else was chosen while this store was opening.
    if (mine !== turn) return engine.stop();
    const account = accountOf(engine, login);
    // Exchanges with the mailbox go on while the app is open, whichever section is looked at (channel/schedule.ts).
    if (roles.includes('contact')) void channel.open().catch(() => undefined);
    const stops = [watchDevices(engine, account), finishSetup(engine), rememberYes(engine), forgetGone(engine), letHeldGo(engine), announceSync(engine), keepLoginCurrent(engine, login, settings), letClaimGo(env, settings, login.device, engine.sync.syncedAt), () => channel.stop(), () => engine.stop()];
    stopEngine = () => stops.forEach((stop) => stop());
    now.value = env.now();
    stage.value = { kind: 'in', staff: staffOf(engine, account, channel, login, logins) };
  }

  function staffOf(engine: StaffEngine, account: Staff['account'], channel: OpenOnce, login: Login, logins: readonly Login[]): Staff {
    return {
      engine, settings, login, logins, now,
      account,
      sealer: () => account().then(({ sealer }) => sealer),
      trust: () => account().then(({ trust }) => trust),
      channel: () => channel.open(),
      // Where one person stood is nothing that the next one may see: everybody begins at their own first section.
      switchTo: (device) => void enter(device).then(() => navigate('/staff/', { replace: true })),
      async leave() {
        const answer = await leaveLogin(env, engine.me);
        // Whoever the server does not know any more has already left.
        const left = answer.kind === 'reply' || (answer.kind === 'refused' && answer.reason === 'signed-out');
        if (!left) return false;
        stopEngine();
        stopEngine = () => {};
        // The server has the browser clear its stores where nobody else is signed in (Clear-Site-Data): then there may be
        // nothing left to take away.
        await engine.erase().catch(() => undefined);
        await channel.erase().catch(() => undefined);
        await settings.removeLogin(login).catch(() => undefined);
        await enter().catch(() => (stage.value = { kind: 'nobody' }));
        return true;
      },
    };
  }

  /** It may be in a stranger's hands: all of it goes, what waited and drafts too, and how much that was is said. */
  async function eraseClosed(engine: StaffEngine, channel: OpenOnce, login: Login): Promise<void> {
    const unsent = engine.pending.value.filter((op) => !op.settled).length + engine.refused.value.length;
    const note: ClosedNote = { at: env.now(), unsent, texts: 0 };
    await settings.set('closed', JSON.stringify(note)).catch(() => undefined);
    stopEngine();
    stopEngine = () => {};
    await engine.erase().catch(() => undefined);
    await channel.erase().catch(() => undefined);
    await settings.removeLogin(login).catch(() => undefined);
    stage.value = { kind: 'closed', note };
  }

  return {
    env, settings, stage, enter,
    async seenClosed() {
      await settings.set('closed', '').catch(() => undefined);
      await enter();
    },
    async start(secret) {
      const note = closedNoteIn(await settings.get('closed').catch(() => undefined));
      if (secret === null && note && staffLogins(await settings.logins()).length === 0) stage.value = { kind: 'closed', note };
      else if (secret === null) await enter();
      else stage.value = { kind: 'link', secret };
    },
    stop() {
      cancelTick();
      stopEngine();
    },
  };
}

function accountOf(engine: StaffEngine, { person, device, keys }: Login): Staff['account'] {
  let made: ReturnType<Staff['account']> | undefined;
  const make = async () => {
    const { openAccount } = await loadChunk(() => import('../crypto/trust/account.ts'));
    return openAccount({
      person, device, keys,
      devices: () => engine.live.value.all('device'),
      lists: () => engine.live.value.all('chain'),
      isWhole: () => isWhole(engine),
      stored: () => engine.drafts.get(pinsKey),
      store: (pins) => engine.drafts.save(pinsKey, pins),
    });
  };
  // A chunk that did not come is asked for again the next time.
  return () => (made ??= make().catch((error: unknown) => ((made = undefined), Promise.reject(error))));
}
