import type { ReadonlySignal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { ChannelEngine } from '../channel/types.ts';
import type { Engine } from '../client/engine.ts';
import type { Login, Settings } from '../client/settings.ts';
import type { Sealer } from '../crypto/sealer.ts';
import type { Account } from '../crypto/trust/account.ts';
import type { Trust } from '../crypto/trust/trust.ts';
import type { StaffLock } from './lock/door.ts';
import type { staffRules } from '../protocol/staff.ts';

export type StaffEngine = Engine<typeof staffRules>;

/** What the screens of one signed-in person work with. Made in main.tsx, again for each person who uses this tab. */
export interface Staff {
  readonly engine: StaffEngine;
  /** Comes with the cryptography, which the first screen does not wait for. */
  readonly sealer: () => Promise<Sealer>;
  /** Which devices this one trusts, and the keys of its own; with the same code. */
  readonly trust: () => Promise<Trust>;
  readonly account: () => Promise<Account>;
  /** The private channel of a contact person; its code comes when it is first asked for. */
  readonly channel: () => Promise<ChannelEngine>;
  readonly settings: Settings;
  readonly login: Login;
  /** Everybody of the staff who is signed in in this browser. */
  readonly logins: readonly Pick<Login, 'device' | 'name'>[];
  /** What seals everything of this person on this computer. */
  readonly lock: StaffLock;
  switchTo(device: string): void;
  /** Closes this login for good and takes its store away from this computer. False when the server could not be told. */
  leave(): Promise<boolean>;
  /** The device's time as an instant, moved on every half minute, so that "ended" and "late" come by themselves. */
  readonly now: ReadonlySignal<string>;
}

export const StaffContext = createContext<Staff | null>(null);

export function useStaff(): Staff {
  const staff = useContext(StaffContext);
  if (!staff) throw new Error('no signed-in app around this screen');
  return staff;
}
