import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { describe, expect, test, vi } from 'vitest';
import { navigate, path } from '../../src/ui/router.tsx';
import { closeAfterEach, closing, comes, paired, press, text, typeCode, write } from '../support/paired-app.tsx';
import type { Both } from '../support/paired-app.tsx';
import { mari, openContact } from '../support/paired-phones.ts';
import type { Phone } from '../support/paired-phones.ts';

// Two devices find each other in every test: what takes a second may take five where others work on the machine.
vi.setConfig({ testTimeout: 60_000 });
closeAfterEach();

/** Mari sends an answer, and Aino's phone fetches it by its own clock, not by what changes on the screen: the timers change that. */
async function replyArrives(both: Both, shown: () => void): Promise<void> {
  const [thread] = both.contact.channel.state.value.threads;
  await both.contact.channel.saveDraft(thread?.id ?? '', 'Kiitos kun kerroit.');
  await both.contact.channel.send(thread?.id ?? '', null);
  await comes([both.contact], () => expect(both.contact.channel.state.value.threads[0]?.lines[0]?.where?.kind).toBe('sent'));
  await vi.waitFor(() => {
    both.aino.env.time = new Date(Date.parse(both.aino.env.time) + 30_000).toISOString();
    both.app.env.runTimers();
    shown();
  });
}

