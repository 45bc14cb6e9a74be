import { describe, expect, it } from 'vitest';
import { isRemoteLink } from '../../src/domain/remote-link.ts';

describe('a link for a remote session', () => {
  it.each(['https://meet.example.org/abc', 'https://meet.example.org', 'HTTPS://Meet.Example.org/x?y=1#z', 'https://teams.example.com:8443/l/meetup-join/19%3ameeting?context=%7b%7d', 'https://meet.example.org/@room', 'https://x.example/?u=a@b.example', 'https://kokous.äö.example/1'])('is %s', (text) => {
    expect(isRemoteLink(text)).toBe(true);
  });

  it.each([
    'https://user:pw@meet.example.org/abc', 'https://user@meet.example.org', 'https://meet.example.org@elsewhere.example', 'https://meet.example.org:pw@elsewhere.example/x', 'http://meet.example.org', 'javascript:alert(1)', 'data:text/html,x', 'ftp://meet.example.org',
    'https://', 'https:///meet', 'https://meet', 'https://.example', 'https://meet.example.org/a b', 'https:\\\\meet.example.org', 'https://meet.example.org\\@elsewhere.example', 'meet.example.org', ' https://meet.example.org', 'https://meet.example.org:99999999', '',
  ])('is not "%s"', (text) => {
    expect(isRemoteLink(text)).toBe(false);
  });
});
