import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { createSettings } from '../../src/client/settings.ts';
import type { Login, Settings } from '../../src/client/settings.ts';
import { createLinkSecret } from '../../src/crypto/link.ts';
import { enrolCrypto } from '../../src/crypto/enrol-crypto.ts';
import { createPortableKeys } from '../../src/crypto/portable-keys.ts';
import { HelpScreen } from '../../src/expert/help/Screen.tsx';
import { keptLink } from '../../src/expert/kept-link.ts';
import { WelcomeScreen } from '../../src/expert/welcome/Screen.tsx';
import { navigate } from '../../src/ui/router.tsx';
import { loadWords, setLanguage } from '../../src/ui/words.ts';
import { createFakeEnv, json } from '../support/fake-env.ts';
import type { FakeEnv } from '../support/fake-env.ts';

let stores = 0;
let env: FakeEnv;
let settings: Settings;
let secret: string;
let ready: ReturnType<typeof vi.fn<(login: Login, name?: string) => void>>;

beforeEach(async () => {
  env = createFakeEnv();
  settings = createSettings(`welcome-test-${++stores}`);
  secret = createLinkSecret();
  ready = vi.fn<(login: Login, name?: string) => void>();
  await setLanguage('fi');
  await loadWords('common', 'welcome', 'errors', 'help');
});

/** A server that knows one link; `lose` loses the reply to the first redeeming. */
function serve({ roles = ['expert'], lose = false, device = null as object | null } = {}): void {
  let usedBy: string | undefined;
  let losing = lose;
  env.answer = (path, init) => {
    const body: { claim?: string; device?: { id: string } } = JSON.parse(String(init.body));
    if (path === '/api/links/look') {
      return usedBy === undefined ? json({ person: 'aino', name: 'Aino', roles, by: 'Nea', setup: false, device }) : json({ reason: 'link-used' }, 409);
    }
    usedBy ??= body.claim;
    if (usedBy !== body.claim) return json({ reason: 'link-used' }, 409);
    if (losing) {
      losing = false;
      throw new TypeError('the reply is lost');
    }
    return json({ person: 'aino', name: 'Aino', project: 'p', roles, device: body.device?.id });
  };
}

const show = (found: string | null = secret) => render(<WelcomeScreen env={env} settings={settings} secret={found} onReady={ready} />);
const press = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('button', { name }));
const redeemed = () => env.requests.filter(({ path }) => path === '/api/links/redeem');
// Real ones: a login whose keys are lost counts as ended.
const keys = await enrolCrypto.createKeys();
const login = (more: Partial<Login> = {}): Login => ({ device: 'd-1', person: 'aino', project: 'p', roles: ['expert'], name: 'Aino', keys, ...more });

describe('an invitation', () => {
  test('says who invited, asks for a name, says who sees what, and makes a login', async () => {
    serve();
    show();
    expect(await screen.findByText('Nea kutsui sinut.')).toBeTruthy();
    const name = screen.getByLabelText<HTMLInputElement>('Millä nimellä sinua kutsutaan?');
    expect(name.value).toBe('Aino');
    fireEvent.input(name, { target: { value: 'Ainu' } });
    await press('Jatka');
    expect(await screen.findByText('Nea (koordinaattori)')).toBeTruthy();
    expect(redeemed()).toEqual([]);
    await press('Selvä, jatka');
    await waitFor(() => expect(ready).toHaveBeenCalledOnce());
    expect(ready.mock.calls[0]).toEqual([expect.objectContaining({ person: 'aino', roles: ['expert'] }), 'Ainu']);
    expect(await settings.logins()).toHaveLength(1);
  });

  test('keeps the name that stands where it is fine', async () => {
    serve();
    show();
    await press('Jatka');
    await press('Selvä, jatka');
    await waitFor(() => expect(ready).toHaveBeenCalledOnce());
    expect(ready.mock.calls[0]?.[1]).toBeUndefined();
  });

  test('wants some name', async () => {
    serve();
    show();
    fireEvent.input(await screen.findByLabelText('Millä nimellä sinua kutsutaan?'), { target: { value: ' ' } });
    await press('Jatka');
    expect(await screen.findByText('Kirjoita nimi tai lempinimi.')).toBeTruthy();
  });

  test('can be read in another language at once', async () => {
    serve();
    show();
    await press('Svenska');
    expect(await screen.findByText('Nea har bjudit in dig.')).toBeTruthy();
    expect(await settings.get('language')).toBe('sv');
    await setLanguage('fi');
  });

  test('from a stranger has a way out that uses nothing up', async () => {
    serve();
    show();
    await press('Nea on minulle vieras');
    expect(await screen.findByText(/Mitään ei ole tallennettu eikä käytetty/)).toBeTruthy();
    await press('Takaisin kutsuun');
    expect(await screen.findByText('Nea kutsui sinut.')).toBeTruthy();
    expect(redeemed()).toEqual([]);
  });

  test('whose reply was lost is asked for again with the same claim', async () => {
    serve({ lose: true });
    show();
    await press('Jatka');
    await press('Selvä, jatka');
    expect(await screen.findByText(/Yhteys ei toimi juuri nyt/)).toBeTruthy();
    expect(screen.getByText('Mitään ei ole kadonnut.')).toBeTruthy();
    await press('Yritä uudelleen');
    await waitFor(() => expect(ready).toHaveBeenCalledOnce());
    const [first, second] = redeemed();
    expect(second?.body).toEqual(first?.body);
  });

  test('whose reply was lost goes on after the app was closed in between', async () => {
    serve({ lose: true });
    const { unmount } = show();
    await press('Jatka');
    await press('Selvä, jatka');
    await screen.findByText(/Yhteys ei toimi juuri nyt/);
    unmount();
    show();
    expect(await screen.findByText(/Aloitit jo/)).toBeTruthy();
    await press('Selvä, jatka');
    await waitFor(() => expect(ready).toHaveBeenCalledOnce());
  });

  test('without a network can be tried again without opening the link again', async () => {
    serve();
    env.online = false;
    show();
    await screen.findByText(/Yhteys ei toimi juuri nyt/);
    env.online = true;
    await press('Yritä uudelleen');
    expect(await screen.findByText('Nea kutsui sinut.')).toBeTruthy();
  });

  test.each([
    ['link-used', 'Tämä kutsulinkki on jo käytetty. Pyydä uusi siltä, joka kutsui sinut.'],
    ['link-expired', 'Tämä kutsulinkki on vanhentunut. Pyydä uusi siltä, joka kutsui sinut.'],
    ['link-unknown', 'Tätä kutsulinkkiä ei löydy. Tarkista, että se on kokonainen, tai pyydä uusi.'],
  ])('that is no good (%s) says so calmly', async (reason, words) => {
    env.answer = () => json({ reason }, 410);
    show();
    expect(await screen.findByText(words)).toBeTruthy();
    expect(screen.queryByText('Mitään ei ole kadonnut.')).toBeNull();
  });

  test('for a member of staff points to their own page', async () => {
    serve({ roles: ['contact'] });
    show();
    expect((await screen.findByRole('link', { name: 'Siirry sinne' })).getAttribute('href')).toBe(`/staff/#${secret}`);
    expect(redeemed()).toEqual([]);
  });
});

