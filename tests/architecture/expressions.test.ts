import { checkSync } from 'recheck';
import { expect, test } from 'vitest';
import { filesIn, isNode, parseSource, readSource, type Node, type Source } from './source.ts';

// A regular expression that can try the same characters again and again costs seconds where somebody means it to. The one
// thread of the server serves everybody, and a phone's page has no other thread for its owner either.

interface Expression {
  readonly pattern: string;
  readonly flags: string;
}

const sources = [...filesIn('src', /\.tsx?$/), 'vite.config.ts'].map(readSource);
const READS_TEXT_AS_EXPRESSION = new Set(['match', 'matchAll', 'search']);

/** Every expression that is written in a source; `null` for one that is put together while the program runs. */
function expressionsIn({ nodes }: Pick<Source, 'nodes'>): (Expression | null)[] {
  return nodes.flatMap(({ node }): (Expression | null)[] => {
    const { regex, callee } = node;
    if (isExpression(regex)) return [regex];
    const asked = Array.isArray(node['arguments']) ? (node['arguments'] as unknown[]) : [];
    if (isNode(callee) && nameOf(callee) === 'RegExp') {
      const [pattern, flags] = asked.map(textOf);
      // Of a literal it is a copy; the literal is looked at by itself.
      if (isNode(asked[0]) && isExpression(asked[0]['regex'])) return [];
      return [pattern === undefined || (asked.length > 1 && flags === undefined) ? null : { pattern, flags: flags ?? '' }];
    }
    const isMember = isNode(callee) && callee.type === 'MemberExpression';
    const text = textOf(asked[0]);
    return isMember && READS_TEXT_AS_EXPRESSION.has(nameOf(callee) ?? '') && text !== undefined ? [{ pattern: text, flags: '' }] : [];
  });
}

const isExpression = (value: unknown): value is Expression => typeof value === 'object' && value !== null && 'pattern' in value && 'flags' in value;

function nameOf(callee: Node): string | undefined {
  const named = callee.type === 'MemberExpression' ? callee['property'] : callee;
  return isNode(named) && typeof named['name'] === 'string' ? named['name'] : undefined;
}

const textOf = (node: unknown): string | undefined => (isNode(node) && node.type === 'Literal' && typeof node['value'] === 'string' ? node['value'] : undefined);

// Its own JavaScript, and not the programs for each machine that it could bring.
process.env['RECHECK_SYNC_BACKEND'] = 'pure';

/** Whether the steps of matching grow no faster than the text, wherever in it they begin. What cannot be told counts as growing. */
function isBounded({ pattern, flags }: Expression): boolean {
  const key = `/${pattern}/${flags}`;
  const known = judged.get(key) ?? checkSync(pattern, flags, { timeout: 20_000 }).status === 'safe';
  judged.set(key, known);
  return known;
}
const judged = new Map<string, boolean>();

const written = sources.flatMap((source) => expressionsIn(source).map((expression) => ({ path: source.path, expression })));

test('no regular expression can grow faster than what it reads', () => {
  expect(written.length).toBeGreaterThan(50);
  const open = written.filter(({ expression }) => expression !== null && !isBounded(expression));
  expect(open.map(({ path, expression }) => `${path}: /${expression?.pattern}/`)).toEqual([]);
}, 120_000);

test('no regular expression is put together while the program runs', () => {
  expect(written.filter(({ expression }) => expression === null).map(({ path }) => path)).toEqual([]);
});

test.each([/\s*;\s*/, /\/+$/, /(a+)+$/, /^(\/v)\/.*|\/+$/, /[\w-]{5462,}/, /^\s*(.*?)\s*$/, /(?:a|a)*b/, /\?.*$/])('%s is found', ({ source, flags }) => {
  expect(isBounded({ pattern: source, flags })).toBe(false);
});

test.each(["/x+$/.test(y)", "new RegExp('x+$')", "RegExp('x+$', 'u')", "y.match('x+$')", 'globalThis.RegExp("x+$")'])('an expression is seen in %s', (text) => {
  const found = expressionsIn(parseSource('example.ts', `export const z = ${text};`));
  expect(found.map((one) => one?.pattern)).toEqual(['x+$']);
});

test.each(['new RegExp(y)', 'new RegExp(`${y}+`)', "new RegExp('x', y)"])('%s is seen as put together', (text) => {
  expect(expressionsIn(parseSource('example.ts', `export const z = ${text};`))).toEqual([null]);
});
