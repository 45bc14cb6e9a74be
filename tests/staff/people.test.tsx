import { cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDesk, openProject } from '../support/staff-app.tsx';
import type { StaffProject } from '../support/staff-app.tsx';
import { redeem } from '../support/world.ts';

let project: StaffProject;
beforeEach(async () => {
  project = await openProject();
});
afterEach(() => project.close());

const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const heading = (name: string) => screen.findByRole('heading', { level: 1, name });
const secretOf = (link: string) => link.split('#')[1] ?? '';

describe('a person', () => {
  test('is written in and gets a link that works once', async () => {
    project.desk.show('/staff/people');
    await heading('Ihmiset');
    press('Lisää');
    expect(await screen.findByText('Kirjoita nimi.')).toBeTruthy();
    fireEvent.input(screen.getByLabelText('Nimi'), { target: { value: 'Aino' } });
    press('Lisää');
    await heading('Aino');
    press('Tee kertalinkki');
    const field = await screen.findByLabelText<HTMLInputElement>('Linkki');
    expect(field.value).toMatch(/^http:\/\/[^/]+\/#[A-Za-z0-9_-]{43}$/);
    expect(screen.getByRole('img', { name: 'Linkki QR-koodina (Aino)' })).toBeTruthy();
    expect(JSON.stringify(project.desk.env.requests)).not.toContain(secretOf(field.value));
    const aino = await redeem(project.server, secretOf(field.value));
    expect(await aino.sees()).toBeTruthy();
    await expect(redeem(project.server, secretOf(field.value))).rejects.toThrow('not redeemed');
  });

  test('of the staff gets a link to the staff\'s address', async () => {
    const { id } = await project.invite('contact', 'Mari');
    project.desk.show(`/staff/people/${id}`);
    await heading('Mari');
    press('Tee kertalinkki');
    expect((await screen.findByLabelText<HTMLInputElement>('Linkki')).value).toMatch(/\/staff\/#[A-Za-z0-9_-]{43}$/);
  });

  test('who is signed in gets a link only once their lost device is closed', async () => {
    const invited = await project.invite('expert', 'Aino');
    const aino = await redeem(project.server, invited.secret);
    project.desk.show(`/staff/people/${invited.id}`);
    await heading('Aino');
    press('Tee kertalinkki');
    expect(await screen.findByText(/Aino on jo kirjautunut omalla laitteellaan/)).toBeTruthy();
    expect((await aino.fetch('/api/login')).status).toBe(200);
    press('Sulje kadonnut laite ja tee uusi linkki');
    expect((await screen.findByLabelText<HTMLInputElement>('Linkki')).value).toContain('#');
    expect((await aino.fetch('/api/login')).status).toBe(401);
  });

  test('gets no link without a network, in words, and nothing breaks', async () => {
    const { id } = await project.invite('expert', 'Aino');
    project.desk.show(`/staff/people/${id}`);
    await heading('Aino');
    project.desk.env.online = false;
    press('Tee kertalinkki');
    expect(await screen.findByText(/Tähän tarvitaan netti/)).toBeTruthy();
  });
});

describe('a contact person', () => {
  test('of a young person is nobody that the coordinator chooses or sees', async () => {
    const aino = await project.invite('expert', 'Aino');
    await project.invite('contact', 'Mari');
    project.desk.show(`/staff/people/${aino.id}`);
    await heading('Aino');
    expect(screen.getByText(/^Aino valitsee itse, kenelle voi kertoa/)).toBeTruthy();
    expect(screen.queryByRole('combobox')).toBeNull();
    expect(document.body.textContent).not.toContain('Mari');
  });

  test('cannot work in the project too: no such role is offered, and why is said', async () => {
    const mari = await project.invite('contact', 'Mari');
    const mika = await project.invite('fees', 'Mika');
    project.desk.show(`/staff/people/${mari.id}`);
    await heading('Mari');
    expect(screen.getByText('Yhteyshenkilö on hankkeen ulkopuolella, joten hän ei voi saada muita rooleja.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Anna rooli' })).toBeNull();
    cleanup();
    project.desk.show(`/staff/people/${mika.id}`);
    await heading('Mika');
    expect(screen.getByText(/^Yhteyshenkilöksi häntä ei voi valita/)).toBeTruthy();
    expect(screen.getAllByRole('option').map((option) => option.textContent)).toEqual(['Koordinaattori']);
    press('Anna rooli');
    // Asked, and not given: whoever asked cannot confirm it, and anybody can stop it.
    expect(await screen.findByText('Nea on pyytänyt, että Mika saa roolin Koordinaattori.')).toBeTruthy();
    expect(screen.getByText('Palkkatoimisto')).toBeTruthy();
    for (const name of ['Anna rooli', 'Vahvista rooli']) expect(screen.queryByRole('button', { name })).toBeNull();
    press('Pysäytä');
    expect(await screen.findByRole('button', { name: 'Anna rooli' })).toBeTruthy();
  });

  test('has their login from the coordinator, who is told that the rest is between the two', async () => {
    await project.invite('contact', 'Mari');
    project.desk.show('/staff/people');
    await heading('Ihmiset');
    expect(screen.getByText(/^Sinä annat yhteyshenkilölle kertalinkin/).textContent).toContain('etkä näe siitä mitään');
  });
});

describe('oneself', () => {
  test('takes another device into use by a link that carries its keys', async () => {
    project.desk.show('/staff/me');
    await heading('Nea');
    press('Lisää oma laite');
    const field = await screen.findByLabelText<HTMLInputElement>('Linkki');
    const phone = await openDesk(project.server);
    const staff = await phone.signIn(secretOf(field.value));
    expect(staff.login).toMatchObject({ person: project.desk.engine().me.by, name: 'Nea' });
    expect(await staff.sealer()).toBeTruthy();
    phone.visit.stop();
  });

  test('chooses a language, and the screen follows', async () => {
    project.desk.show('/staff/me');
    await heading('Nea');
    fireEvent.click(screen.getByLabelText('English'));
    expect(await screen.findByRole('button', { name: 'Save my details' })).toBeTruthy();
    expect(await project.desk.settings.get('language')).toBe('en');
    fireEvent.click(screen.getByLabelText('Suomi'));
    expect(await screen.findByRole('button', { name: 'Tallenna omat tiedot' })).toBeTruthy();
  });
});
