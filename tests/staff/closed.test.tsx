import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { storeName } from '../../src/client/engine.ts';
import { Root } from '../../src/staff/Root.tsx';
import { openProject } from '../support/staff-app.tsx';
import type { StaffProject } from '../support/staff-app.tsx';
import { redeem } from '../support/world.ts';

let project: StaffProject;
beforeEach(async () => {
  project = await openProject();
});
afterEach(async () => {
  cleanup();
  await project.close();
});

const databases = async () => (await indexedDB.databases()).map(({ name }) => name);

describe('a computer that somebody closed', () => {
  test('erases what it had at its next contact, and says so, with what was not sent', async () => {
    const { desk, server } = project;
    const kaisa = await project.invite('coordinator', 'Kaisa');
    const other = await redeem(server, kaisa.secret);
    const { device } = desk.engine().me;
    render(<Root visit={desk.visit} />);
    desk.env.online = false;
    await desk.engine().commit('project/name', { name: 'Uusi nimi', organisation: 'Järjestö' });
    expect((await other.post('/api/login/close', { person: desk.engine().me.by })).status).toBe(200);
    desk.env.online = true;
    await desk.engine().sync.now();
    expect(await screen.findByRole('heading', { name: 'Kirjautuminen suljettiin' })).toBeTruthy();
    expect(screen.getByText('Yksi asia ei ehtinyt lähteä, eikä se mennyt perille.')).toBeTruthy();
    expect(screen.getByText(/^Pyydä uusi linkki toiselta koordinaattorilta/)).toBeTruthy();
    expect(await desk.settings.logins()).toEqual([]);
    expect(await databases()).not.toContain(storeName(device));
    fireEvent.click(screen.getByRole('button', { name: 'Selvä' }));
    await expect.poll(() => desk.visit.stage.value.kind).toBe('nobody');
    expect(await desk.settings.get('closed')).toBe('');
  });

  test('is none where the server only does not know it: everything stays', async () => {
    const { desk } = project;
    const { device } = desk.engine().me;
    const { answer } = desk.env;
    desk.env.answer = async () => new Response(JSON.stringify({ reason: 'signed-out' }), { status: 401, headers: { 'content-type': 'application/json' } });
    await desk.engine().sync.now();
    expect(desk.engine().sync.status.value).toEqual({ kind: 'signed-out' });
    expect((await desk.settings.logins()).map((login) => login.device)).toEqual([device]);
    expect(await databases()).toContain(storeName(device));
    desk.env.answer = answer;
    await desk.sync();
    expect(desk.engine().sync.status.value).toEqual({ kind: 'idle' });
  });
});

describe('a computer whose key is lost', () => {
  test('says what is lost and how to begin anew, and a new link lets it go on with what waited', async () => {
    const { desk, server } = project;
    const kaisa = await project.invite('coordinator', 'Kaisa');
    const other = await redeem(server, kaisa.secret);
    const [login] = await desk.settings.logins();
    if (!login) throw new Error('nobody is signed in');
    await desk.settings.saveLogin({ ...login, keys: { sig: { point: 'torn' } } });
    await desk.visit.enter(login.device);
    desk.env.online = true;
    await desk.engine().commit('project/name', { name: 'Uusi nimi', organisation: 'Järjestö' });
    await desk.sync();
    desk.show('/staff/me');
    expect(await screen.findByText(/Tämän laitteen avain on kadonnut/)).toBeTruthy();
    expect(desk.engine().pending.value).toHaveLength(1);
    expect((await other.post('/api/login/close', { person: login.person })).status).toBe(200);
    const { newSecret, proofOfSecret } = await import('../../src/server/secrets.ts');
    const secret = newSecret();
    expect((await other.post('/api/links', { person: login.person, proof: proofOfSecret(secret), device: null })).status).toBe(200);
    await desk.signIn(secret);
    expect(desk.engine().pending.value).toEqual([]);
    expect(desk.engine().live.value.get('project', login.project)?.name).toBe('Uusi nimi');
    expect((await desk.settings.logins()).map((one) => one.device)).not.toContain(login.device);
  });
});

describe('signing out', () => {
  test('warns the only coordinator, and offers another device or a colleague first', async () => {
    const { desk, server } = project;
    desk.show('/staff/me');
    expect(await screen.findByText(/^Olet ainoa koordinaattori, joka on kirjautunut/)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Lisää työkaveri' }).getAttribute('href')).toBe('/staff/people');
    const kaisa = await project.invite('coordinator', 'Kaisa');
    await redeem(server, kaisa.secret);
    await desk.sync();
    await expect.poll(() => screen.queryByText(/^Olet ainoa koordinaattori/)).toBeNull();
  });
});
