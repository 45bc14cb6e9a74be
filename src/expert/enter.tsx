import type { ComponentChild } from 'preact';
import type { Env } from '../client/env.ts';
import type { Settings } from '../client/settings.ts';
import { LockScreen } from '../ui/lock/LockScreen.tsx';
import type { LockScreenProps } from '../ui/lock/LockScreen.tsx';
import { path } from '../ui/router.tsx';
import { loadWords } from '../ui/words.ts';
import { startAutoLock } from './auto-lock.ts';
import { Frame } from './Frame.tsx';
import { HelpScreen } from './help/Screen.tsx';
import { lockWords } from './lock-words.ts';
import { lockChannel } from './lock-channel.ts';
import { startOver, takeNewPin, unlock, waitForTry } from './locking.ts';

export interface EnterOptions {
  readonly env: Env;
  readonly settings: Settings;
  readonly show: (screen: ComponentChild) => void;
  /** Loads the page anew. */
  readonly reload?: () => void;
}

let entering: Promise<Settings> | undefined;

/** Asks for the PIN, once for each loading of the page, and locks again by itself. Resolves with the settings to go on with. */
export const enter = (options: EnterOptions): Promise<Settings> => (entering ??= open(options));

async function open(options: EnterOptions): Promise<Settings> {
  const settings = await askPin(options);
  await startAutoLock({ env: options.env, settings, reload: reloadOf(options) });
  return settings;
}

const reloadOf = ({ reload = () => location.reload() }: EnterOptions): (() => void) => reload;

/** Draws the lock screen until the PIN was right. */
export async function askPin(options: EnterOptions): Promise<Settings> {
  const { env, settings, show } = options;
  const reload = reloadOf(options);
  const hands = { env, settings };
  const isNew = takeNewPin();
  const [wait] = await Promise.all([waitForTry(hands).catch(() => 0), loadWords('lock', 'help')]);
  // Taken off, changed or started over in another tab: what this page knows of it is old.
  const deaf = env.onAnnounce(lockChannel, reload);
  const opened = await new Promise<Settings>((resolve) => {
    const open: LockScreenProps['open'] = async (pin, waits) => {
      const tried = await unlock(hands, pin, waits);
      if (tried.kind !== 'right') return tried;
      resolve(tried.value);
      return undefined;
    };
    show(
      <Frame now={env.now}>
        <Locked words={lockWords} wait={wait} isNew={isNew} open={open} startOver={() => startOver(hands).then(reload)} />
      </Frame>,
    );
  });
  deaf();
  return opened;
}

function Locked(props: LockScreenProps) {
  return path() === '/a' ? <HelpScreen /> : <LockScreen {...props} />;
}
