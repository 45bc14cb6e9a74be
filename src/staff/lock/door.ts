import { startAutoLock } from '../../client/auto-lock.ts';
import type { AutoLock } from '../../client/auto-lock.ts';
import { loadChunk } from '../../client/browser-chunk.ts';
import type { Env } from '../../client/env.ts';
import { lockedStaff } from '../../client/lock-store.ts';
import type { Whose } from '../../client/lock-store.ts';
import type { Locking } from '../../client/locking.ts';
import type { Settings } from '../../client/settings.ts';
import type { Asked } from '../../ui/lock/words.ts';
import { lockChannelOf } from '../lock-names.ts';

/** What the screens may do with the lock of whoever is in. */
export interface StaffLock {
  readonly isSet: boolean;
  set(code: string, waits: () => void): Promise<'set' | 'full' | 'missing'>;
  change(code: string, next: string): Promise<Asked>;
  takeOff(code: string, waits: () => void): Promise<Asked>;
  /** Locks now, in every tab of this person. */
  now(): void;
}

interface Opened {
  readonly person: string;
  readonly settings: Settings;
  readonly auto: AutoLock;
}

const late = (person: string): Promise<Locking> => loadChunk(() => import('./desk-lock.ts')).then(({ deskLockOf }) => deskLockOf(person));

/** The locks of the people who use this browser, and which of them is open in this tab. `page`: what locking asks of it. */
export function createDoor(env: Env, settings: Settings, { reload, wipe }: { readonly reload: () => void; readonly wipe: () => Promise<void> }) {
  const hands = { env, settings };
  let opened: Opened | undefined;

  const letGo = (): void => {
    opened?.auto.stop();
    opened = undefined;
  };

  return {
    /** Everybody who has set a lock here. */
    locked: (): Promise<Whose[]> => lockedStaff(settings),
    /** The settings to go on with for this person; undefined where their lock is not open here. */
    openedFor: (person: string): Settings | undefined => (opened?.person === person ? opened.settings : undefined),
    /** Somebody else sits down: what is open in this tab is locked first. True where that loads the page anew. */
    shutFor(person: string | undefined): boolean {
      if (!opened || opened.person === person) return false;
      opened.auto.lock();
      return true;
    },
    /** The person has left this computer: there is nothing to lock any more. */
    forget: letGo,

    async wait({ person }: Whose): Promise<{ wait: number; isNew: boolean }> {
      const locking = await late(person);
      return { wait: await locking.waitForTry(hands).catch(() => 0), isNew: locking.takeNew() };
    },
    /** Tries a passphrase; undefined where it opened. */
    async open({ person }: Whose, code: string, waits: () => void) {
      const tried = await (await late(person)).unlock(hands, code, waits);
      if (tried.kind !== 'right') return tried;
      opened = { person, settings: tried.value, auto: await startAutoLock({ env, settings: tried.value, channel: lockChannelOf(person), reload }) };
      return undefined;
    },
    async startOver({ person }: Whose): Promise<void> {
      await (await late(person)).startOver(hands);
      reload();
    },

    /** `stop`: whatever has this person's stores open in this tab. */
    lockOf(person: string, stop: () => void): StaffLock {
      const there = () => late(person).catch(() => undefined);
      return {
        isSet: opened?.person === person,
        async set(code, waits) {
          const locking = await there();
          if (!locking) return 'missing';
          try {
            await locking.set(hands, stop, code, waits, 'five-minutes');
            await wipe();
          } catch (error) {
            // IndexedDB rejects with a DOMException (QuotaExceededError and kin) when the disk is full.
            if (error instanceof DOMException) return 'full';
            throw error;
          }
          reload();
          return 'set';
        },
        change: async (code, next) => (await there())?.change(hands, code, next) ?? { kind: 'missing' },
        async takeOff(code, waits) {
          const done = (await (await there())?.takeOff(hands, stop, code, waits)) ?? { kind: 'missing' as const };
          if (done.kind === 'right') {
            letGo();
            reload();
          }
          return done;
        },
        now: () => opened?.auto.lock(),
      };
    },
  };
}

export type Door = ReturnType<typeof createDoor>;
