import { cleanup, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ainoCard, follow, heading, locked, mariCard, openOffice, pairUp, press, threadOf, type, until, writes } from '../support/contact-desk.tsx';
import type { ContactDesk, Office } from '../support/contact-desk.tsx';

let office: Office;
let mari: ContactDesk;

beforeEach(async () => {
  office = await openOffice();
  mari = await locked(await office.contact('Mari'));
}, 60_000);
afterEach(() => office.close());

const choose = async (name: string | RegExp): Promise<void> => (await screen.findByRole('radio', { name })).click();
const digits = () => document.querySelector('.digits')?.textContent ?? '';
/** The desk's page afresh: one is drawn at a time. */
function show(desk: ContactDesk, path: string): void {
  cleanup();
  desk.show(path);
}
async function ready(desk: ContactDesk, card = mariCard): Promise<string> {
  await desk.channel.describe(card, null);
  const sheet = await desk.channel.makeSheet();
  if (!sheet.ok) throw new Error(sheet.reason);
  return sheet.value;
}

// Cryptography, and two people who wait for each other.
describe('a contact person who has just begun', { timeout: 60_000 }, () => {
  test('says who they are, makes a sheet, and only then shows a code to a young person', async () => {
    mari.show('/staff/messages');
    expect(await screen.findByText(/^Jos tämä laite katoaa, viestit katoavat sen mukana\./)).toBeTruthy();
    await follow('Tee yhteys');
    expect(await screen.findByText(/^Kerro ensin nimesi, puhelinnumerosi/)).toBeTruthy();
    await follow('Omat tiedot ja laitteet');
    await press('Tallenna nuorelle näkyvät tiedot');
    expect(await screen.findByText('Kirjoita puhelinnumero, johon nuori voi soittaa.')).toBeTruthy();
    await type('Puhelin', '040 123 4567');
    await type('Organisaatio', 'Tuki ry');
    await press('Tallenna nuorelle näkyvät tiedot');
    expect(await screen.findByText('Valitse, mihin mennessä lupaat lukea.')).toBeTruthy();
    expect(mari.channel.state.value.card).toBeNull();
    await choose('72 tunnin kuluessa');
    await press('Tallenna nuorelle näkyvät tiedot');
    expect(await screen.findByText('Tallessa.')).toBeTruthy();
    expect(mari.channel.state.value.card).toMatchObject({ promise: 72 });
    show(mari, '/staff/messages/pair');
    expect(await screen.findByText(/^Nuorelle voit antaa koodin vasta/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Koodi nuorelle' })).toBeNull();
    await follow('Tee se nyt');
    await press('Tee varakoodi');
    await waitFor(() => expect(digits()).toMatch(/^([0-9A-Z]{4} ){5}[0-9A-Z]{4}$/));
    const end = digits().slice(-4);
    show(mari, '/staff/messages');
    expect(await screen.findByText(/^Jos tämä laite katoaa, viestit katoavat sen mukana\./)).toBeTruthy();
    show(mari, '/staff/messages/pair');
    expect(await screen.findByText(/^Nuorelle voit antaa koodin vasta/)).toBeTruthy();
    await follow('Tee se nyt');
    expect(await screen.findByText(/^Varakoodi tehtiin, mutta ei ole varmaa/)).toBeTruthy();
    await press('Tee uusi varakoodi, vanha lakkaa toimimasta');
    await waitFor(() => expect(digits()).not.toBe(''));
    const written = digits().slice(-4);
    await press('Kirjoitin ne');
    expect(digits()).toBe('');
    await type(/^Paperin neljä viimeistä merkkiä/, end);
    await press('Ota varakoodi käyttöön');
    expect(await screen.findByText(/^Nämä eivät ole samat merkit\./)).toBeTruthy();
    expect(screen.queryByText('Viestit säilyvät, vaikka tämä laite katoaisi.')).toBeNull();
    await press('Näytä merkit uudelleen');
    expect(digits().slice(-4)).toBe(written);
    await press('Kirjoitin ne');
    await type(/^Paperin neljä viimeistä merkkiä/, written.toLowerCase());
    await press('Ota varakoodi käyttöön');
    expect(await screen.findByText('Viestit säilyvät, vaikka tämä laite katoaisi.')).toBeTruthy();
    show(mari, '/staff/messages/pair');
    expect(await screen.findByRole('button', { name: 'Koodi nuorelle' })).toBeTruthy();
  });

  test('shows a code that reaches no server, compares nine digits, and has somebody to write with', async () => {
    await ready(mari);
    const aino = await office.phone();
    mari.show('/staff/messages/pair');
    await press('Koodi nuorelle');
    await waitFor(() => expect(digits()).toMatch(/^[0-9A-Z]{4}( [0-9A-Z]{4}){3}$/));
    const code = digits();
    expect(screen.getByText(/^Koodi toimii su 6\.12\. asti, yhden kerran\.$/)).toBeTruthy();
    expect((await aino.channel.join(code.toLowerCase(), ainoCard)).ok).toBe(true);
    await until([mari, aino], () => screen.queryByText(/^Myös Aino näkee nyt yhdeksän numeroa/));
    await until([mari, aino], () => aino.channel.state.value.pairing?.step === 'compare');
    expect(digits()).toBe(aino.channel.state.value.pairing?.digits);
    expect(aino.channel.state.value.pairing?.peer).toMatchObject({ name: 'Mari', organisation: 'Tuki ry', phone: '040 123 4567' });
    await press('Ovat samat');
    expect(await screen.findByText(/^Odotetaan, että Aino sanoo samoin\./)).toBeTruthy();
    await aino.channel.compare(true);
    await until([mari, aino], () => screen.queryByText('Valmis. Aino voi nyt kirjoittaa sinulle.'));
    await press('Avaa');
    expect(await heading('Aino', 2)).toBeTruthy();
    await waitFor(() => expect(mari.channel.state.value.pairing).toBeNull());
    const bodies = mari.env.requests.map(({ init }) => (init.body instanceof Uint8Array ? Buffer.from(init.body).toString('latin1') : String(init.body)));
    expect(bodies.some((body) => body.includes(code) || body.includes(code.replaceAll(' ', '')))).toBe(false);
  });

  test('who has seen that it is done and went elsewhere can begin another pairing at once', async () => {
    await ready(mari);
    const aino = await office.phone();
    mari.show('/staff/messages/pair');
    await press('Koodi nuorelle');
    await waitFor(() => expect(digits()).not.toBe(''));
    await aino.channel.join(digits(), ainoCard);
    await until([mari, aino], () => aino.channel.state.value.pairing?.step === 'compare' && screen.queryByRole('button', { name: 'Ovat samat' }));
    await press('Ovat samat');
    await aino.channel.compare(true);
    await until([mari, aino], () => screen.queryByText('Valmis. Aino voi nyt kirjoittaa sinulle.'));
    expect(screen.getByRole('button', { name: 'Tee uusi yhteys' })).toBeTruthy();
    show(mari, '/staff/messages');
    await waitFor(() => expect(mari.channel.state.value.pairing).toBeNull());
    show(mari, '/staff/messages/pair');
    expect(await screen.findByRole('button', { name: 'Koodi nuorelle' })).toBeTruthy();
    expect(mari.channel.state.value.threads).toHaveLength(1);
  });

  test('is told when the digits differ, and nobody can write', async () => {
    await ready(mari);
    const aino = await office.phone();
    mari.show('/staff/messages/pair');
    await press('Koodi nuorelle');
    await waitFor(() => expect(digits()).not.toBe(''));
    await aino.channel.join(digits(), ainoCard);
    await until([mari, aino], () => screen.queryByRole('button', { name: 'Eivät ole' }));
    await press('Eivät ole');
    expect(await screen.findByText(/^Numerot eivät olleet samat, joten yhteyttä ei tehty\./)).toBeTruthy();
    await press('Tee uusi koodi');
    expect(await screen.findByRole('button', { name: 'Koodi nuorelle' })).toBeTruthy();
    expect(mari.channel.state.value.threads).toEqual([]);
  });

  test('is told what is wrong with a code that they type', async () => {
    await mari.channel.describe(mariCard, null);
    mari.show('/staff/messages/pair');
    expect((await screen.findByRole('button', { name: 'Jatka' })).hasAttribute('disabled')).toBe(true);
    await choose('Työkaverini teki sen');
    await type(/^Koodi, 16 merkkiä/, 'hei');
    await press('Jatka');
    expect(await screen.findByText('Tämä ei voi olla koodi. Tarkista kirjaimet.')).toBeTruthy();
    await type(/^Koodi, 16 merkkiä/, '0000 0000 0000 0000');
    await press('Jatka');
    expect(await screen.findByText(/^Tällaista koodia ei löydy\./)).toBeTruthy();
    mari.env.online = false;
    await press('Jatka');
    expect(await screen.findByText('Nyt ei saatu yhteyttä. Mitään ei muuttunut. Yritä hetken päästä uudelleen.')).toBeTruthy();
  });
});

describe('a contact person with several devices', { timeout: 60_000 }, () => {
  test('takes a second one into use: it is on the list, and new messages come to both', async () => {
    await ready(mari);
    const aino = await office.phone();
    await pairUp(mari, aino);
    const laptop = await locked(await office.another(mari));
    mari.show('/staff/messages/pair');
    await press('Koodi omalle toiselle laitteelle');
    await waitFor(() => expect(digits()).not.toBe(''));
    const code = digits();
    show(laptop, '/staff/messages/pair');
    await screen.findByText(/^Kerro ensin nimesi, puhelinnumerosi/);
    expect(screen.queryByRole('radio', { name: 'Työkaverini teki sen' })).toBeNull();
    await choose(/^Tein sen itse omalla toisella laitteellani/);
    await type(/^Koodi, 16 merkkiä/, code);
    await press('Jatka');
    await until([mari, laptop], () => screen.queryByText('Katso molempia laitteita. Ovatko numerot samat?'));
    expect(digits()).toBe(mari.channel.state.value.pairing?.digits);
    await press('Ovat samat');
    await mari.channel.compare(true);
    await until([mari, laptop], () => screen.queryByText(/^Valmis\. Tämä laite on nyt käytössä\./));
    await until([mari, laptop, aino], () => threadOf(aino).events.some(({ what }) => what === 'device-added'));
    await writes(aino, 'Hei');
    expect(laptop.channel.state.value.card).toEqual(mariCard);
    await until([mari, laptop, aino], () => laptop.channel.state.value.threads[0]?.lines.length === 1 && threadOf(mari).lines.length === 1);
    show(mari, '/staff/messages/keep');
    expect(await screen.findAllByText('Toinen laite')).toHaveLength(1);
    await press('Poista');
    await press('Kyllä, poista laite');
    await waitFor(() => expect(screen.queryByText('Toinen laite')).toBeNull());
  });

  test('comes back from the sheet in a new browser, and sees what was written meanwhile', async () => {
    const sheet = await ready(mari);
    const aino = await office.phone();
    await pairUp(mari, aino);
    const laptop = await locked(await office.another(mari));
    mari.visit.stop();
    await writes(aino, 'Oletko siellä?');
    show(laptop, '/staff/messages/keep');
    await type(/^Varakoodin 24 merkkiä/, 'hei');
    await press('Palauta');
    expect(await screen.findByText(/^Tämä ei voi olla varakoodi/)).toBeTruthy();
    await type(/^Varakoodin 24 merkkiä/, sheet.toLowerCase());
    await press('Palauta');
    expect(await screen.findByText(/^Keskustelut ovat taas täällä\. Varakoodi on nyt käytetty/)).toBeTruthy();
    show(laptop, '/staff/messages');
    await until([laptop, aino], () => screen.queryByText(/^Uusi/));
    await follow(/Aino/);
    expect(await screen.findByText('Oletko siellä?')).toBeTruthy();
    await type(/^Viestisi \(Aino/, 'Olen, uudella koneella.');
    await press('Lähetä');
    await until([laptop, aino], () => threadOf(aino).lines.at(-1)?.text === 'Olen, uudella koneella.');
    show(laptop, '/staff/messages/keep');
    expect(await screen.findByText(/^Nyt viestit ovat vain tällä laitteella\./)).toBeTruthy();
    cleanup();
    const other = await pairUp(laptop, await office.phone());
    show(laptop, `/staff/messages/${other}`);
    expect(await screen.findByRole('button', { name: 'Sama nuori, uusi puhelin' })).toBeTruthy();
  });
});
