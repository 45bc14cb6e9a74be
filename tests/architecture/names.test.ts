import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inRepository } from '../../src/tools/paths.ts';
import { filesIn, isNode, readSource, type Node, type Source } from './source.ts';

const sources = filesIn('src', /\.tsx?$/).map(readSource);
const tests = filesIn('tests', /\.tsx?$/).map(readSource);

const CLOCK_AND_CHANCE = ['Date.now', 'new Date()', 'Math.random', 'crypto.randomUUID', 'crypto.getRandomValues'];
const OUTSIDE = ['fetch', 'navigator', 'localStorage', 'sessionStorage', 'setTimeout', 'setInterval'];
const GLOBALS = new Set(['globalThis', 'window', 'self']);

test('domain and protocol read no clock, no chance and no network', () => {
  const wrong = [...CLOCK_AND_CHANCE, ...OUTSIDE, 'crypto'];
  expect(naming(within('src/domain/', 'src/protocol/'), wrong)).toEqual([]);
});

test('in client only the files of the browser name what is impure', () => {
  const others = within('src/client/').filter(({ path }) => !path.startsWith('src/client/browser-'));
  expect(naming(others, [...CLOCK_AND_CHANCE, 'fetch', 'navigator'])).toEqual([]);
});

test('browser-env.ts is where they are named', () => {
  const named = naming(within('src/client/browser-env.ts'), ['fetch', 'navigator', 'crypto.randomUUID']);
  expect(named).toHaveLength(3);
});

test('nothing writes markup from text', () => {
  const markup = new Set(['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'dangerouslySetInnerHTML', 'srcdoc']);
  const wrong = sources.filter(({ nodes }) =>
    nodes.some(({ node }) => markup.has(String(node['name'] ?? node['value']))),
  );
  expect(wrong.map(({ path }) => path)).toEqual([]);
});

test('there are no barrels', () => {
  const isBarrel = ({ path, nodes }: Source): boolean => {
    const top = nodes.filter(({ above, key }) => above?.type === 'Program' && key === 'body').map(({ node }) => node);
    const passedOn = top.filter((node) => node.type.startsWith('Export') && isNode(node['source']));
    return /\/index\.tsx?$/.test(path) || (top.length > 0 && passedOn.length === top.length);
  };
  expect(sources.filter(isBarrel).map(({ path }) => path)).toEqual([]);
});

test('exports have names; only the config of a tool has a default', () => {
  const hasDefault = ({ nodes }: Source): boolean =>
    nodes.some(
      ({ node }) =>
        node.type === 'ExportDefaultDeclaration' ||
        (node.type === 'ExportSpecifier' && isNode(node['exported']) && node['exported']['name'] === 'default'),
    );
  // A declaration says what a package exports, not what we do.
  const ours = [...sources, ...tests].filter(({ path }) => !path.endsWith('.d.ts'));
  expect(ours.filter(hasDefault).map(({ path }) => path)).toEqual([]);
});

test('no file is longer than 250 lines', () => {
  const files = ['src', 'tests'].flatMap((folder) => filesIn(folder, /\.(?:tsx?|css|sql|html)$/));
  const lines = (path: string): number => readFileSync(inRepository(path), 'utf8').trimEnd().split('\n').length;
  expect([...files, 'vite.config.ts'].filter((path) => lines(path) > 250)).toEqual([]);
});

function within(...folders: string[]): Source[] {
  return sources.filter(({ path }) => folders.some((folder) => path.startsWith(folder)));
}

/** `path: name` for every forbidden name that a file reads as a global. */
function naming(from: readonly Source[], forbidden: readonly string[]): string[] {
  return from.flatMap(({ path, nodes }) => {
    const named = new Set(nodes.map(({ node, above, key }) => globalName(node, above, key)));
    return forbidden.filter((name) => named.has(name)).map((name) => `${path}: ${name}`);
  });
}

/** The global that a node reads: `fetch`, `Date.now`, `new Date()`; undefined for anything else. */
function globalName(node: Node, above: Node | undefined, key: string): string | undefined {
  if (node.type === 'MemberExpression' && isNode(node['object']) && isNode(node['property'])) {
    const object = String(node['object']['name']);
    const property = String(node['property']['name'] ?? node['property']['value']);
    return GLOBALS.has(object) ? property : `${object}.${property}`;
  }
  if (node.type === 'NewExpression' && isNode(node['callee']) && node['callee']['name'] === 'Date') {
    return Array.isArray(node['arguments']) && node['arguments'].length === 0 ? 'new Date()' : undefined;
  }
  const isKey = (key === 'property' || key === 'key') && above?.['computed'] !== true && above?.['shorthand'] !== true;
  if (node.type !== 'Identifier' || isKey) return undefined;
  return above?.type.startsWith('TS') ? undefined : String(node['name']);
}

test('no day, clock or number that the program reckons with is what a language writes', () => {
  // Formatted text is for people: `en-CA` was ISO until ICU 72 wrote it as `12/01/2026`.
  const formatters = within('src/domain/', 'src/protocol/', 'src/client/', 'src/channel/', 'src/mailbox/').filter(({ nodes }) =>
    nodes.some(({ node }) => ['format', 'toLocaleString', 'toLocaleDateString', 'toLocaleTimeString'].includes(String(node['name']))),
  );
  expect(formatters.map(({ path }) => path)).toEqual([]);
});

test('whatever has a language says which: the browser speaks another one than the app', () => {
  const withLanguage = new Map([['toLocaleString', 1], ['toLocaleDateString', 1], ['toLocaleTimeString', 1], ['toLocaleLowerCase', 1], ['toLocaleUpperCase', 1], ['localeCompare', 2]]);
  const nodeAt = (node: Node, key: string): Node | undefined => (isNode(node[key]) ? node[key] : undefined);
  const wrong = sources.flatMap(({ path, nodes }) =>
    nodes.filter(({ node }) => {
      const callee = nodeAt(node, 'callee');
      if (!callee || callee.type !== 'MemberExpression' || !/^(?:Call|New)Expression$/.test(node.type)) return false;
      const isIntl = nodeAt(callee, 'object')?.['name'] === 'Intl';
      const wanted = isIntl ? 1 : withLanguage.get(String(nodeAt(callee, 'property')?.['name']));
      const given = (node['arguments'] as readonly Node[])[(wanted ?? 1) - 1];
      return wanted !== undefined && (!given || given['name'] === 'undefined' || given.type === 'ArrayExpression' || given.type === 'ObjectExpression');
    }).map(({ node }) => `${path}: ${String(nodeAt(nodeAt(node, 'callee') ?? node, 'property')?.['name'])}`),
  );
  expect(wrong).toEqual([]);
});
