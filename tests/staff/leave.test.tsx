import { screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { heading, mariCard, openOffice, pairUp, press, until } from '../support/contact-desk.tsx';
import type { ContactDesk, Office } from '../support/contact-desk.tsx';
import { sheetIsUnwritten } from '../../src/staff/safe.ts';

let office: Office;
let mari: ContactDesk;

beforeEach(async () => {
  office = await openOffice();
  mari = await office.contact('Mari');
  await mari.channel.describe(mariCard, null);
});
afterEach(() => office.close());

const isIn = async (): Promise<boolean> => (await mari.settings.logins()).length > 0;
async function ask(): Promise<void> {
  mari.show('/staff/me');
  await heading('Mari');
  await press('Kirjaudu ulos tältä laitteelta');
}

// Cryptography, and two people who wait for each other.
describe('a contact person who signs out', { timeout: 60_000 }, () => {
  test('is asked first, and told that a sheet brings the conversations back; to stay changes nothing', async () => {
    await mari.channel.makeSheet();
    const aino = await office.phone();
    await pairUp(mari, aino);
    await ask();
    expect(await screen.findByText(/^Tämän laitteen keskustelut poistuvat: .*jää heille\.$/)).toBeTruthy();
    expect(screen.getByText(/^Varakoodilla saat keskustelut uudelle laitteelle/)).toBeTruthy();
    const [stay, go] = screen.getAllByRole('button', { name: /^Pysy kirjautuneena$|^Kyllä, kirjaudu ulos$/ });
    expect([stay?.textContent, go?.textContent]).toEqual(['Pysy kirjautuneena', 'Kyllä, kirjaudu ulos']);
    await press('Pysy kirjautuneena');
    expect(await isIn()).toBe(true);
    expect(mari.channel.state.value.threads).toHaveLength(1);
    await press('Kirjaudu ulos tältä laitteelta');
    await press('Kyllä, kirjaudu ulos');
    await waitFor(async () => expect(await isIn()).toBe(false));
  });

  test('is told that another device goes on', async () => {
    await mari.channel.makeSheet();
    await pairUp(mari, await office.phone());
    await pairUp(mari, await office.another(mari), 'device', [mariCard, mariCard]);
    await ask();
    expect(await screen.findByText(/^Toisella laitteellasi keskustelut jatkuvat\./)).toBeTruthy();
  });

  test('is told that nothing brings them back, where no sheet is on paper, and where to make one', async () => {
    await sheetIsUnwritten(mari.engine());
    await mari.channel.makeSheet();
    const aino = await office.phone();
    const thread = await pairUp(mari, aino);
    mari.env.online = false;
    await mari.channel.saveDraft(thread, 'Hei');
    await mari.channel.send(thread, null);
    await ask();
    expect(await screen.findByText(/^Niitä ei saa takaisin/)).toBeTruthy();
    expect(screen.getByText(/^Jokin viestisi ei ole vielä lähtenyt\./)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Tee ensin varakoodi paperille' }).getAttribute('href')).toBe('/staff/messages/keep');
    mari.env.online = true;
    await until([mari, aino], () => screen.queryByText(/^Jokin viestisi ei ole vielä lähtenyt\./) === null);
  });

  test('with no conversations is asked all the same', async () => {
    await ask();
    expect(await screen.findByText('Kirjaudutko ulos tältä laitteelta?')).toBeTruthy();
    expect(screen.queryByText(/^Tämän laitteen keskustelut poistuvat/)).toBeNull();
  });
});
