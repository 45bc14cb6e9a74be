import { describe, expect, test } from 'vitest';
import { findSecret } from '../../src/client/link/find-secret.ts';
import { createLinkSecret } from '../../src/crypto/link.ts';

const secret = 'Zk3-q_7LmN0pQrStUvWxYzAbCdEfGhIjKlMnOpQrS-4';
const doubled = 'Zk3--_7LmN0pQrStUvWxYzAbCdEfGhIjKlMnOpQrS-4';
const link = `https://rasti.example/#${secret}`;
const percent = encodeURIComponent(link);

describe('a secret is found', () => {
  test.each<[string, string]>([
    ['in a link', link], ['in a link among blanks', `  ${link}\n`], ['as a fragment', `#${secret}`], ['as a bare code', secret], ['in a staff link', `https://rasti.example/staff/#${secret}`],
    ['in a message around it', `Hei Aino! Tässä linkki: ${link}. Nähdään!`], ['in front of a greeting on the next line', `${link}\nTerveisin Nea`], ['in angle brackets', `<${link}>`], ['in quotes', `”${link}”`], ['in parentheses with a full stop', `(${link}).`],
    ['in a Markdown link', `[Linkki](${link})`], ['as a code in quotes', `"${secret}"`], ['as a code in a sentence', `Koodi on ${secret}.`],
    ['broken over two lines', `https://rasti.example/#${secret.slice(0, 20)}\n${secret.slice(20)}`], ['broken over three lines', `https://rasti.example/#${secret.slice(0, 3)}\r\n${secret.slice(3, 30)}\r\n${secret.slice(30)}\r\nTerveisin Nea`],
    ['broken right behind the sign', `https://rasti.example/#\n${secret}`.replace('#\n', '#')], ['broken before the sign', `https://rasti.example/\n#${secret}`], ['broken at a hyphen', `https://rasti.example/#${secret.slice(0, 4)}\n${secret.slice(4)}`],
    ['broken in a quoted mail', `> https://rasti.example/#${secret.slice(0, 20)}\n> ${secret.slice(20)}\n> Nea`], ['broken with a soft break of a mail\'s source', `https://rasti.example/=23${secret.slice(0, 20)}=\r\n${secret.slice(20)}`],
    ['as a bare code over two lines', `${secret.slice(0, 20)}\n${secret.slice(20)}`],
    ['with %23 for the sign', `https://rasti.example/%23${secret}`], ['with %2523', `https://rasti.example/%2523${secret}`], ['with an entity', `https://rasti.example/&#35;${secret}`], ['with a wide sign', `https://rasti.example/＃${secret}`],
    ['with a soft hyphen in it', link.replace('q_', 'q\u00AD_')], ['with invisible joiners', `\u200B${link.split('').join('\u2060')}`], ['with a byte order mark', `\uFEFF${link}`],
    ['with a dash made long', link.replaceAll('-', '–')], ['with an em dash for a hyphen', link.replaceAll('-', '—')], ['with a minus', link.replaceAll('-', '−')], ['with a hyphen that does not break', link.replaceAll('-', '‑')],
    ['in Outlook\'s safe link', `https://eur01.safelinks.protection.outlook.com/?url=${percent}&data=05%7C02%7Caino%40example.org%7C${'a1'.repeat(20)}%7C0%7C638&sdata=${'Zk'.repeat(20)}%3D&reserved=0`],
    ['in Outlook\'s safe link, broken over lines', `https://eur01.safelinks.protection.outlook.com/?url=${percent.slice(0, 30)}\n${percent.slice(30, 60)}\n${percent.slice(60)}&data=05&reserved=0`],
    ['in a safe link in a safe link', `https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(`https://nam02.safelinks.protection.outlook.com/?url=${percent}&data=04`)}&data=05`],
    ['in Google\'s redirect', `https://www.google.com/url?q=${percent}&sa=D&source=editors&ust=1700000000000000&usg=AOvVaw0${'x'.repeat(18)}`], ['in Facebook\'s', `https://l.facebook.com/l.php?u=${percent}&h=AT0`],
    ['in Proofpoint\'s second kind', `https://urldefense.proofpoint.com/v2/url?u=https-3A__rasti.example_-23${secret.replaceAll('-', '-2D').replaceAll('_', '-5F')}&d=DwMFaQ&c=${'q'.repeat(43)}&r=x&m=y&s=z&e=`],
    ['in Proofpoint\'s third kind', `https://urldefense.com/v3/__https://rasti.example/*${secret}__;Iw!!${'b'.repeat(20)}!${'c'.repeat(43)}$`], ['in Check Point\'s', `https://protect.checkpoint.com/v2/___https://rasti.example/#${secret}___.YzJlOm9yZzpj`],
    ['in Barracuda\'s', `https://linkprotect.cudasvc.com/url?a=${percent}&c=E,1,${'d'.repeat(40)},&typo=1`], ['in Cisco\'s', `https://secure-web.cisco.com/1${'e'.repeat(60)}/${percent}`], ['in Sophos\'s', `https://eu-central-1.protection.sophos.com?d=rasti.example&u=${btoa(link)}&i=NWY&t=x&h=y`],
  ])('%s', (_name, text) => {
    expect(findSecret(text)).toBe(secret);
  });

  test('with two hyphens that were made one dash', () => {
    expect(findSecret(`https://rasti.example/#${doubled.replace('--', '—')}`)).toBe(doubled);
    expect(findSecret(`https://rasti.example/#${doubled.replace('--', '–')}`)).toBe(doubled);
  });

  test('whichever it is, broken anywhere', () => {
    for (let times = 0; times < 200; times += 1) {
      const one = createLinkSecret();
      const at = 1 + (times % 41);
      for (const text of [`Tule: https://rasti.example/#${one}\nNea`, `https://rasti.example/#${one.slice(0, at)}\n${one.slice(at)}\n\nNähdään`, `https://x.example/?url=${encodeURIComponent(`https://rasti.example/#${one}`)}&data=1`, `${one.slice(0, at)} ${one.slice(at)}`]) expect(findSecret(text), text).toBe(one);
    }
  });
});

describe('a secret is not found', () => {
  test.each(['', 'https://rasti.example/', `${secret}x`, `https://rasti.example/?s=${secret}`, `https://rasti.example/#${secret.slice(0, 30)}`, `https://rasti.example/#${secret}x`, 'Hei! Soita minulle kun ehdit, niin katsotaan yhdessä.', `#${'-'.repeat(200)}`, '#'.repeat(30_000), `#${'—'.repeat(80)}`])('in %s', (text) => {
    expect(findSecret(text.slice(0, 60_000))).toBeNull();
  });

  test('slowly, in whatever somebody pastes', () => {
    const before = process.threadCpuUsage();
    for (const unit of ['#', '%', '%23', '#a', '-', '—', '=', '\n> ', '=\n', '/v3/__', '/v2/url?u=', '=aHR0c', '&#35;', 'a ', '*', '**A', '__;', '_']) findSecret(unit.repeat(30_000));
    const { user, system } = process.threadCpuUsage(before);
    expect((user + system) / 1_000).toBeLessThan(3_000);
  });
});
