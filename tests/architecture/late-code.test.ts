import { expect, test } from 'vitest';
import { filesIn, readSource, type Node, type Source } from './source.ts';

// What a browser fetches late can be missing: the network went, or the server has a newer build. One function tells these
// apart and says so on the screen (client/browser-chunk.ts); a bare import() is a button that does nothing.
const inBrowser = filesIn('src', /\.tsx?$/).filter((path) => !/^src\/(?:server|tools|mailbox)\//.test(path)).map(readSource);
const doors = new Set(['loadChunk', 'lazyScreen', 'lazyPart']);

function calls(node: Node | undefined): string | undefined {
  const callee = node?.type === 'CallExpression' ? (node['callee'] as Node) : undefined;
  // The channel is given the same one with its surroundings (channel/env.ts).
  const named = callee?.type === 'MemberExpression' ? (callee['property'] as Node) : callee;
  return named?.type === 'Identifier' ? String(named['name']) : undefined;
}

/** The function that is handed `() => import(…)`, with or without picking out one name of it; undefined for none. */
function doorOf(source: Source, node: Node): string | undefined {
  const above = new Map(source.nodes.map((one) => [one.node, one.above]));
  let at = above.get(node);
  if (at?.type === 'MemberExpression') at = above.get(above.get(at) ?? at);
  return at?.type === 'ArrowFunctionExpression' ? calls(above.get(at)) : undefined;
}

test('every import() of the browser goes through what says why something is missing', () => {
  const late = inBrowser.flatMap((source) => source.nodes.filter(({ node }) => node.type === 'ImportExpression').map(({ node }) => ({ path: source.path, door: doorOf(source, node) })));
  expect(late.length).toBeGreaterThan(40);
  expect(late.filter(({ door }) => door === undefined || !doors.has(door))).toEqual([]);
});

test('files of words, which Vite imports by a pattern, are asked for in one place', () => {
  const globs = inBrowser.filter(({ nodes }) => nodes.some(({ node, above }) => node.type === 'MetaProperty' && above?.type === 'MemberExpression' && (above['property'] as Node)['name'] === 'glob'));
  expect(globs.map(({ path }) => path)).toEqual(['src/sw/reminders.ts', 'src/ui/word-files.ts', 'src/ui/words.ts']);
});

test('no style comes late: the build takes away what would wait for one', () => {
  const styled = inBrowser.filter(({ imports }) => imports.some(({ to }) => to.endsWith('.css')));
  expect(styled.map(({ path }) => path)).toEqual(['src/expert/main.tsx', 'src/ride/main.tsx', 'src/staff/main.tsx']);
});
