import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { describe, expect, test } from 'vitest';
import type { PendingOp, RefusedOp } from '../../src/client/db.ts';
import { reasons } from '../../src/domain/reason.ts';
import type { Reason } from '../../src/domain/reason.ts';
import { termsOf } from '../../src/domain/terms.ts';
import { canWorkAgain } from '../../src/expert/again.ts';
import { opWords, standing } from '../../src/expert/status/words.ts';
import { placeOf, sessionOf, whyOf } from '../../src/expert/status/view.ts';
import { expertRules } from '../../src/protocol/expert.ts';
import { loadWords, setLanguage, t } from '../../src/ui/words.ts';
import { json } from '../support/fake-env.ts';
import { openApp, refuse } from '../support/expert-app.tsx';
import { pictureOf } from '../support/picture.ts';
import { invitation, sealedShape, session } from '../support/rows.ts';

const open = [session(), invitation()];
/** As the screen sends it: a yes to these very terms. */
const yes = { invitation: 'i', answer: 'accepted', terms: termsOf(session()) } as const;

const press = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('button', { name }));

describe('what waits', () => {
  test('is counted in the chip and listed in words: what, when, why, and who acts next', async () => {
    const { env, expert } = await openApp({ rows: open });
    env.online = false;
    await expert.engine.commit('invitation/answer', yes);
    fireEvent.click(await screen.findByRole('link', { name: 'Ei nettiä. Voit jatkaa. 1 asia lähtee myöhemmin.' }));
    expect(await screen.findByRole('heading', { name: 'Tieto: tulen mukaan' })).toBeTruthy();
    expect(screen.getByText('Työryhmä, ti 24.11. klo 15.00')).toBeTruthy();
    expect(screen.getByText('Tehty su 22.11. klo 12.00')).toBeTruthy();
    expect(screen.getByText('Nettiä ei ole juuri nyt.')).toBeTruthy();
    expect(screen.getByText('Lähtee itsestään, kun netti palaa ja sovellus on auki.')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Avaa' }).getAttribute('href')).toBe('/k/s');
    expect(document.title).not.toContain('kutsu');
  });

  test.each([
    ['invitation/undo', {}, 'Vastauksen peruminen', '/k/s'],
    ['invitation/late', { minutes: 10 }, 'Tieto myöhästymisestä', '/k/s/2'],
    ['comment/send', { sealed: sealedShape() }, 'Kommentti suunnitelmaan', '/k/s'],
  ])('%s says which session it is about, and leads there', async (name, args, heading, place) => {
    await loadWords('errors');
    const live = pictureOf({ by: 'aino', roles: ['expert'], project: 'p' }, open);
    const op = { name, args: { invitation: 'i', ...args } };
    expect(sessionOf(live, op)?.title).toBe('Työryhmä');
    expect(placeOf(live, op)).toBe(place);
    expect(t(opWords(op))).toBe(heading);
  });

  test('is tried at once when asked for, and what came of it is said', async () => {
    const { env, expert } = await openApp({ rows: open, path: '/w' });
    env.online = false;
    await expert.engine.commit('invitation/answer', yes);
    await press('Yritä nyt');
    expect((await screen.findByText('Ei onnistunut vielä. Kaikki on tallessa.')).getAttribute('aria-live')).toBe('polite');
    env.online = true;
    await press('Yritä nyt');
    expect(await screen.findByText('Yhteys toimii.')).toBeTruthy();
    expect(screen.getByText('Mitään ei odota.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Yritä nyt' })).toBeNull();
  });

  test('says who acts next also where the login has ended', async () => {
    const { env, expert, sync } = await openApp({ rows: open, path: '/w' });
    env.answer = () => json({ reason: 'signed-out' }, 401);
    await expert.engine.commit('invitation/answer', yes);
    await sync();
    expect(await screen.findByText('Kirjautuminen on päättynyt.')).toBeTruthy();
    expect(screen.getByText(/^Sinä: pyydä koordinaattorilta uusi linkki/)).toBeTruthy();
  });

  test('waits behind another of the same thing, and behind nothing else', () => {
    const op = (seq: number, lane: string): PendingOp => ({ seq, id: `o${seq}`, name: 'answer/write', args: {}, at: '2026-11-22T10:00:00.000Z', lane, settled: false });
    const aside: RefusedOp = { ...op(1, 'answer/a'), reason: 'closed', refusedAt: '2026-11-22T10:00:00.000Z' };
    expect(whyOf(op(2, 'answer/a'), [aside], 'idle')).toBe('behind');
    expect(whyOf(op(2, 'invitation/i'), [aside], 'syncing')).toBe('going');
    expect(whyOf(op(2, 'invitation/i'), [aside], 'waiting')).toBe('busy');
  });

  test('can be taken off the queue after a word on what that means', async () => {
    const { env, expert } = await openApp({ rows: open, path: '/w' });
    env.online = false;
    await expert.engine.commit('invitation/answer', yes);
    await press('Älä lähetä tätä');
    expect(screen.getByText('Tämä jää tekemättä. Voit tehdä sen myöhemmin uudelleen.')).toBeTruthy();
    expect(screen.getByText('Jos tämä ehti jo lähteä, poistaminen ei ota sitä takaisin.')).toBeTruthy();
    await press('Pidä tallessa');
    expect(expert.engine.pending.value).toHaveLength(1);
    await press('Älä lähetä tätä');
    await press('Kyllä, poista');
    expect(await screen.findByText('Mitään ei odota.')).toBeTruthy();
    expect(expert.engine.live.value.get('invitation', 'i')?.state).toBe('open');
  });

  test('every op of the app has words of its own', () => {
    const words = Object.keys(expertRules).map((name) => opWords({ name, args: {} }));
    expect(words).not.toContain('errors:op.other');
    expect(opWords({ name: 'claim/make', args: {} })).toBe('errors:op.other');
  });
});

