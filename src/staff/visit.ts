import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import { letClaimGo, renewLogin } from '../client/claim.ts';
import { closedNoteIn } from '../client/closed-note.ts';
import { createEngine } from '../client/engine.ts';
import type { Env } from '../client/env.ts';
import type { ClosedNote } from '../client/erase-login.ts';
import type { Whose } from '../client/lock-store.ts';
import { leaveLogin } from '../client/login.ts';
import type { Renewed } from '../client/renew.ts';
import type { Login, Settings } from '../client/settings.ts';
import { isWhole } from '../client/whole.ts';
import { wipeTraces } from '../client/browser-wipe.ts';
import { rowSchemas } from '../protocol/rows.ts';
import { staffRules } from '../protocol/staff.ts';
import { openOnce } from './channel/open.ts';
import type { OpenOnce } from './channel/open.ts';
import type { Shut } from '../ui/lock/LockScreen.tsx';
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
import { createDoor } from './lock/door.ts';
import type { Door } from './lock/door.ts';
import { lockChannelOf } from './lock-names.ts';
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
  | { readonly kind: 'choose'; readonly logins: readonly Named[] }
  /** Their lock is to be opened first; `link`: a link of theirs that was opened here goes on after that. */
  | { readonly kind: 'locked'; readonly whose: Whose; readonly isAlone: boolean; readonly link?: string }
  | { readonly kind: 'in'; readonly staff: Staff };

/** Somebody of the staff who is signed in here, locked or not. */
export type Named = Pick<Login, 'device' | 'name'>;

export interface Visit {
  readonly door: Door;
  readonly env: Env;
  readonly settings: Settings;
  readonly stage: ReadonlySignal<Stage>;
  /** Opens a link, or the store of whoever uses this tab. */
  start(secret: string | null): Promise<void>;
  /** Opens the store of this login, or of the tab's own; `setup` is what was said at set-up. */
  enter(device?: string, setup?: Setup): Promise<void>;
  /** What was said of a closed device was read. */
  seenClosed(): Promise<void>;
  /** Whoever sits here is asked who they are. */
  choose(): Promise<void>;
  /** Tries a passphrase; undefined where it opened, and the tab goes on as this person. */
  unlock(whose: Whose, code: string, waits: () => void): Promise<Shut | undefined>;
  /** A link of somebody whose login is locked here: without their passphrase what they have here could not go on. */
  unlockFirst(whose: Whose, link: string): void;
  stop(): void;
}

const halfMinute = 30_000;

/** One tab of the staff app: who is signed in in this browser, and whose store is open here. */
/** What locking asks of the page: to be loaded anew, and that what was in the clear is written over. */
export interface Page {
  readonly reload: () => void;
  readonly wipe: () => Promise<void>;
}