describe('what the contact person does', () => {
  test('shows at home as new until it was on the screen', async () => {
    const both = await paired();
    navigate('/');
    const [thread] = both.contact.channel.state.value.threads;
    await both.contact.channel.saveDraft(thread?.id ?? '', 'Kiitos kun kerroit.');
    await both.contact.channel.send(thread?.id ?? '', null);
    await comes([both.contact, both.aino], () => {
      // Every quarter of an hour.
      both.aino.env.time = new Date(Date.parse(both.aino.env.time) + 900_000).toISOString();
      expect(screen.getByText('Viesteissä on uutta')).toBeTruthy();
    });
    expect(screen.queryByText('Kiitos kun kerroit.')).toBeNull();
    navigate('/v');
    expect(await screen.findByText('Kiitos kun kerroit.')).toBeTruthy();
    await waitFor(() => expect(both.app.expert.engine.drafts.get('contact')).toMatchObject({ news: false }));
  });

  test('comes while the conversation is on the screen, without leaving it', async () => {
    await replyArrives(await paired(), () => expect(screen.getByText('Kiitos kun kerroit.')).toBeTruthy());
  });

  test('is said in two words that tell a bystander nothing, and stands in a log that reads nothing out by itself', async () => {
    const both = await paired();
    const heard: string[] = [];
    const regions = screen.getAllByRole('status');
    new MutationObserver(() => heard.push(...regions.map(({ textContent }) => (textContent ?? '').replace(/\u00a0/g, '').trim()))).observe(document.body, { childList: true, characterData: true, subtree: true });
    await replyArrives(both, () => expect(within(screen.getByRole('log')).getByText('Kiitos kun kerroit.')).toBeTruthy());
    expect(screen.getByRole('log').getAttribute('aria-live')).toBe('off');
    await waitFor(() => expect(heard).toContain('Uusi viesti'));
    expect(heard.join()).not.toContain('Kiitos');
  });

  test('or does not do: after the promise there are other ways, without a network as well', async () => {
    const both = await paired();
    await write(text);
    await press('Lähetä');
    await screen.findByText(/^Lähetetty/);
    both.aino.env.online = false;
    both.aino.env.time = '2026-11-24T10:01:00.000Z';
    await comes([both.aino], () => expect(screen.getByText('Mari ei ole vielä lukenut viestiäsi. Se on tallessa.')).toBeTruthy());
    expect(screen.getByText('Lupaus oli lukea 48 tunnissa.')).toBeTruthy();
    // Beside the field, and with what is said of the promise.
    expect(screen.getAllByRole('link', { name: /^Soita numeroon .*\(Mari/ })).toHaveLength(2);
  });
});

describe('a deputy', () => {
  const ilkka = { ...mari, name: 'Ilkka Maja' };

  /** Mari and Ilkka are paired as colleagues, and Mari names him in Aino's conversation. */
  async function introduced(): Promise<Both & { readonly colleague: Phone }> {
    const both = await paired();
    const { aino, contact, mail } = both;
    const colleague = await openContact(mail);
    closing.push(() => colleague.channel.stop());
    await contact.channel.host('colleague', mari);
    await colleague.channel.join(contact.channel.state.value.pairing?.code ?? '', ilkka, 'colleague');
    const step = ({ channel }: Phone) => channel.state.value.pairing?.step;
    await comes([contact, colleague], () => expect([step(contact), step(colleague)]).toEqual(['compare', 'compare']));
    await contact.channel.compare(true);
    await colleague.channel.compare(true);
    await comes([contact, colleague], () => expect([step(contact), step(colleague)]).toEqual(['done', 'done']));
    const { threads } = contact.channel.state.value;
    const idOf = (kind: 'channel' | 'colleague') => threads.find((one) => one.kind === kind)?.id ?? '';
    await contact.channel.introduce(idOf('channel'), idOf('colleague'));
    await comes([contact, aino], () => {
      aino.env.time = new Date(Date.parse(aino.env.time) + 900_000).toISOString();
      expect(screen.getByRole('heading', { name: 'Kun Mari on poissa, saako Ilkka lukea viestisi?' })).toBeTruthy();
    });
    return { ...both, colleague };
  }

  test('reads nothing before a yes, is named among the readers after it, and can be refused later', async () => {
    const { aino, colleague } = await introduced();
    expect(screen.getByText(/^Viestit voi lukea Mari Laine \(yhteyshenkilö\)\./)).toBeTruthy();
    await press('Kyllä, se käy');
    expect(await screen.findByText(/^Sanoit kyllä\. Ilkka saa lukea, mitä kirjoitat tästä eteenpäin\./)).toBeTruthy();
    // Until what he needs has reached him, nobody says that he reads.
    expect(screen.getByText(/^Viestit voi lukea Mari Laine \(yhteyshenkilö\)\./)).toBeTruthy();
    expect(screen.getByText('Sanoit kyllä, mutta Ilkka ei vielä näe viestejäsi. Se onnistuu, kun hän avaa Rastin.')).toBeTruthy();
    await comes([colleague, aino], () => {
      for (const one of [colleague, aino]) one.env.time = new Date(Date.parse(one.env.time) + 900_000).toISOString();
      expect(screen.getByText(/^Viestit voi lukea Mari Laine \(yhteyshenkilö\) ja Ilkka Maja \(sijainen\)\./)).toBeTruthy();
    });
    expect(screen.queryByText(/ei vielä näe viestejäsi/)).toBeNull();
    navigate('/v/m');
    await press('Ilkka ei saa enää lukea');
    expect(await screen.findByText('Ilkka ei enää näe, mitä kirjoitat tästä eteenpäin.')).toBeTruthy();
    navigate('/v');
    expect(await screen.findByText(/^Viestit voi lukea Mari Laine \(yhteyshenkilö\)\./)).toBeTruthy();
  });

  test('who gets a no is asked about no more', async () => {
    await introduced();
    await press('Ei käy');
    expect(await screen.findByText('Sanoit ei. Ilkka ei saa lukea viestejäsi.')).toBeTruthy();
    await waitFor(() => expect(screen.queryByText(/saako Ilkka lukea viestisi/)).toBeNull());
    expect(screen.getByText(/^Viestit voi lukea Mari Laine \(yhteyshenkilö\)\./)).toBeTruthy();
  });
});

describe('the conversation', () => {
  test('says first what the law asks, and in one line once something was written', async () => {
    await paired();
    expect(await screen.findByText(/^Jos joku alle 18-vuotias on vakavassa vaarassa/)).toBeTruthy();
    await write(text);
    await press('Lähetä');
    const more = await screen.findByText('Mitä Mari joutuu kertomaan eteenpäin');
    expect(more.tagName).toBe('SUMMARY');
  });

  test('gives a receipt, ends for both after a word, stays readable, and can be taken off the phone', async () => {
    const both = await paired();
    await write(text);
    await press('Lähetä');
    await screen.findByText(/^(Lähetetty|Perillä)/);
    fireEvent.click(screen.getByRole('link', { name: 'Keskustelun asetukset' }));
    await press('Näytä');
    expect((await screen.findByText(new RegExp(text))).textContent).toMatch(/Lähti 2026-11-22 12:00/);
    await press('Sulje kuitti');
    expect(screen.queryByText(new RegExp(text))).toBeNull();
    await press('Päätä keskustelu');
    await press('Kyllä, päätä');
    expect(await screen.findByText(/^Tämä keskustelu on päättynyt/)).toBeTruthy();
    expect(screen.getByText(text)).toBeTruthy();
    expect(screen.queryByLabelText('Kirjoita')).toBeNull();
    await waitFor(() => expect(both.app.expert.engine.drafts.get('contact')).toBeUndefined());
    navigate('/v/m');
    await press('Poista tästä puhelimesta');
    await press('Kyllä, poista');
    expect(await screen.findByText(/^Täällä voit kirjoittaa yhteyshenkilölle/)).toBeTruthy();
  });

  test('with another contact person is a new one, and the old one stays readable', async () => {
    const both = await paired();
    await write(text);
    await press('Lähetä');
    await screen.findByText(/^(Lähetetty|Perillä)/);
    const other = await openContact(both.mail);
    closing.push(() => other.channel.stop());
    navigate('/v/m');
    fireEvent.click(await screen.findByRole('link', { name: 'Minulla on koodi' }));
    await typeCode({ ...both, contact: other }, { ...mari, name: 'Sari Koski' });
    await press('Ovat samat');
    await other.channel.compare(true);
    await comes([both.aino, other], () => expect(screen.getByText('Nyt voitte kirjoittaa, sinä ja Sari.')).toBeTruthy());
    expect(path()).toBe('/v');
    expect(await screen.findByRole('heading', { level: 1, name: 'Sari Koski' })).toBeTruthy();
    expect(screen.queryByText(text)).toBeNull();
    navigate('/v/m');
    fireEvent.click(await screen.findByRole('link', { name: 'Mari Laine' }));
    expect(await screen.findByText(text)).toBeTruthy();
    expect(screen.queryByLabelText('Kirjoita')).toBeNull();
    expect(path()).toBe('/v/v1');
  });
});
