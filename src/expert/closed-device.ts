import type { ClosedNote } from '../client/erase-login.ts';
import type { Expert } from './context.ts';
import type { DeviceOptions } from './device.ts';
import { keepLink } from './kept-link.ts';
import { lockChannel } from './lock-channel.ts';
import { eraseAll } from './login-late.ts';
import { lossesOf } from './losses.ts';
import { forgetUse } from './used-note.ts';

/**
 * Somebody closed this device: it may be in a stranger's hands, so all of it goes at once, drafts and what waited too. What
 * was lost is counted before, and said by the page that comes after (ClosedScreen.tsx).
 */
export async function eraseClosed(options: Pick<DeviceOptions, 'env' | 'settings' | 'login'>, engine: Expert['engine']): Promise<void> {
  const { env, settings } = options;
  const { unsent, aside, messages, notes, thoughts } = lossesOf(engine);
  const note: ClosedNote = { at: env.now(), unsent: unsent + aside, texts: messages + notes + thoughts };
  // The word first: killed in between, the next start says what has happened and goes on erasing.
  await settings.set('closed', JSON.stringify(note)).catch(() => undefined);
  await eraseAll(options, engine);
  forgetUse();
  keepLink(null);
  env.announce(lockChannel);
  // What was on the screens is still in this page's memory; a new page has none of it.
  location.replace('/');
}
