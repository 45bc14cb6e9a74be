import { cleanup, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createChannelEngine } from '../../src/channel/engine.ts';
import { toBase64url } from '../../src/crypto/base64url.ts';
import { createRoot, signCard } from '../../src/crypto/card.ts';
import { ok } from '../../src/domain/result.ts';
import { showRequest } from '../../src/tools/vouch/request.ts';
import { follow, heading, mariCard, openOffice, pairUp, press, threadOf, type, until, writes } from '../support/contact-desk.tsx';
import type { ContactDesk, Office } from '../support/contact-desk.tsx';
import type { Phone } from '../support/paired-phones.ts';

let office: Office;
let mari: ContactDesk;
let aino: Phone;
let thread: string;

beforeEach(async () => {
  office = await openOffice();
  mari = await office.contact('Mari');
  aino = await office.phone();
  await mari.channel.describe(mariCard, null);
  await mari.channel.makeSheet();
  thread = await pairUp(mari, aino);
});
afterEach(() => office.close());

const ilkkaCard = { ...mariCard, name: 'Ilkka', phone: '040 765 4321' };
const open = (desk: ContactDesk, path: string): void => {
  cleanup();
  desk.show(path);
};

describe('what a contact person says of themselves', { timeout: 60_000 }, () => {
  test('reaches the young person: when they answer, and until when they are away', async () => {
    mari.show('/staff/messages/keep');
    await type(/^Milloin vastaa/, 'Ma ja ti.');
    (await screen.findByRole('radio', { name: 'Muu aika' })).click();
    await type(/^Lupaan lukea/, '500');
    await press('Tallenna nuorelle näkyvät tiedot');
    expect(await screen.findByText('Kirjoita tunnit numeroina, 1–336.')).toBeTruthy();
    await type(/^Lupaan lukea/, '48');
    await type(/^Poissa tähän päivään asti/, '2026-11-30');
    await press('Tallenna nuorelle näkyvät tiedot');
    expect(await screen.findByText('Tallessa.')).toBeTruthy();
    await until([mari, aino], () => threadOf(aino).awayUntil === '2026-11-30');
    expect(threadOf(aino).peer).toEqual({ ...mariCard, hours: 'Ma ja ti.', promise: 48 });
    open(mari, '/staff/');
    expect(await screen.findByText('Olet merkinnyt olevasi poissa ma 30.11. asti. Nuoret näkevät sen.')).toBeTruthy();
  });

  test('does not ask an outsider to vouch where the app was built without one, and says so', async () => {
    mari.show('/staff/messages/keep');
    expect(await screen.findByText(/^Tähän Rastiin ei ole sovittu, kuka hankkeen ulkopuolella vahvistaa yhteyshenkilöt\./)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Näytä teksti' })).toBeNull();
  });
});

describe('an organisation outside the project', { timeout: 60_000 }, () => {
  afterEach(() => void vi.unstubAllEnvs());

  test('gets a text to sign, and what it signed is pasted in; a changed detail asks for a new one', async () => {
    const root = await createRoot();
    vi.stubEnv('VITE_ROOT_KEY', root.point);
    const ilkka = await office.contact('Ilkka');
    open(ilkka, '/staff/messages/keep');
    expect(await screen.findByText('Tallenna ensin nimesi ja puhelinnumerosi.')).toBeTruthy();
    await type('Puhelin', '040 765 4321');
    (await screen.findByRole('radio', { name: '24 tunnin kuluessa' })).click();
    await press('Tallenna nuorelle näkyvät tiedot');
    await press('Näytä teksti');
    const shown = await screen.findByLabelText('Teksti, joka lähetetään');
    const request = showRequest(shown instanceof HTMLTextAreaElement ? shown.value : '');
    if (!request) throw new Error('the page shows no request');
    expect(request.card).toMatchObject({ name: 'Ilkka', phone: '+358407654321' });
    await type(/^Teksti, joka tuli takaisin/, 'hei');
    await press('Ota vahvistus käyttöön');
    expect(await screen.findByText(/^Tämä ei ole sinun vahvistuksesi/)).toBeTruthy();
    await type(/^Teksti, joka tuli takaisin/, JSON.stringify(await signCard(root, { card: request.card, genesis: request.genesis, until: '2027-05-31' })));
    await press('Ota vahvistus käyttöön');
    expect(await screen.findByText('Sinut on vahvistettu. Se näkyy uusissa yhteyksissä 31.5.2027 asti.')).toBeTruthy();
    await type('Organisaatio', 'Toinen ry');
    await press('Tallenna nuorelle näkyvät tiedot');
    expect(await screen.findByText(/^Vahvistus ei ole enää voimassa/)).toBeTruthy();
  });
});

describe('a deputy', { timeout: 60_000 }, () => {
  test('is suggested here, reads nothing before the young person\'s yes, and answers after it', async () => {
    const ilkka = await office.contact('Ilkka');
    await ilkka.channel.describe(ilkkaCard, null);
    await pairUp(mari, ilkka, 'colleague', [mariCard, ilkkaCard]);
    await writes(aino, 'Ennen');
    mari.show(`/staff/messages/${thread}`);
    await press('Ehdota, että Ilkka on sijainen');
    expect(await screen.findByText('Ehdotit, että Ilkka on sijainen. Nuori ei ole vielä vastannut.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /^Ehdota, että/ })).toBeNull();
    await until([mari, aino, ilkka], () => threadOf(aino).introduced.length === 1);
    expect(ilkka.channel.state.value.threads.map(({ kind }) => kind)).toEqual(['colleague']);
    await aino.channel.answerDeputy(threadOf(aino).id, threadOf(aino).introduced[0]?.genesis ?? '', true);
    await until([mari, aino, ilkka], () => ilkka.channel.state.value.threads.some(({ kind }) => kind === 'channel'));
    expect(await screen.findByText(/^Ilkka on sijainen\. Nuori on sanonut kyllä/)).toBeTruthy();
    expect(screen.getByText('Näitä viestejä voi lukea: sinä, Aino, Ilkka, sijainen. Palvelin ei saa niitä auki.')).toBeTruthy();
    await writes(aino, 'Jälkeen');
    open(ilkka, '/staff/');
    await until([mari, aino, ilkka], () => screen.queryByText(/^Uusi/));
    expect(screen.getByText(/Luet sijaisena\. Yhteyshenkilö on Mari\./)).toBeTruthy();
    await follow(/Aino/);
    expect(await screen.findByText('Jälkeen')).toBeTruthy();
    expect(screen.queryByText('Ennen')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Päätä keskustelu' })).toBeNull();
    await type(/^Viestisi \(Aino/, 'Täällä Ilkka.');
    await press('Lähetä');
    await until([mari, aino, ilkka], () => threadOf(aino).lines.at(-1)?.from === 'Ilkka');
  });

  test('to whom the young person says no sees nothing, and whoever suggested them is told so', async () => {
    const ilkka = await office.contact('Ilkka');
    await ilkka.channel.describe(ilkkaCard, null);
    await pairUp(mari, ilkka, 'colleague', [mariCard, ilkkaCard]);
    mari.show(`/staff/messages/${thread}`);
    await press('Ehdota, että Ilkka on sijainen');
    expect(await screen.findByText('Ehdotit, että Ilkka on sijainen. Nuori ei ole vielä vastannut.')).toBeTruthy();
    await until([mari, aino, ilkka], () => threadOf(aino).introduced.length === 1);
    await aino.channel.answerDeputy(threadOf(aino).id, threadOf(aino).introduced[0]?.genesis ?? '', false);
    await until([mari, aino, ilkka], () => screen.queryByText('Ehdotit, että Ilkka on sijainen. Nuori sanoi ei, joten Ilkka ei näe uusia viestejä.'));
    const colleague = mari.channel.state.value.threads.find(({ kind }) => kind === 'colleague');
    open(mari, `/staff/messages/${colleague?.id}`);
    expect(await screen.findByText('Aino: on sanonut ei')).toBeTruthy();
  });

  test('is somebody with whom one shares no messages; that too can be ended', async () => {
    const ilkka = await office.contact('Ilkka');
    await pairUp(mari, ilkka, 'colleague', [mariCard, ilkkaCard]);
    mari.show('/staff/');
    expect(await heading('Työkaverit', 2)).toBeTruthy();
    await follow(/Ilkka/);
    expect(await screen.findByText(/^Teillä on yhteys\. Viestejä täällä ei ole\./)).toBeTruthy();
    expect(screen.queryByRole('textbox')).toBeNull();
    await press('Päätä yhteys');
    await press('Kyllä, päätä');
    await until([mari, ilkka], () => ilkka.channel.state.value.threads[0]?.state === 'closed');
  });
});

describe('a conversation that is over', { timeout: 60_000 }, () => {
  test('by the young person\'s word stays readable, and can be taken away from this device', async () => {
    await writes(aino, 'Kiitos kaikesta.');
    mari.show(`/staff/messages/${thread}`);
    await until([mari, aino], () => screen.queryByText('Kiitos kaikesta.'));
    await aino.channel.close(threadOf(aino).id);
    await until([mari, aino], () => screen.queryByText('Tämä keskustelu on päättynyt. Vanhat viestit näkyvät yhä.'));
    expect(screen.queryByRole('button', { name: 'Lähetä' })).toBeNull();
    expect(screen.getByText('Kiitos kaikesta.')).toBeTruthy();
    open(mari, '/staff/');
    expect(await heading('Päättyneet', 2)).toBeTruthy();
    await follow(/Aino/);
    await press('Poista tältä laitteelta');
    await press('Kyllä, poista');
    expect(await screen.findByText(/^Kukaan ei ole vielä yhteydessä sinuun täällä\./)).toBeTruthy();
  });

  test('by one\'s own word is asked for twice, and the young person sees it', async () => {
    mari.show(`/staff/messages/${thread}`);
    await press('Päätä keskustelu');
    await press('En päätä');
    await press('Päätä keskustelu');
    await press('Kyllä, päätä');
    expect(await heading('Päättyneet', 2)).toBeTruthy();
    await until([mari, aino], () => threadOf(aino).state === 'closed');
  });

  test('because the same phone paired again says that a newer one took its place', async () => {
    await pairUp(mari, aino);
    mari.show(`/staff/messages/${thread}`);
    expect(await screen.findByText('Uudempi keskustelu on tämän tilalla. Vanhat viestit näkyvät yhä.')).toBeTruthy();
  });

  test('because a phone was lost is marked by hand: only people know that it is the same person', async () => {
    const other = await office.phone();
    const newer = await pairUp(mari, other);
    mari.show(`/staff/messages/${newer}`);
    expect(await screen.findByText(/^Täällä on vanhempi keskustelu samalla nimellä\./)).toBeTruthy();
    (await screen.findByRole('radio', { name: /Aino/ })).click();
    await press('Sama nuori, uusi puhelin');
    await waitFor(() => expect(screen.queryByText(/^Täällä on vanhempi keskustelu/)).toBeNull());
    open(mari, '/staff/');
    expect(await heading('Päättyneet', 2)).toBeTruthy();
    expect(await screen.findByText('Tilalla on uudempi keskustelu')).toBeTruthy();
  });
});

describe('a phone that is not the one that was paired with', { timeout: 60_000 }, () => {
  test('ends all sending from here, in calm words; the old messages stay', async () => {
    await writes(aino, 'Hei');
    mari.show(`/staff/messages/${thread}`);
    await until([mari, aino], () => screen.queryByText('Hei'));
    // Somebody has copied the phone: both go on as if they were it, and each takes another device into use.
    const copy = await copyOf(aino);
    await aino.channel.makeSheet();
    await until([mari, aino], () => screen.queryByText(/Aino otti käyttöön toisen laitteen/));
    await copy.makeSheet();
    await until([mari, { env: aino.env, channel: copy }], () => screen.queryByText(/^Aino: laite ei ole se, jonka kanssa yhteys tehtiin\. Siksi tästä ei nyt lähde mitään\./));
    copy.stop();
    expect(screen.getByText('Hei')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Lähetä' })).toBeNull();
    open(mari, '/staff/');
    expect(await screen.findByText('Laite on vaihtunut. Tehkää yhteys uudelleen.')).toBeTruthy();
  });
});

/** Another phone with everything that this one keeps. */
async function copyOf(phone: Phone): Promise<Phone['channel']> {
  const { id } = threadOf(phone);
  const names = (await indexedDB.databases()).map(({ name }) => name ?? '').filter((name) => name.startsWith('rasti-m-test'));
  for (const name of names) {
    const entries = await entriesOf(name);
    if (!entries.some(([key]) => key === `thread/${id}`)) continue;
    const copied = `${name}-copy`;
    await putAll(copied, entries);
    return createChannelEngine({
      env: { ...phone.env, now: () => phone.env.now(), isOnline: () => true, fetch: (path, init) => phone.env.answer(path, init) as Promise<Response>, onHide: () => () => undefined, loadChunk: (part) => part() },
      name: copied, root: null, tickets: (kind) => Promise.resolve(ok([1, 2, 3, 4].map(() => toBase64url(new Uint8Array(office.mail.ticket(kind)))))),
    });
  }
  throw new Error('no store has this thread');
}

const asked = <T,>(request: IDBRequest<T>): Promise<T> => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error ?? new Error('no answer'));
});

async function entriesOf(name: string): Promise<[IDBValidKey, unknown][]> {
  const db = await asked(indexedDB.open(name, 1));
  const kv = db.transaction('kv').objectStore('kv');
  const [keys, values] = await Promise.all([asked(kv.getAllKeys()), asked<unknown[]>(kv.getAll())]);
  db.close();
  return keys.map((key, at) => [key, values[at]]);
}

async function putAll(name: string, entries: readonly [IDBValidKey, unknown][]): Promise<void> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => request.result.createObjectStore('kv');
  const db = await asked(request);
  const kv = db.transaction('kv', 'readwrite').objectStore('kv');
  await Promise.all(entries.map(([key, value]) => asked(kv.put(value, key))));
  db.close();
}
