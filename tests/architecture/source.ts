import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { parseSync } from 'vite';
import { inRepository } from '../../src/tools/paths.ts';

export interface Import {
  /** Repository-relative path (`src/domain/fee.ts`) or the package's name (`idb`, `node:fs`). */
  readonly to: string;
  readonly written: string;
  readonly isPackage: boolean;
  readonly isType: boolean;
}

export interface Source {
  readonly path: string;
  readonly lines: number;
  readonly imports: readonly Import[];
  /** Every node of the syntax tree, with the node above it. */
  readonly nodes: readonly { readonly node: Node; readonly above: Node | undefined; readonly key: string }[];
}

export interface Node {
  readonly type: string;
  readonly [name: string]: unknown;
}

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/** Repository-relative paths of all files in a folder, sorted; empty where there is no folder. */
export function filesIn(folder: string, ending: RegExp): string[] {
  const base = inRepository(folder);
  if (!existsSync(base)) return [];
  return readdirSync(base, { recursive: true, encoding: 'utf8' })
    .map((path) => posix.join(folder, path.replaceAll('\\', '/')))
    .filter((path) => ending.test(path) && statSync(inRepository(path)).isFile())
    .sort();
}

/** Parses one file with the bundler's own parser, so that nothing it would follow is overlooked. */
export const readSource = (path: string): Source => parseSource(path, readFileSync(inRepository(path), 'utf8'));

/** The same of a text, as if it stood in that file. */
export function parseSource(path: string, text: string): Source {
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  const nodes: Source['nodes'][number][] = [];
  const root: unknown = program;
  if (isNode(root)) walk(root, undefined, '');
  const imports = nodes.flatMap(({ node }) => importsOf(node, path));
  return { path, lines: text.split('\n').length - 1, imports, nodes };

  function walk(node: Node, above: Node | undefined, key: string): void {
    nodes.push({ node, above, key });
    for (const [name, value] of Object.entries(node)) {
      if (isNode(value)) walk(value, node, name);
      else if (Array.isArray(value)) for (const one of value as unknown[]) if (isNode(one)) walk(one, node, name);
    }
  }
}

function importsOf(node: Node, from: string): Import[] {
  const list = (value: unknown): Node[] => (Array.isArray(value) ? (value as unknown[]).filter(isNode) : []);
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration': {
      const parts = list(node['specifiers']);
      const kind = node.type === 'ImportDeclaration' ? 'importKind' : 'exportKind';
      const isType = node[kind] === 'type' || (parts.length > 0 && parts.every((one) => one[kind] === 'type'));
      return isNode(node['source']) ? found(node['source'], isType) : [];
    }
    case 'ImportExpression':
      return isNode(node['source']) ? found(node['source'], false) : [];
    case 'TSImportType':
      return isNode(node['source']) ? found(node['source'], true) : [];
    case 'CallExpression':
      return isGlob(node['callee'])
        ? list(node['arguments'])
            .slice(0, 1)
            .flatMap((one) => found(one, false))
        : [];
    default:
      return [];
  }

  function found(source: Node, isType: boolean): Import[] {
    if (source.type === 'ArrayExpression') return list(source['elements']).flatMap((one) => found(one, isType));
    const written = source['value'];
    if (typeof written !== 'string') throw new Error(`${from}: an import whose address is not written out`);
    if (written.startsWith('!')) return [];
    const isPackage = !written.startsWith('.');
    const to = isPackage ? packageName(written) : join(dirname(from), written).replaceAll('\\', '/');
    return [{ to, written, isPackage, isType }];
  }
}

function packageName(written: string): string {
  if (written.startsWith('node:')) return written;
  return written
    .split('/')
    .slice(0, written.startsWith('@') ? 2 : 1)
    .join('/');
}

function isGlob(callee: unknown): boolean {
  if (!isNode(callee) || callee.type !== 'MemberExpression') return false;
  const { object, property } = callee;
  return isNode(object) && object.type === 'MetaProperty' && isNode(property) && property['name'] === 'glob';
}