describe('what the server refused', () => {
  test('stays with its reason until its owner decides', async () => {
    const app = await openApp({ rows: open, path: '/w' });
    const { expert, sync } = app;
    const asBefore = refuse(app, 'broken');
    await expert.engine.commit('invitation/answer', yes);
    expect(await screen.findByText(/^Palvelu ei saanut tätä käsiteltyä, vaikka muut menivät perille/)).toBeTruthy();
    expect(screen.getByRole('link', { name: '1 asia ei lähtenyt. Se on tallessa.' })).toBeTruthy();
    await sync();
    expect(screen.getByRole('heading', { name: 'Tieto: tulen mukaan' })).toBeTruthy();
    asBefore();
    await press('Yritä uudelleen');
    await waitFor(() => expect(screen.queryByRole('heading', { name: 'Tieto: tulen mukaan' })).toBeNull());
    expect(expert.engine.live.value.get('decision', 'decision.i')).toMatchObject({ state: 'held', answer: 'accepted' });
  });

  test.each<[Reason, string]>([
    ['cancelled', 'Voit poistaa tämän listalta, kun haluat.'],
    ['closed', 'Voit poistaa tämän listalta, kun haluat.'],
    ['taken', 'Voit poistaa tämän listalta, kun haluat.'],
    ['too-large', 'Sinä: lyhennä tekstiä ja lähetä se uudelleen.'],
    ['malformed', 'Sinä: kerro tästä koordinaattorille. Kiirettä ei ole.'],
  ])('as %s offers no try that cannot work, and says what can be done', async (reason, next) => {
    const app = await openApp({ rows: open, path: '/w' });
    refuse(app, reason);
    await app.expert.engine.commit('invitation/answer', yes);
    expect(await screen.findByText(next)).toBeTruthy();
    expect(screen.queryByText(/^Sinä: päätä/)).toBeNull();
    expect(screen.queryByRole('button', { name: 'Yritä uudelleen' })).toBeNull();
    await press('Poista listalta');
    await press('Kyllä, poista');
    await waitFor(() => expect(app.expert.engine.refused.value).toEqual([]));
  });

  test.each<[Reason, string]>([
    ['unknown-op', 'Sinä: yritä uudelleen, kun haluat.'],
    ['not-now', 'Sinä: yritä uudelleen, kun haluat.'],
    ['not-found', 'Sinä: kysy koordinaattorilta. Sen jälkeen voit yrittää uudelleen tai poistaa tämän listalta.'],
  ])('as %s can be tried again, by the one who acts next', async (reason, next) => {
    const app = await openApp({ rows: open, path: '/w' });
    refuse(app, reason);
    await app.expert.engine.commit('answer/choose', { invitation: 'i', item: 'room', answer: 'clear' });
    expect(await screen.findByText(next)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Yritä uudelleen' })).toBeTruthy();
  });

  test.each(['fi', 'sv', 'en'] as const)('never says both that nothing is to be done and who does it (%s)', async (language) => {
    await setLanguage(language);
    await loadWords('errors');
    for (const reason of reasons) {
      const { why, next } = standing({ seq: 1, id: 'o', name: 'answer/write', args: {}, at: '', lane: '', settled: false, reason, refusedAt: '' }, undefined);
      const isOver = /ei tarvitse tehdä mitään|behöver inte göra något|do not have to do anything/.test(why);
      expect([reason, isOver && /^(?:Sinä|Du|You):/.test(next)]).toEqual([reason, false]);
      const isTry = /[Yy]ritä uudelleen|[Ff]örsök igen|[Tt]ry again/.test(`${why} ${next}`);
      if (isTry) expect([reason, canWorkAgain(reason)]).toEqual([reason, true]);
    }
    await setLanguage('fi');
  });

  test('a server that does not answer is told apart from no network', async () => {
    const { env, sync } = await openApp();
    env.answer = () => new Response('<html>', { status: 502 });
    await sync();
    expect(await screen.findByText('Netti pätkii. Yritän uudelleen.')).toBeTruthy();
  });
});
