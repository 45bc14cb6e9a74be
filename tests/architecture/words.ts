import { readFileSync } from 'node:fs';
import { inRepository } from '../../src/tools/paths.ts';
import { filesIn, isNode, type Node, type Source } from './source.ts';

/** One text: `home:greeting`, its plural form if it has one, and the words. */
export interface Text {
  readonly key: string;
  readonly plural: string | undefined;
  readonly words: string;
}

const PLURAL = /_(zero|one|two|few|many|other)$/;

/** All texts of one language. Throws where a file is not flat or one level nested text. */
export function textsOf(language: string): Text[] {
  return filesIn(`locales/${language}`, /\.json$/).flatMap((path) => {
    const namespace = path.replace(/^.*\/|\.json$/g, '');
    const parsed: unknown = JSON.parse(readFileSync(inRepository(path), 'utf8'));
    return flat(parsed, 0).map(([name, words]) => ({
      key: `${namespace}:${name.replace(PLURAL, '')}`,
      plural: PLURAL.exec(name)?.[1],
      words,
    }));
  });
}

function flat(value: unknown, depth: number): [string, string][] {
  if (typeof value !== 'object' || value === null || depth > 1)
    throw new Error('words are text, at most one level nested');
  return Object.entries(value).flatMap(([name, inside]: [string, unknown]): [string, string][] =>
    typeof inside === 'string'
      ? [[name, inside]]
      : flat(inside, depth + 1).map(([rest, words]) => [`${name}.${rest}`, words]),
  );
}

/** Names between `{{` and `}}`, sorted, each once. */
export function placeholders(words: readonly string[]): string[] {
  const found = words.flatMap((text) => [...text.matchAll(/\{\{\s*([\w.]+)[^}]*\}\}/g)].map((match) => match[1] ?? ''));
  return [...new Set(found)].sort();
}

export interface Uses {
  /** Whole keys, wherever they are written as text. */
  readonly keys: readonly string[];
  /** Beginnings of keys that are put together: `errors:` of `errors:${reason}`. */
  readonly prefixes: readonly string[];
}

/** Every key that the sources name, as text or as the beginning of a template. */
export function usesIn(sources: readonly Source[], namespaces: readonly string[]): Uses {
  const begins = new RegExp(`^(?:${namespaces.join('|')}):`);
  const keys = new Set<string>();
  const prefixes = new Set<string>();
  for (const { nodes } of sources) {
    for (const { node } of nodes) {
      const text = textOf(node);
      if (!text || !begins.test(text.start)) continue;
      if (text.whole) {
        if (!text.start.endsWith(':')) keys.add(text.start);
      } else prefixes.add(text.start);
    }
  }
  return { keys: [...keys].sort(), prefixes: [...prefixes].sort() };
}

function textOf(node: Node): { start: string; whole: boolean } | undefined {
  if (node.type === 'Literal' && typeof node['value'] === 'string') return { start: node['value'], whole: true };
  if (node.type !== 'TemplateLiteral' || !Array.isArray(node['quasis'])) return undefined;
  const quasis: unknown[] = node['quasis'];
  const first = quasis[0];
  if (!isNode(first)) return undefined;
  const value: unknown = first['value'];
  if (typeof value !== 'object' || value === null || !('cooked' in value) || typeof value.cooked !== 'string')
    return undefined;
  return { start: value.cooked, whole: quasis.length === 1 };
}
