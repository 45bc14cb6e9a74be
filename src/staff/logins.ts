import { effect } from '@preact/signals';
import type { Login, Settings } from '../client/settings.ts';
import type { StaffEngine } from './context.ts';

/** The key of sessionStorage that says which login this tab uses. */
export const tabKey = 'rasti-staff-device';

/** What one tab remembers: sessionStorage, or a stand-in in tests. */
export interface TabMemory {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

/** A young person may be signed in on the same computer, in the other app. This one never opens their store. */
export const staffLogins = (logins: readonly Login[]): Login[] => logins.filter((login) => !login.roles.includes('expert'));

/** The login that this tab uses: the remembered one, or the only one; undefined where somebody has to choose. */
export function chosenLogin<T extends Pick<Login, 'device'>>(logins: readonly T[], remembered: string | null): T | undefined {
  return logins.find((login) => login.device === remembered) ?? (logins.length === 1 ? logins[0] : undefined);
}

/** The name as it is now; the login knows only the one from the day it was made. */
export const myName = (engine: StaffEngine, login: Login): string => engine.live.value.get('person', login.person)?.name || login.name;

/** Roles may have been added since the login was made. */
export const myRoles = (engine: StaffEngine, login: Login): Login['roles'] => engine.live.value.get('person', login.person)?.roles ?? login.roles;

/** Keeps the name and roles of a login as they are now, so that this browser's other tabs and people can choose by them. Returns what stops it. */
export function keepLoginCurrent(engine: StaffEngine, login: Login, settings: Settings): () => void {
  let kept = login;
  return effect(() => {
    const person = engine.live.value.get('person', login.person);
    if (!person || (person.name === kept.name && person.roles.join() === kept.roles.join())) return;
    kept = { ...login, name: person.name, roles: person.roles };
    // A store that is full keeps the older name.
    void settings.saveLogin(kept).catch(() => undefined);
  });
}
