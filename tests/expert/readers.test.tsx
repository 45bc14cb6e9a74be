import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, test } from 'vitest';
import type { Device } from '../../src/domain/person.ts';
import { readingIdOf } from '../../src/domain/reading.ts';
import { reflectionPurpose } from '../../src/domain/reflection.ts';
import type { Reflection } from '../../src/domain/reflection.ts';
import { loadWords, setLanguage } from '../../src/ui/words.ts';
import { answererOf } from '../../src/expert/people.ts';
import { phoneFor } from '../../src/expert/sessions/day/view.ts';
import { save, send } from '../../src/expert/reflection/actions.ts';
import { listNames } from '../../src/ui/list.ts';
import { navigate } from '../../src/ui/router.tsx';
import { deviceOf, openApp } from '../support/expert-app.tsx';
import type { ExpertApp, TestDevice } from '../support/expert-app.tsx';
import { invitation, person, session } from '../support/rows.ts';

afterEach(cleanup);

const coordinator = (id: string, name: string) => ({ ...person(id, 'coordinator'), name });

/** Aino's thoughts about the session, sent to whoever can open them now. */
async function sendThoughts(app: ExpertApp): Promise<Reflection> {
  await save(app.expert, 's', { answers: { stayed: 'Mietin tätä.', unsaid: '', hope: '' } });
  expect(await send(app.expert, 's', 'read', ['written'])).toMatchObject({ ok: true });
  await app.sync();
  const sent = [...app.server.values()].find((row) => row.kind === 'reflection') as Reflection;
  expect(sent).toBeDefined();
  return sent;
}

async function arrives(app: ExpertApp, id: string): Promise<Device> {
  const { row } = await deviceOf(id, () => []);
  app.server.set(`device/${row.id}`, { ...row, added: '2026-12-01T08:00:00.000Z' } as Device);
  await app.sync();
  return row;
}

const reads = (app: ExpertApp, thought: Reflection, who: string, at: string) => {
  const id = readingIdOf(thought.id, who);
  app.server.set(`reading/${id}`, { kind: 'reading', id, project: 'p', reflection: thought.id, person: who, at } as never);
  app.server.set(`reflection/${thought.id}`, { ...thought, state: 'seen', seen: at } as Reflection);
  return app.sync();
};

describe('who reads thoughts', () => {
  test('is said before they go by who can open them; who cannot is named apart', async () => {
    await openApp({ rows: [session(), invitation({ state: 'accepted' }), coordinator('outi', 'Outi Aro')], path: '/o/s' });
    fireEvent.click(await screen.findByLabelText(/Hyvin/));
    fireEvent.click(screen.getByRole('button', { name: 'Riittää tältä erää' }));
    fireEvent.click(await screen.findByLabelText(/Nea, luettavaksi/));
    expect(screen.queryByText(/Outi, luettavaksi|Nea ja Outi/)).toBeNull();
    fireEvent.click(screen.getByLabelText(/miten meni/));
    fireEvent.click(screen.getByRole('button', { name: 'Jatka' }));
    expect(await screen.findByText(/Outi ei voi vielä lukea tätä/)).toBeTruthy();
  });

  test('stays who could open them when somebody comes later', async () => {
    const app = await openApp({ rows: [session(), invitation({ state: 'accepted' })] });
    const thought = await sendThoughts(app);
    app.server.set('person/kaisa', coordinator('kaisa', 'Kaisa Ek') as never);
    await arrives(app, 'kaisa');
    navigate('/o/s');
    expect(await screen.findByText(/Lukijana Nea\./)).toBeTruthy();
    expect(screen.queryByText(/Kaisa/)).toBeNull();
    await reads(app, thought, 'nea', '2026-11-22T12:51:00.000Z');
    expect(await screen.findByText(/^Nea on lukenut/)).toBeTruthy();
    expect(screen.queryByText(/Kaisa/)).toBeNull();
  });

  test('is said in the plural where two have, in each language by its own list', async () => {
    const kaisa = await deviceOf('kaisa', () => []);
    const app = await openApp({ rows: [session(), invitation({ state: 'accepted' }), coordinator('kaisa', 'Kaisa Ek') as never, kaisa.row] });
    const thought = await sendThoughts(app);
    navigate('/o/s');
    expect(await screen.findByText(/Lukijoina (Nea ja Kaisa|Kaisa ja Nea)\./)).toBeTruthy();
    await reads(app, thought, 'nea', '2026-11-22T12:51:00.000Z');
    expect(await screen.findByText(/^Nea on lukenut/)).toBeTruthy();
    expect(screen.getByText('Lukijana Kaisa.')).toBeTruthy();
    await reads(app, thought, 'kaisa', '2026-11-22T12:55:00.000Z');
    expect(await screen.findByText(/^(Nea ja Kaisa|Kaisa ja Nea) ovat lukeneet/)).toBeTruthy();
    for (const [language, words] of [['sv', /^\p{L}+ och \p{L}+ har läst/u], ['en', /^\p{L}+ and \p{L}+ have read it/u]] as const) {
      await loadWords('reflection');
      await setLanguage(language);
      await waitFor(() => expect(screen.getByText(words)).toBeTruthy());
    }
    expect(listNames(['Aino', 'Kaisa', 'Nea'])).toMatch(/^Aino, Kaisa,? and Nea$/);
    await setLanguage('fi');
  });
});

