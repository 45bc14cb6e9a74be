import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/folder.ts';
import { startOwnDemo } from '../support/own-demo.ts';
import type { OwnDemo } from '../support/own-demo.ts';
import { enginesHere } from './engines.ts';
import type { Hands } from './hands.ts';
import { openSecureFront } from './secure-front.ts';
import type { SecureFront } from './secure-front.ts';

// What a phone must do in every engine, said once. In fi, because that is what our people have.

const pin = '402917';
const thought = 'Tämä jäi mieleen junassa.';
const engines = await enginesHere();

it('every engine is named, also one that this machine does not have', () => {
  for (const { name, open } of engines) process.stdout.write(`${name}: ${open ? 'here' : 'NOT ON THIS MACHINE'}\n`);
  expect(engines.some(({ open }) => open)).toBe(true);
});

describe.each(engines.filter(({ open }) => open !== undefined))('in $name', ({ open, wantsTls }) => {
  const [profile, staffProfile, keys] = [temporaryFolder(), temporaryFolder(), temporaryFolder()];
  let demo: OwnDemo;
  let front: SecureFront | undefined;
  let url = '';
  let aino: Hands;
  let nea: Hands | undefined;

  beforeAll(async () => {
    front = wantsTls ? await openSecureFront(keys.path) : undefined;
    demo = await startOwnDemo({ publicUrl: front?.url ?? '' });
    const server = demo.url;
    front?.toward(server);
    url = front?.url ?? server;
    aino = await open!(profile.path);
  });
  afterAll(async () => {
    await aino?.close();
    await nea?.close();
    await demo?.remove();
    await front?.close();
    for (const folder of [profile, staffProfile, keys]) folder.remove();
  });

  async function unlock(): Promise<void> {
    await aino.type('PIN', pin);
    await aino.tap('Avaa');
  }

  it('a link leads to home, and leaves the address', async () => {
    await aino.goto(`${url}/#${demo.links.expert}`);
    await aino.tap('Jatka');
    await aino.tap('Selvä, jatka');
    await aino.sees('Moi Aino');
    expect(await aino.ask('() => location.hash')).toBe('');
  });

  it('the calendar, a session and its days open', async () => {
    await aino.tap('Kalenteri');
    await aino.sees('Kutsut');
    await aino.goto(`${url}/k`);
    await aino.tap('Puheenvuoro koulutuksessa');
    await aino.sees('Paikalla');
    expect(await aino.ask<string>('() => document.body.innerText')).not.toContain('auennut');
  });

  it('fees open, and a day in them is a day', async () => {
    await aino.goto(`${url}/p`);
    await aino.sees('Palkkiot');
    await aino.sees('€');
    expect(await aino.ask<string>('() => document.body.innerText')).not.toMatch(/Invalid|NaN|undefined|auennut/);
  });

  it('a thought is kept as it is typed, and is there after the page was loaded anew', async () => {
    await aino.goto(`${url}/o`);
    await aino.tap('Kirjoita uusi');
    await aino.tap('Ohita');
    await aino.type('', thought);
    const place = await aino.ask<string>('() => location.href');
    await aino.tap('Etusivu');
    await aino.sees('Moi Aino');
    await aino.goto(place);
    expect(await aino.ask<boolean>(`() => new Promise((resolve) => { const look = () => [...document.querySelectorAll('textarea')].some((one) => one.value === ${JSON.stringify(thought)}) || document.body.innerText.includes(${JSON.stringify(thought)}) ? resolve(true) : setTimeout(look, 50); look(); })`)).toBe(true);
  });

  it('an answer that was given while the server was gone leaves when it is back, once', async () => {
    await aino.goto(`${url}/k`);
    await aino.tap('Työryhmä: jälkihuollon opas, toinen kerta');
    await aino.sees('Tulen mukaan');
    await demo.stop();
    await aino.tap('Tulen mukaan');
    await aino.sees('Tässä puhelimessa');
    await demo.start();
    await aino.goto(`${url}/k`);
    await aino.tap('Työryhmä: jälkihuollon opas, toinen kerta');
    await aino.sees('Otit kutsun vastaan');
    await aino.sees('Lähetetty');
    // The thought of before is on the phone alone, so home may not say that everything was sent.
    await aino.goto(`${url}/`);
    await aino.sees('Tallessa tässä puhelimessa');
  });

  it('a PIN locks it; the PIN opens it; another path in the same tab asks again and opens', async () => {
    await aino.goto(`${url}/s/l`);
    await aino.tap('Ota PIN käyttöön');
    await aino.type('Uusi PIN, kuusi numeroa', pin);
    await aino.type('Uusi PIN toisen kerran', pin);
    await aino.tap('Ota PIN käyttöön');
    await unlock();
    await aino.goto(`${url}/p`);
    await unlock();
    await aino.sees('Palkkiot');
    await aino.goto(`${url}/`);
    await unlock();
    await aino.sees('Moi Aino');
  });

  it('is signed in and locked after a restart of the browser', async () => {
    if (!aino.restart) return expect(aino.engine).toBe('WebKit');
    await aino.restart();
    await aino.goto(`${url}/`);
    await unlock();
    await aino.sees('Moi Aino');
  });

  it('the coordinator’s desk opens', async () => {
    nea = await open!(staffProfile.path);
    await nea.goto(`${url}/staff/#${demo.links.coordinator}`);
    await nea.tap('Jatka tällä laitteella');
    await nea.sees('Odottaa sinua');
  });
});
