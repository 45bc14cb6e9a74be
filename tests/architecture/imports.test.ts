import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { inRepository } from '../../src/tools/paths.ts';
import { TABLE, type Row } from './import-table.ts';
import { filesIn, readSource, type Import, type Source } from './source.ts';

const CODE = /\.tsx?$/;
const sources = filesIn('src', CODE).map(readSource);
const inFolder = (folder: string): Source[] => sources.filter(({ path }) => path.startsWith(`src/${folder}/`));

const matches = (line: string, to: string): boolean => {
  const base = line === 'locales' ? line : `src/${line}`;
  return to === base || to.startsWith(`${base}/`);
};
const isPackageLine = (line: string, { to }: Import): boolean =>
  line === 'node:*' ? to.startsWith('node:') : to === line;

function mayImport(row: Row, folder: string, source: Source, one: Import): boolean {
  if (!one.isPackage) return matches(folder, one.to) || row.may.some((line) => matches(line, one.to));
  return Object.entries(row.packages).some(
    ([line, files]) =>
      isPackageLine(line, one) &&
      (files === 'everywhere' || files.some((file) => source.path === `src/${folder}/${file}`)),
  );
}

describe('imports', () => {
  test.each(Object.entries(TABLE))('%s imports only what the table allows', (folder, row) => {
    const wrong = inFolder(folder).flatMap((source) =>
      source.imports
        .filter((one) => !mayImport(row, folder, source, one))
        .map((one) => `${source.path} → ${one.written}`),
    );
    expect(wrong).toEqual([]);
  });

  test.each(Object.entries(TABLE))('%s uses every line of its table', (folder, row) => {
    const within = inFolder(folder);
    const all = within.flatMap((source) => source.imports);
    const stale = row.may.filter((line) => !all.some((one) => !one.isPackage && matches(line, one.to)));
    for (const [line, files] of Object.entries(row.packages)) {
      const named = files === 'everywhere' ? [undefined] : files;
      for (const file of named) {
        const users = within.filter(({ path }) => file === undefined || path === `src/${folder}/${file}`);
        const used = users.some((source) => source.imports.some((one) => one.isPackage && isPackageLine(line, one)));
        if (!used) stale.push(file === undefined ? line : `${line} in ${file}`);
      }
    }
    expect(stale).toEqual([]);
  });

  test('every folder of src but the tools has a row in the table', () => {
    const folders = new Set(
      sources.map(({ path }) => path.split('/')[1] ?? '').filter((name) => !name.endsWith('.d.ts')),
    );
    expect([...folders].sort()).toEqual([...Object.keys(TABLE), 'tools'].sort());
  });

  test('relative imports name a file that exists, with its ending', () => {
    const wrong = sources.flatMap((source) =>
      source.imports
        .filter((one) => !one.isPackage && !one.to.includes('*') && !existsSync(inRepository(one.to)))
        .map((one) => `${source.path} → ${one.written}`),
    );
    expect(wrong).toEqual([]);
  });
});

describe('features', () => {
  const feature = /^src\/(expert|staff)\/([^/]+)\//;
  const nameOf = (path: string): string | undefined => feature.exec(path)?.[0];
  const inFeatures = sources.filter(({ path }) => nameOf(path) !== undefined);
  const offending = (from: Source[], isWrong: (source: Source, one: Import) => boolean): string[] =>
    from.flatMap((source) =>
      source.imports.filter((one) => isWrong(source, one)).map((one) => `${source.path} → ${one.to}`),
    );

  test('there are features to check', () => expect(inFeatures.length).toBeGreaterThan(0));

  test('do not import each other', () => {
    const wrong = offending(inFeatures, (source, one) => {
      const other = nameOf(one.to);
      return other !== undefined && other !== nameOf(source.path);
    });
    expect(wrong).toEqual([]);
  });

  test('draw without a value from client or protocol', () => {
    const screens = inFeatures.filter(({ path }) => path.endsWith('Screen.tsx'));
    expect(screens.length).toBeGreaterThan(0);
    expect(offending(screens, (_, one) => !one.isType && /^src\/(client|protocol)\//.test(one.to))).toEqual([]);
  });

  test('read without importing what writes', () => {
    const views = inFeatures.filter(({ path }) => path.endsWith('/view.ts'));
    expect(views.length).toBeGreaterThan(0);
    expect(offending(views, (_, one) => one.to.endsWith('/actions.ts'))).toEqual([]);
  });
});
