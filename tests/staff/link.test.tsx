import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { describe, expect, test } from 'vitest';
import { tabKey } from '../../src/staff/logins.ts';
import { navigate } from '../../src/ui/router.tsx';
import { newProject, openDesk, openProject } from '../support/staff-app.tsx';

const type = (label: string | RegExp, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));

describe('the first link', () => {
  test('asks three things, and names the project and the coordinator by them', async () => {
    const { server, setupLink } = await newProject();
    const desk = await openDesk(server);
    await desk.visit.start(setupLink);
    desk.show('/staff/');
    await screen.findByLabelText('Organisaation nimi');
    type('Organisaation nimi', 'Järjestö');
    type('Hankkeen nimi', 'Hanke');
    press('Ota Rasti käyttöön');
    expect(await screen.findByText('Kirjoita tähän jotain.')).toBeTruthy();
    type('Sinun nimesi', 'Nea');
    press('Ota Rasti käyttöön');
    expect(await screen.findByRole('heading', { level: 1, name: 'Odottaa sinua' })).toBeTruthy();
    await waitFor(async () => {
      await desk.sync();
      expect(desk.engine().pending.value).toEqual([]);
      expect(desk.engine().live.value.all('project')).toMatchObject([{ name: 'Hanke', organisation: 'Järjestö' }]);
    });
    expect(desk.engine().live.value.all('person')).toMatchObject([{ name: 'Nea', roles: ['coordinator'] }]);
    expect(await screen.findByRole('link', { name: 'Nea' })).toBeTruthy();
    expect(desk.engine().drafts.get('setup')).toBeUndefined();
    await waitFor(async () => expect(await desk.settings.logins()).toMatchObject([{ name: 'Nea' }]));
    desk.visit.stop();
    await server.close();
  });

  test('keeps what was said when the network goes away in between', async () => {
    const { server, setupLink } = await newProject();
    const desk = await openDesk(server);
    await desk.visit.start(setupLink);
    desk.show('/staff/');
    await screen.findByLabelText('Organisaation nimi');
    type('Organisaation nimi', 'Järjestö');
    type('Hankkeen nimi', 'Hanke');
    type('Sinun nimesi', 'Nea');
    const { answer } = desk.env;
    desk.env.answer = (path, init) => {
      if (path === '/api/sync') throw new TypeError('no network');
      return answer(path, init);
    };
    press('Ota Rasti käyttöön');
    await screen.findByRole('heading', { level: 1, name: 'Odottaa sinua' });
    expect(desk.engine().drafts.get('setup')).toMatchObject({ project: 'Hanke' });
    desk.env.answer = answer;
    await waitFor(async () => {
      await desk.sync();
      expect(desk.engine().live.value.all('project')).toMatchObject([{ name: 'Hanke' }]);
      expect(desk.engine().pending.value).toEqual([]);
    });
    desk.visit.stop();
    await server.close();
  });
});

describe('a link', () => {
  test('says who invited whom, and is used only by pressing the button', async () => {
    const project = await openProject();
    const { secret } = await project.invite('contact', 'Sari');
    const desk = await openDesk(project.server);
    await desk.visit.start(secret);
    desk.show('/staff/');
    expect(await screen.findByText('Hei Sari. Nea kutsui sinut.')).toBeTruthy();
    expect(await desk.settings.logins()).toEqual([]);
    press('Jatka tällä laitteella');
    expect(await screen.findByRole('heading', { level: 1, name: 'Viestit' })).toBeTruthy();
    expect(desk.env.requests.some(({ body, path }) => JSON.stringify([body, path]).includes(secret))).toBe(false);
    desk.visit.stop();
    await project.close();
  });

  test('that was used says so, and shows the way back for whoever is signed in', async () => {
    const project = await openProject();
    const { secret } = await project.invite('fees', 'Mika');
    const elsewhere = await openDesk(project.server);
    await elsewhere.signIn(secret);
    await project.desk.visit.start(secret);
    project.desk.show('/staff/');
    expect(await screen.findByText(/Tämä linkki on jo käytetty/)).toBeTruthy();
    press('Jatka ilman linkkiä');
    expect(await screen.findByRole('heading', { level: 1, name: 'Odottaa sinua' })).toBeTruthy();
    elsewhere.visit.stop();
    await project.close();
  });

  test('of a young person is not redeemed here', async () => {
    const project = await openProject();
    const { secret } = await project.invite('expert', 'Aino');
    await project.desk.visit.start(secret);
    project.desk.show('/staff/');
    expect((await screen.findByRole('link', { name: 'Avaa siellä' })).getAttribute('href')).toBe(`/#${secret}`);
    await project.close();
  });

  test('without a network is kept, and can be tried again', async () => {
    const project = await openProject();
    const { secret } = await project.invite('fees', 'Mika');
    const desk = await openDesk(project.server);
    desk.env.online = false;
    await desk.visit.start(secret);
    desk.show('/staff/');
    expect(await screen.findByText(/Nyt ei saatu yhteyttä/)).toBeTruthy();
    desk.env.online = true;
    press('Yritä uudelleen');
    expect(await screen.findByText('Hei Mika. Nea kutsui sinut.')).toBeTruthy();
    desk.visit.stop();
    await project.close();
  });
});

