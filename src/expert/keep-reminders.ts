import { effect } from '@preact/signals';
import { asked } from '../client/idb.ts';
import { dueOf, remindersKey, takeDue } from '../client/reminders.ts';
import type { Reminders } from '../client/reminders.ts';
import type { Settings } from '../client/settings.ts';
import type { Live } from '../client/state.ts';
import { decisionIdOf, ownAnswer } from '../domain/decision-facts.ts';
import { eveningBefore } from '../domain/reminder-facts.ts';
import { loadWords, t } from '../ui/words.ts';
import type { Expert } from './context.ts';

/** The evenings before what this person comes to, each once, the next one first. */
export function evenings(live: Live, me: string, now: string): readonly string[] {
  const found = live.all('invitation').flatMap((invitation) => {
    const session = invitation.person === me ? live.get('session', invitation.session) : undefined;
    if (session?.state !== 'planned' || session.starts <= now) return [];
    return ownAnswer(invitation, live.get('decision', decisionIdOf(invitation.id))) === 'accepted' ? [eveningBefore(session.starts)] : [];
  });
  return [...new Set(found)].sort();
}

/** What this phone keeps for reminding; undefined where nobody asked for it. What lies there is what client/reminders.ts describes. */
export const readReminders = (settings: Settings): Promise<Reminders | undefined> =>
  settings.write(['settings'], (tx) => asked<Reminders | undefined>(tx.objectStore('settings').get(remindersKey)));

/** What was reminded of is remembered for so long: nobody is reminded of the same evening twice. */
const remembered = 2 * 24 * 3_600_000;

/** Keeps these evenings, where reminding is on or begins. */
async function keepEvenings(settings: Settings, at: readonly string[], now: string, when: 'begin' | 'where-on'): Promise<void> {
  await settings.write(['settings'], async (tx) => {
    const store = tx.objectStore('settings');
    const kept = await asked<Reminders | undefined>(store.get(remindersKey));
    if (!kept && when === 'where-on') return;
    const next: Reminders = { at, shown: (kept?.shown ?? []).filter((one) => Date.parse(one) > Date.parse(now) - remembered) };
    store.put(next, remindersKey);
  });
}

export const startReminders = ({ engine, settings }: Expert): Promise<void> =>
  keepEvenings(settings, evenings(engine.live.value, engine.me.by, engine.env.now()), engine.env.now(), 'begin');

/** Keeps the list of evenings as the calendar changes, and reminds while the app is open. Does nothing where that is off. */
export function keepReminders({ engine, settings, now }: Expert): () => void {
  let before = '';
  return effect(() => {
    const at = evenings(engine.live.value, engine.me.by, now.value);
    const time = Date.parse(now.value);
    const isChanged = before !== at.join();
    before = at.join();
    const work = async () => {
      if (isChanged) await keepEvenings(settings, at, now.value, 'where-on');
      if (dueOf({ at, shown: [] }, time).length > 0) await remindNow(settings, time);
    };
    // A full phone, or a store that is just being taken away: then nobody is reminded, and nothing else is lost.
    void work().catch(() => undefined);
  });
}

async function remindNow(settings: Settings, time: number): Promise<void> {
  if (!('Notification' in globalThis) || Notification.permission !== 'granted') return;
  const registration = await navigator.serviceWorker?.getRegistration();
  if (!registration) return;
  await loadWords('notice');
  if (!(await settings.write(['settings'], (tx) => takeDue(tx, time)))) return;
  await registration.showNotification(t('notice:title'), { body: t('notice:body'), tag: 'rasti', icon: '/icon-192.png' });
}
