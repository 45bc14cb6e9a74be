import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lockedStaff } from '../../src/client/lock-store.ts';
import { storeName } from '../../src/client/engine.ts';
import { newSecret } from '../../src/server/secrets.ts';
import { heading, press, type } from '../support/contact-desk.tsx';
import { passphrase } from '../support/desk-lock.ts';
import { openDesk, openProject } from '../support/staff-app.tsx';
import type { Desk, StaffProject } from '../support/staff-app.tsx';

let project: StaffProject;
const desks: Desk[] = [];
beforeEach(async () => {
  project = await openProject();
});
afterEach(async () => {
  desks.splice(0).forEach(({ visit }) => visit.stop());
  await project.close();
});

async function contact(name = 'Mari'): Promise<Desk> {
  const desk = await openDesk(project.server);
  desks.push(desk);
  await desk.signIn((await project.invite('contact', name)).secret);
  return desk;
}

/** Everything that lies in the stores of this browser, as text. */
async function stored(): Promise<string> {
  const all: unknown[] = [];
  for (const { name = '' } of await indexedDB.databases()) {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    for (const store of db.objectStoreNames) {
      all.push(
        await new Promise((resolve, reject) => {
          const request = db.transaction(store).objectStore(store).getAll();
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        }),
      );
    }
    db.close();
  }
  return JSON.stringify(all, (_key, value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value));
}

const keyText = (desk: Desk): string => /"d":"([\w-]{43})"/.exec(JSON.stringify(desk.staff().login.keys))?.[1] ?? '';

