import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/server/config.ts';

const problemsOf = (env: Record<string, string>) => {
  const read = readConfig(env);
  return read.ok ? [] : read.problems;
};

describe('the settings', () => {
  it('have values that work on this computer', () => {
    const read = readConfig({});
    expect(read).toEqual({ ok: true, config: { port: 8080, host: '127.0.0.1', dataDir: resolve('./data'), publicUrl: 'http://localhost:8080', mailbox: 'here', mailDir: resolve('./data'), mailKey: undefined } });
    expect(read.ok && Object.isFrozen(read.config)).toBe(true);
  });

  it('are taken as they are given, an empty one as not given', () => {
    const read = readConfig({ PORT: '9000', HOST: '0.0.0.0', DATA_DIR: '/srv/rasti', PUBLIC_URL: 'https://rasti.example.org/', DATABASE_URL: '', MAIL_KEY: '' });
    expect(read).toEqual({ ok: true, config: { port: 9000, host: '0.0.0.0', dataDir: '/srv/rasti', publicUrl: 'https://rasti.example.org', mailbox: 'here', mailDir: '/srv/rasti' } });
  });

  it('say where the mailbox is, and under which key it knows a ticket', () => {
    const read = readConfig({ MAILBOX: 'off', MAIL_DIR: '/srv/mail', MAIL_KEY: 'A1'.repeat(32) });
    expect(read).toMatchObject({ ok: true, config: { mailbox: 'elsewhere', mailDir: '/srv/mail', mailKey: Buffer.alloc(32, 0xa1) } });
    expect(readConfig({ MAILBOX: 'on' })).toMatchObject({ ok: true, config: { mailbox: 'here' } });
  });

  it('want the key where the mailbox is on another machine, because no other would fit', () => {
    expect(problemsOf({ MAILBOX: 'off' })).toEqual([expect.stringMatching(/^MAIL_KEY must be set [^\n]+\.$/)]);
  });

  it('never print a key', () => {
    expect(problemsOf({ MAIL_KEY: `${'a1'.repeat(31)}zz` }).join()).not.toContain('a1a1');
  });

  it.each([
    ['PORT', 'eighty'], ['PORT', '-1'], ['PORT', '65536'], ['PORT', '80.5'], ['PORT', '8080;'], ['HOST', 'not a host'], ['DATABASE_URL', 'mysql://me:pw@localhost/rasti'], ['DATABASE_URL', 'postgres://me:pw@localhost'], ['DATABASE_URL', '/var/lib/rasti'],
    ['MAILBOX', 'yes'], ['MAILBOX', 'OFF'], ['MAIL_DIR', 'a\0b'], ['DATA_DIR', 'a\0b'], ['MAIL_KEY', 'short'], ['MAIL_KEY', 'a1'.repeat(33)], ['MAIL_KEY', 'g'.repeat(64)],
    ['PUBLIC_URL', 'rasti'], ['PUBLIC_URL', 'ftp://rasti.example.org'], ['PUBLIC_URL', 'http://rasti.example.org'], ['PUBLIC_URL', 'https://rasti.example.org/app'], ['PUBLIC_URL', 'https://me:pw@rasti.example.org'],
  ])('stop the start with one line when %s is %s', (name, value) => {
    const problems = problemsOf({ [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${name}[^\\n]+\\.$`));
    expect(problems[0]).not.toContain('pw');
  });

  it.each([
    '0.0.0.0/0', '0.0.0.0/1', '128.0.0.0/1', '::/0', '2000::/3', '::/64', '::ffff:0:0/96', '0.0.0.0', '::', '10.0.0.0/33', '2001:db8::/129', '10.0.0.0/', '10.0.0.0/-1', '10.0.0.0/8/8', '10.0.0', '10.0.0.1 10.0.0.2', 'proxy.example.org', 'localhost', '*', '10.0.0.1:80', '10.0.0.1,all', 'fe80::1%eth0', '010.0.0.1',
  ])('stop the start with one line when TRUSTED_PROXIES is %s, which is wrong or would trust strangers', (value) => {
    expect(problemsOf({ TRUSTED_PROXIES: value })).toEqual([expect.stringMatching(/^TRUSTED_PROXIES [^\n]+\.$/)]);
  });

  it.each(['10.0.0.7', '10.0.0.0/8', ' 10.0.0.7 , 192.168.0.0/16,', 'fd00::/16', '2001:db8:1:2::7', '::ffff:10.0.0.7'])('take %s for proxies of ours', (value) => {
    expect(problemsOf({ TRUSTED_PROXIES: value })).toEqual([]);
  });

  it.each(['postgres://localhost/rasti', 'postgresql://rasti:pw@db.example.org:5433/rasti?sslmode=verify-full', 'postgresql:///rasti?host=/run/postgresql'])('take %s for a database', (url) => {
    expect(readConfig({ DATABASE_URL: url })).toMatchObject({ ok: true, config: { databaseUrl: url } });
  });

  it.each(['http://localhost:3000', 'http://127.0.0.1:3000', 'http://[::1]:3000'])('allow %s, which browsers trust without HTTPS', (url) => {
    expect(problemsOf({ PUBLIC_URL: url })).toEqual([]);
  });

  it('name every value that is wrong', () => {
    expect(problemsOf({ PORT: 'x', PUBLIC_URL: 'http://rasti.example.org' })).toHaveLength(2);
  });
});