export function createVisit(env: Env, settings: Settings, tab: TabMemory, page: Page = { reload: () => location.reload(), wipe: wipeTraces }): Visit {
  const stage = signal<Stage>({ kind: 'opening' });
  const now = signal(env.now());
  let stopEngine = () => {};
  let cancelTick = () => {};
  let turn = 0;
  const door = createDoor(env, settings, page);
  const halt = (): void => {
    stopEngine();
    stopEngine = () => {};
  };
  /** Everybody of the staff in this browser. */
  const everybody = async () => {
    const locked = await door.locked();
    const clear = staffLogins(await settings.logins());
    return { locked, all: [...clear.filter(({ device }) => !locked.some((one) => one.device === device)), ...locked] };
  };

  const tick = () => {
    now.value = env.now();
    cancelTick = env.after(halfMinute, tick);
  };
  cancelTick = env.after(halfMinute, tick);

  async function enter(device?: string, setup?: Setup): Promise<void> {
    const mine = ++turn;
    const { locked, all } = await everybody();
    const one = chosenLogin(all, device ?? tab.getItem(tabKey));
    halt();
    if (one) tab.setItem(tabKey, one.device);
    if (door.shutFor(one?.person)) return;
    if (!one) {
      stage.value = all.length === 0 ? { kind: 'nobody' } : { kind: 'choose', logins: all };
      return;
    }
    const open = door.openedFor(one.person) ?? settings;
    const login = (await open.logins()).find((found) => found.device === one.device);
    const whose = locked.find((found) => found.device === one.device);
    if (whose && open === settings) {
      stage.value = { kind: 'locked', whose, isAlone: all.length === 1 };
      return;
    }
    if (!login) throw new Error('a lock without its login');
    const { person: by, roles, project } = login;
    const me = askerOf(env, login);
    const renew = async (): Promise<Renewed> => {
      const renewed = await renewLogin(env, open, me);
      keysLost.value = renewed === 'keys-lost';
      if (renewed === 'closed') await eraseClosed(engine, channel, login, open);
      return renewed;
    };
    const channel = openOnce(env, login, me, open.unlocked?.sealing);
    const engine: StaffEngine = await createEngine({
      env, tables: async () => ({ rules: staffRules, schemas: rowSchemas }), me: { by, roles, project, ...me },
      store: login.store, seals: login.seals, form: open.unlocked?.form, renew,
    });
    if (setup) await keepSetup(engine, setup);
    // Somebody else was chosen while this store was opening.
    if (mine !== turn) return engine.stop();
    const account = accountOf(engine, login);
    // Exchanges with the mailbox go on while the app is open, whichever section is looked at (channel/schedule.ts).
    if (roles.includes('contact')) void channel.open().catch(() => undefined);
    const stops = [watchDevices(engine, account), finishSetup(engine), rememberYes(engine), forgetGone(engine), letHeldGo(engine), announceSync(engine), keepLoginCurrent(engine, login, open), letClaimGo(env, open, login.device, engine.sync.syncedAt), () => channel.stop(), () => engine.stop()];
    // A lock was set in another tab: from here on what this one wrote would lie in the clear.
    if (open === settings) stops.push(env.onAnnounce(lockChannelOf(by), page.reload));
    stopEngine = () => stops.forEach((stop) => stop());
    open.unlocked?.stops.push(halt);
    now.value = env.now();
    stage.value = { kind: 'in', staff: staffOf(engine, account, channel, login, open, all) };
  }

  function staffOf(engine: StaffEngine, account: Staff['account'], channel: OpenOnce, login: Login, open: Settings, logins: readonly Named[]): Staff {
    return {
      engine, settings: open, login, logins, now,
      lock: door.lockOf(login.person, halt),
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
        halt();
        // The server has the browser clear its stores where nobody else is signed in (Clear-Site-Data): then there may be
        // nothing left to take away.
        await engine.erase().catch(() => undefined);
        await channel.erase().catch(() => undefined);
        await open.removeLogin(login).catch(() => undefined);
        door.forget();
        await enter().catch(() => (stage.value = { kind: 'nobody' }));
        return true;
      },
    };
  }

  /** It may be in a stranger's hands: all of it goes, what waited and drafts too, and how much that was is said. */
  async function eraseClosed(engine: StaffEngine, channel: OpenOnce, login: Login, open: Settings): Promise<void> {
    const unsent = engine.pending.value.filter((op) => !op.settled).length + engine.refused.value.length;
    const note: ClosedNote = { at: env.now(), unsent, texts: 0 };
    await settings.set('closed', JSON.stringify(note)).catch(() => undefined);
    halt();
    await engine.erase().catch(() => undefined);
    await channel.erase().catch(() => undefined);
    await open.removeLogin(login).catch(() => undefined);
    door.forget();
    stage.value = { kind: 'closed', note };
  }

  return {
    env, settings, stage, enter, door,
    async seenClosed() {
      await settings.set('closed', '').catch(() => undefined);
      await enter();
    },
    async choose() {
      stage.value = { kind: 'choose', logins: (await everybody()).all };
    },
    async unlock(whose, code, waits) {
      const link = stage.value.kind === 'locked' ? stage.value.link : undefined;
      const shut = await door.open(whose, code, waits);
      if (shut) return shut;
      if (link === undefined) await enter(whose.device);
      else stage.value = { kind: 'link', secret: link };
      return undefined;
    },
    unlockFirst(whose, link) {
      stage.value = { kind: 'locked', whose, isAlone: true, link };
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
