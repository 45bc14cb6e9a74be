import type { ComponentChild } from 'preact';
import { letClaimGo } from '../client/claim.ts';
import { watchLetters } from '../ui/hyphens/large-letters.ts';
import { announceSync } from './announce-sync.ts';
import { ContactAway } from './ContactAway.tsx';
import type { Expert } from './context.ts';
import { UnknownDevices } from './UnknownDevices.tsx';
import { watchDevices } from './watch-devices.ts';
import { letFoodGo } from './food-gone.ts';
import { keepReminders } from './keep-reminders.ts';
import { KeysLost } from './KeysLost.tsx';
import { lockChannel } from './lock-channel.ts';
import { takeName } from './my-name.ts';
import { NewDevice } from './NewDevice.tsx';
import { NewRoles } from './NewRoles.tsx';
import { contactOf } from './people.ts';
import { StoreLost } from './StoreLost.tsx';
import { unlessFull } from './storage-full.ts';
import { TextRequests } from './TextRequests.tsx';
import { lost } from './used-note.ts';
import { watchUnsent } from './watch-unsent.ts';
import { watchUse } from './watch-use.ts';

/** In milliseconds: what somebody came to see loads first. */
const channelAfter = 5_000;

/** What a signed-in app does beside its screens. None of it draws the first picture, so it comes after it. Returns what stops it. */
export function startLater(expert: Expert, tell: (words: ComponentChild) => void): () => void {
  const { engine, settings, channel, now } = expert;
  const stops = [watchDevices(expert), watchUnsent(engine), takeName(engine), announceSync(engine), keepReminders(expert), letFoodGo(engine, now), letClaimGo(engine.env, settings, engine.me.device, engine.sync.syncedAt)];
  const app = document.getElementById('app');
  if (app) stops.push(watchLetters(app));
  // Everybody who is paired exchanges in every session, whether they write or not. Where it cannot be opened now, the screen says so.
  if (contactOf(engine)) stops.push(engine.env.after(channelAfter, () => void channel().catch(() => undefined)));
  // One that came along with the link is fetched at once: home tells what is new in it.
  else void settings.logins().then((logins) => (logins.some(({ device, keys }) => device === engine.me.device && typeof keys === 'object' && keys !== null && 'code' in keys) ? channel() : undefined)).catch(() => undefined);
  // A PIN was set in another tab: from here on what this one wrote would lie in the clear.
  if (settings.unlocked) settings.unlocked.stops.push(engine.stop);
  else stops.push(engine.env.onAnnounce(lockChannel, () => location.reload()));
  let stopped = false;
  const told = (
    <>
      <KeysLost />
      <UnknownDevices />
      <NewDevice />
      <NewRoles />
      <ContactAway />
      <TextRequests />
    </>
  );
  tell(told);
  void unlessFull(() => watchUse(engine)).then((stop) => {
    if (stop === 'full') return;
    if (stopped) return stop();
    stops.push(stop);
    if (lost.value)
      tell(
        <>
          <StoreLost />
          {told}
        </>,
      );
  });
  return () => {
    stopped = true;
    for (const stop of stops) stop();
  };
}