describe('somebody who came later and asks for what was sent before', () => {
  async function asks(): Promise<{ app: ExpertApp; thought: Reflection; kaisa: TestDevice }> {
    const app = await openApp({ rows: [session(), invitation({ state: 'accepted' })] });
    const thought = await sendThoughts(app);
    const kaisa = await deviceOf('kaisa', () => app.expert.engine.live.value.all('device'));
    app.server.set('person/kaisa', coordinator('kaisa', 'Kaisa Ek') as never);
    app.server.set(`device/${kaisa.row.id}`, kaisa.row);
    app.server.set('request/q', { kind: 'request', id: 'q', project: 'p', of: { kind: 'reflection', id: thought.id }, person: 'aino', by: 'kaisa', at: '2026-12-01T09:00:00.000Z', state: 'asked' } as never);
    await app.sync();
    navigate('/');
    expect(await screen.findByText(/^Kaisa tuli mukaan myöhemmin eikä voi avata ajatuksia/)).toBeTruthy();
    return { app, thought, kaisa };
  }
  const sealedNow = (app: ExpertApp, { id }: Reflection) => (app.server.get(`reflection/${id}`) as Reflection).sealed ?? '';

  test('reads it after a yes, and so does everybody who could before: the same words', async () => {
    const { app, thought, kaisa } = await asks();
    expect((await kaisa.sealer.open(sealedNow(app, thought), reflectionPurpose(thought.id), ['aino'])).kind).toBe('unreadable');
    fireEvent.click(screen.getByRole('button', { name: 'Saa lukea' }));
    await waitFor(() => expect(app.server.get('request/q')).toMatchObject({ state: 'given' }), { timeout: 10_000 });
    for (const { sealer } of [kaisa, app.nea]) {
      expect(await sealer.open(sealedNow(app, thought), reflectionPurpose(thought.id), ['aino'])).toMatchObject({ kind: 'opened', payload: { text: 'Mietin tätä.' } });
    }
    expect(screen.queryByText(/^Kaisa tuli mukaan/)).toBeNull();
    navigate('/o/s');
    expect(await screen.findByText(/Lukijoina (Nea ja Kaisa|Kaisa ja Nea)\./)).toBeTruthy();
  });

  test('reads nothing after a no, and is not heard of again', async () => {
    const { app, thought, kaisa } = await asks();
    const before = sealedNow(app, thought);
    fireEvent.click(screen.getByRole('button', { name: 'Ei saa' }));
    await waitFor(() => expect(app.server.get('request/q')).toMatchObject({ state: 'refused' }));
    expect(sealedNow(app, thought)).toBe(before);
    expect((await kaisa.sealer.open(before, reflectionPurpose(thought.id), ['aino'])).kind).toBe('unreadable');
    expect(screen.queryByText(/^Kaisa tuli mukaan/)).toBeNull();
  });
});

describe('who is named for a session, and who is called', () => {
  // By its name the other coordinator comes first in every list.
  const team = [{ ...coordinator('aada', 'Aada Ek'), phone: '040 111 1111' }, { ...coordinator('nea', 'Nea Salo'), phone: '040 222 2222' }];
  const leads = { kind: 'lead', id: 's', project: 'p', person: 'nea' } as const;

  test('is whoever leads it, not the first of the list', async () => {
    const app = await openApp({ rows: [session(), invitation({ state: 'accepted' }), ...team, leads as never] });
    const live = app.expert.engine.live.value;
    expect(phoneFor(live, session())).toBe('040 222 2222');
    expect(phoneFor(live, session({ phone: '040 333 3333' }))).toBe('040 333 3333');
    expect(phoneFor(live, session({ id: 'another' }))).toMatch(/^040 (111 1111|222 2222)$/);
  });

  test('answers what is asked, unless they have no device to read it on', async () => {
    const app = await openApp({ rows: [session(), ...team, leads as never] });
    expect(answererOf(app.expert.engine.live.value, 's')).toBe('Nea');
    app.server.set('lead/s', { ...leads, person: 'aada' } as never);
    await app.sync();
    expect(answererOf(app.expert.engine.live.value, 's')).toBe('Nea');
    await arrives(app, 'aada');
    expect(answererOf(app.expert.engine.live.value, 's')).toBe('Aada');
    const none = await openApp({ rows: [session(), ...team, leads as never], withoutCoordinatorDevice: true });
    expect(answererOf(none.expert.engine.live.value, 's')).toBe('Nea');
  });

  test('is the same person on the page of a fee', async () => {
    const fee = {
      kind: 'fee', id: 'f', project: 'p', person: 'aino', payee: 'Aino', session: 's', number: '2026-041', sessionDay: '2026-11-12', rate: 'pirk-training', unit: 'occasion',
      rateCents: 5000, includes: 'prep-and-after', minutes: null, travelCents: 0, state: 'planned', due: '2026-11-30', steps: [{ state: 'planned', day: '2026-11-03' }], stall: null,
    } as const;
    await openApp({ rows: [session(), invitation({ state: 'accepted' }), ...team, leads as never, fee as never], path: '/p/f' });
    expect((await screen.findByRole('link', { name: /Nea/ })).getAttribute('href')).toBe('tel:0402222222');
    expect(screen.queryByText(/Aada/)).toBeNull();
  });
});