// The passphrase is made slow on purpose.
describe('the lock of a computer', { timeout: 60_000 }, () => {
  test('seals drafts, rows and keys in place, and gives all of it back to whoever has the passphrase', async () => {
    const desk = await contact();
    await desk.engine().drafts.save('thread:x', 'keskeneräinen kuiskaus');
    const key = keyText(desk);
    expect(key).toHaveLength(43);
    const before = await stored();
    for (const text of [key, 'keskeneräinen kuiskaus', '"kind":"person"']) expect(before).toContain(text);
    await desk.lock();
    expect((await lockedStaff(desk.settings)).map(({ name }) => name)).toEqual(['Mari']);
    expect(await desk.settings.logins()).toEqual([]);
    const after = await stored();
    expect(after).not.toContain(key);
    expect(after).not.toContain('keskeneräinen kuiskaus');
    expect(keyText(desk)).toBe(key);
    expect(desk.engine().drafts.get('thread:x')).toBe('keskeneräinen kuiskaus');
    await desk.engine().drafts.save('thread:x', 'kirjoitettu lukon takana');
    expect(await stored()).not.toContain('kirjoitettu lukon takana');
  });

  test('asks for the passphrase, says that a wrong one did not open, and stays shut', async () => {
    const desk = await contact();
    await desk.lock();
    desk.staff().lock.now();
    desk.show('/staff/');
    expect(await heading('Avaa')).toBeTruthy();
    expect(screen.getByText('Mari')).toBeTruthy();
    expect(document.body.textContent).not.toMatch(/viesti|nuor/i);
    const field = screen.getByLabelText<HTMLInputElement>('Lukituksen salasana');
    expect(field.type).toBe('password');
    await type('Lukituksen salasana', 'väärä salasana tämä');
    await press('Avaa');
    await waitFor(() => expect(screen.getByRole('alert').textContent).toMatch(/^Tämä salasana ei avannut\. Vielä 3 yritystä/), { timeout: 10_000 });
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Lukituksen salasana')));
    expect(() => desk.staff()).toThrow('nobody is in');
    await type('Lukituksen salasana', passphrase);
    await press('Avaa');
    await waitFor(() => expect(desk.staff().login.name).toBe('Mari'), { timeout: 10_000 });
  });

  test('counts wrong ones over a reload', async () => {
    const desk = await contact();
    await desk.lock();
    const [whose] = await desk.visit.door.locked();
    if (!whose) throw new Error('nobody is locked');
    for (let time = 0; time < 5; time += 1) await desk.visit.door.open(whose, 'väärä salasana tämä', () => undefined);
    expect((await desk.visit.door.wait(whose)).wait).toBe(5_000);
    expect(await desk.visit.door.open(whose, passphrase, () => undefined)).toMatchObject({ kind: 'waiting' });
  });

  test('is of one person: a colleague in the same browser has neither their passphrase nor their key', async () => {
    const desk = await contact('Mari');
    await desk.lock();
    const marisDevice = desk.staff().login.device;
    await desk.signIn((await project.invite('fees', 'Outi')).secret);
    await waitFor(() => expect(desk.staff().login.name).toBe('Outi'));
    expect((await desk.settings.logins()).map(({ name }) => name)).toEqual(['Outi']);
    expect(desk.staff().logins.map(({ name }) => name).sort()).toEqual(['Mari', 'Outi']);
    expect(desk.staff().lock.isSet).toBe(false);
    desk.staff().switchTo(marisDevice);
    await waitFor(() => expect(desk.visit.stage.value.kind).toBe('locked'));
  });

  test('is changed and taken off with the passphrase alone', async () => {
    const desk = await contact();
    await desk.lock();
    const { lock } = desk.staff();
    expect(await lock.change('ei tämä mutta pitkä', 'toinen salasana nyt')).toMatchObject({ kind: 'wrong' });
    expect(await lock.change(passphrase, 'toinen salasana nyt')).toMatchObject({ kind: 'right' });
    expect(await lock.takeOff(passphrase, () => undefined)).toMatchObject({ kind: 'wrong' });
    expect(await lock.takeOff('toinen salasana nyt', () => undefined)).toMatchObject({ kind: 'right' });
    await waitFor(() => expect(desk.staff().lock.isSet).toBe(false));
    expect(await lockedStaff(desk.settings)).toEqual([]);
    expect((await desk.settings.logins()).map(({ name }) => name)).toEqual(['Mari']);
  });

  test('without the passphrase everything of theirs goes, and nothing of anybody else', async () => {
    const desk = await contact('Mari');
    await desk.lock();
    const { store, device } = desk.staff().login;
    await desk.signIn((await project.invite('fees', 'Outi')).secret);
    const [whose] = await desk.visit.door.locked();
    if (!whose) throw new Error('nobody is locked');
    await desk.visit.door.startOver(whose);
    expect(await lockedStaff(desk.settings)).toEqual([]);
    expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain(storeName(store ?? device));
    expect((await desk.settings.logins()).map(({ name }) => name)).toEqual(['Outi']);
  });

  test('is set before anybody pairs', async () => {
    const desk = await contact();
    desk.show('/staff/messages/pair');
    expect(await screen.findByText(/^Lukitse ensin tämä kone/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Koodi nuorelle' })).toBeNull();
    await press('Ota lukitus käyttöön');
    await type('Uusi salasana, vähintään 10 merkkiä', 'lyhyt');
    await press('Ota lukitus käyttöön');
    expect(await screen.findByText(/^Salasanassa on vähintään 10 merkkiä/)).toBeTruthy();
    for (const label of ['Uusi salasana, vähintään 10 merkkiä', 'Uusi salasana toisen kerran']) await type(label, passphrase);
    await press('Ota lukitus käyttöön');
    await waitFor(() => expect(desk.visit.stage.value.kind).toBe('locked'), { timeout: 10_000 });
  });

  test('a new link of somebody whose login is locked asks for their passphrase first, and goes on with what they have', async () => {
    const desk = await contact();
    await desk.engine().drafts.save('note', 'säilyy');
    await desk.lock();
    const link = newSecret();
    expect(link).not.toBe('');
    cleanup();
    desk.staff().lock.now();
    await waitFor(() => expect(desk.visit.stage.value.kind).toBe('locked'));
    const [whose] = await desk.visit.door.locked();
    if (!whose) throw new Error('nobody is locked');
    desk.visit.unlockFirst(whose, link);
    expect(await desk.visit.unlock(whose, passphrase, () => undefined)).toBeUndefined();
    expect(desk.visit.stage.value).toEqual({ kind: 'link', secret: link });
    fireEvent.blur(document.body);
    await desk.visit.enter();
    expect(desk.engine().drafts.get('note')).toBe('säilyy');
  });
});
