import type { ReadonlySignal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { ChannelEngine } from '../channel/types.ts';
import type { Engine } from '../client/engine.ts';
import type { Settings } from '../client/settings.ts';
import type { Sealer } from '../crypto/sealer.ts';
import type { Trust } from '../crypto/trust/trust.ts';
import type { expertRules } from '../protocol/expert.ts';
import type { Offline } from './offline.ts';

/** What the screens of the signed-in app work with. Made once in main.tsx. */
export interface Expert {
  readonly engine: Engine<typeof expertRules>;
  /** Comes with the cryptography, which the first screen does not wait for. */
  readonly sealer: () => Promise<Sealer>;
  /** Which devices this phone trusts; comes with the same code. */
  readonly trust: () => Promise<Trust>;
  /** The private channel; its code comes when it is first asked for. Rejects where that, or its store, cannot be had: ask again. */
  readonly channel: () => Promise<ChannelEngine>;
  readonly settings: Settings;
  readonly offline: Offline;
  /** The device's time as an instant, moved on every half minute, so that "today" and "just after" come by themselves. */
  readonly now: ReadonlySignal<string>;
  /** Closes this login at the server and takes everything of it off this device. Without a network nothing is done. */
  readonly leave: () => Promise<'left' | 'unreachable'>;
}

export const ExpertContext = createContext<Expert | null>(null);

export function useExpert(): Expert {
  const expert = useContext(ExpertContext);
  if (!expert) throw new Error('no signed-in app around this screen');
  return expert;
}