describe('several people on one computer', () => {
  test('each have their own store, and the tab remembers whose it is', async () => {
    const project = await openProject();
    const { desk } = project;
    const { secret } = await project.invite('fees', 'Mika');
    const nea = desk.staff().login.device;
    await desk.visit.start(secret);
    desk.show('/staff/');
    expect(await screen.findByText(/Tällä laitteella on kirjautunut muitakin/)).toBeTruthy();
    press('Jatka tällä laitteella');
    expect(await screen.findByRole('heading', { level: 1, name: 'Palkkiot' })).toBeTruthy();
    navigate('/staff/fees/some');
    await screen.findByRole('heading', { level: 1, name: 'Täällä ei ole mitään' });
    expect(desk.staff().login.name).toBe('Mika');
    expect(desk.tab.get(tabKey)).toBe(desk.staff().login.device);
    await desk.sync();
    expect(desk.engine().live.value.all('session')).toEqual([]);
    fireEvent.change(screen.getByLabelText('Kuka olet'), { target: { value: nea } });
    await waitFor(() => expect(location.pathname).toBe('/staff/'));
    expect(await screen.findByRole('heading', { level: 1, name: 'Odottaa sinua' })).toBeTruthy();
    expect(desk.tab.get(tabKey)).toBe(nea);
    await project.close();
  });

  test('are asked for in a tab that does not know', async () => {
    const project = await openProject();
    const { desk } = project;
    const { secret } = await project.invite('fees', 'Mika');
    await desk.signIn(secret);
    desk.tab.clear();
    await desk.visit.start(null);
    desk.show('/staff/');
    expect(await screen.findByRole('heading', { level: 1, name: 'Kuka olet' })).toBeTruthy();
    press('Mika');
    expect(await screen.findByRole('heading', { level: 1, name: 'Palkkiot' })).toBeTruthy();
    await project.close();
  });

  test('opening one\'s own link a second time only goes to oneself', async () => {
    const project = await openProject();
    const { desk } = project;
    const mika = await project.invite('fees', 'Mika');
    await desk.signIn(mika.secret);
    const devices = (await desk.settings.logins()).length;
    const { makeLink } = await import('../../src/client/login.ts');
    const { createLinkSecret, linkProof } = await import('../../src/crypto/link.ts');
    const again = createLinkSecret();
    await makeLink(desk.env, desk.engine().me, { person: mika.id, proof: await linkProof(again), device: null });
    const nea = (await desk.settings.logins()).find((login) => login.person !== mika.id);
    await desk.visit.enter(nea?.device);
    await desk.visit.start(again);
    desk.show('/staff/');
    expect(await screen.findByRole('heading', { level: 1, name: 'Palkkiot' })).toBeTruthy();
    expect(desk.staff().login.person).toBe(mika.id);
    expect(await desk.settings.logins()).toHaveLength(devices);
    await project.close();
  });

  test('one leaves and the other stays', async () => {
    const project = await openProject();
    const { desk } = project;
    const { secret } = await project.invite('fees', 'Mika');
    await desk.signIn(secret);
    desk.show('/staff/me');
    await screen.findByRole('heading', { level: 1, name: 'Mika' });
    await waitFor(() => expect(desk.engine().pending.value).toEqual([]));
    press('Kirjaudu ulos tältä laitteelta');
    await waitFor(() => press('Kyllä, kirjaudu ulos'));
    await waitFor(async () => expect((await desk.settings.logins()).map((login) => login.roles)).toEqual([['coordinator']]));
    await waitFor(() => expect(desk.staff().login.roles).toEqual(['coordinator']));
    await project.close();
  });
});

describe('a login whose cookie the browser lost right after it was made', () => {
  test('is there again by itself, and what waited goes', async () => {
    const { server, desk } = await openProject();
    const engine = desk.engine();
    desk.cookies.clear();
    await engine.commit('person/describe', { name: 'Nea S.', hours: null, phone: null });
    await desk.sync();
    expect(engine.sync.status.value).toEqual({ kind: 'idle' });
    expect(engine.pending.value).toEqual([]);
    desk.visit.stop();
    await server.close();
  });
});