describe('a link to a device of one’s own', () => {
  test('names nobody as the one who invited, and takes the keys that it carries', async () => {
    const { enc, sig, wrapped } = await createPortableKeys(secret);
    serve({ device: { id: 'dev-2', enc, sig, keys: wrapped } });
    show();
    expect(await screen.findByText('Aino, tämä linkki avaa oman Rastisi tällä laitteella.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /vieras/ })).toBeNull();
    await press('Jatka');
    await press('Selvä, jatka');
    await waitFor(() => expect(ready).toHaveBeenCalledWith(expect.objectContaining({ device: 'dev-2' }), undefined));
  });
});

describe('a phone that knows somebody already', () => {
  test('tells the same person that the link was not needed, and uses nothing up', async () => {
    serve();
    await settings.saveLogin(login());
    show();
    expect(await screen.findByText('Linkkiä ei tarvittu, ja se jäi käyttämättä.')).toBeTruthy();
    await press('Jatka nimellä Aino');
    expect(ready).toHaveBeenCalledWith(expect.objectContaining({ device: 'd-1' }));
    expect(redeemed()).toEqual([]);
  });

  test('tells another person so, and overwrites nothing', async () => {
    serve();
    await settings.saveLogin(login({ person: 'leevi', name: 'Leevi' }));
    show();
    expect(await screen.findByText('Tässä puhelimessa on jo kirjautuneena Leevi. Tämän kutsun on saanut Aino.')).toBeTruthy();
    await press('Jatka nimellä Leevi');
    expect(ready).toHaveBeenCalledWith(expect.objectContaining({ person: 'leevi' }));
    expect(redeemed()).toEqual([]);
    expect(await settings.logins()).toHaveLength(1);
  });

  test('with a used link offers the way home', async () => {
    env.answer = () => json({ reason: 'link-used' }, 409);
    await settings.saveLogin(login());
    show();
    expect(await screen.findByText(/eikä sitä enää tarvita/)).toBeTruthy();
    await press('Jatka nimellä Aino');
    expect(ready).toHaveBeenCalledWith(expect.objectContaining({ person: 'aino' }));
  });
});

describe('without a link', () => {
  test('help can be read and left again, and what was pasted is looked at afterwards', async () => {
    serve();
    navigate('/', { replace: true });
    render(<WelcomeScreen env={env} settings={settings} secret={null} onReady={ready} Help={HelpScreen} />);
    fireEvent.click(await screen.findByRole('link', { name: 'Apua' }));
    expect((await screen.findByText('Soita 112')).getAttribute('href')).toBe('tel:112');
    navigate('/');
    expect(await screen.findByLabelText('Linkki tai koodi')).toBeTruthy();
  });

  test('a link or its code can be pasted', async () => {
    serve();
    show(null);
    const field = await screen.findByLabelText('Linkki tai koodi');
    await press('Jatka');
    expect(await screen.findByText('Liitä linkki tai koodi tähän kenttään.')).toBeTruthy();
    fireEvent.input(field, { target: { value: 'jotain muuta' } });
    await press('Jatka');
    expect(await screen.findByText(/Tässä ei näy koko linkkiä/)).toBeTruthy();
    fireEvent.input(field, { target: { value: `Hei Aino! Tässä linkki: https://rasti.example/#${secret}, nähdään.` } });
    await press('Jatka');
    expect(await screen.findByText('Nea kutsui sinut.')).toBeTruthy();
  });

  test('one that was pasted outlives a reload, and none does that is dead', async () => {
    serve();
    show(null);
    fireEvent.input(await screen.findByLabelText('Linkki tai koodi'), { target: { value: secret } });
    await press('Jatka');
    await screen.findByText('Nea kutsui sinut.');
    expect(keptLink()).toBe(secret);
    expect(location.href).not.toContain(secret);
    cleanup();
    env.answer = () => json({ reason: 'link-used' }, 409);
    show(keptLink());
    await screen.findByText(/on jo käytetty/);
    expect(keptLink()).toBeNull();
  });
});
