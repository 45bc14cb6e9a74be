import { describe, expect, test } from 'vitest';
import { checkVouch, createRoot, signCard } from '../../src/crypto/card.ts';
import { showRequest } from '../../src/tools/vouch/request.ts';
import { openRoot, sealRoot } from '../../src/tools/vouch/root-file.ts';

const card = { name: 'Mari', organisation: 'Yhdistys', phone: '040 123 4567', hours: 'arkisin 9–16', promise: 72 };
const genesis = 'A'.repeat(43);
const passphrase = 'pitkä ja hyvä lause';

describe('the key of the organisation that vouches', () => {
  test('comes back from its file with the passphrase, and with no other', async () => {
    const root = await createRoot();
    const file = sealRoot(root, passphrase);
    expect(openRoot(file, passphrase)).toEqual(root);
    expect(openRoot(file, `${passphrase}.`)).toBeNull();
    expect(openRoot(file.replace(/.{3}$/s, 'AA\n'), passphrase)).toBeNull();
    expect(openRoot('not a key file', passphrase)).toBeNull();
    expect(file).not.toContain(root.d);
  });

  test('is not made with a short passphrase', async () => {
    const root = await createRoot();
    expect(() => sealRoot(root, 'lyhyt')).toThrow(RangeError);
  });

  test('signs what a contact person asks for, so that an app built with its public half takes it', async () => {
    const root = await createRoot();
    const wanted = showRequest(JSON.stringify({ card, genesis }));
    if (!wanted) throw new Error('a good request was not read');
    expect(wanted.words).toContain('Mari\nYhdistys\n040 123 4567');
    const vouch = await signCard(root, { card: wanted.card, genesis: wanted.genesis, until: '2027-06-30' });
    expect(await checkVouch(vouch, { root: root.point, genesis, today: '2026-11-22' })).toEqual(card);
    expect(await checkVouch(vouch, { root: root.point, genesis, today: '2027-07-01' })).toBeNull();
    expect(await checkVouch(vouch, { root: (await createRoot()).point, genesis, today: '2026-11-22' })).toBeNull();
  });

  test.each(['', 'null', '{}', '{"card":{},"genesis":""}', '[1]'])('does not sign what is no request: %s', (text) => {
    expect(showRequest(text)).toBeNull();
  });
});
