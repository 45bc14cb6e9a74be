import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { compressFolder } from '../../src/tools/compress.ts';
import { precacheList } from '../../src/tools/precache.ts';

const withText = new Set(['.html', '.js', '.css']);
const hashed = /-[A-Za-z0-9_-]{8}\.(?:js|css)$/;

/** Turns a built app into the next build of it: every file with a hash in its name gets another name, as when its content has changed. */
export function makeOtherBuild(dist: string, mark: string): void {
  for (const app of ['expert', 'staff', 'ride']) {
    const folder = join(dist, app);
    const assets = readdirSync(join(folder, 'assets'));
    for (const name of assets) if (/\.(?:br|gz)$/.test(name)) rmSync(join(folder, 'assets', name));
    const renamed = assets.filter((name) => hashed.test(name)).map((name) => [name, `${name.slice(0, -extname(name).length)}${mark}${extname(name)}`] as const);
    const before = precacheList(folder);
    for (const [from, to] of renamed) renameSync(join(folder, 'assets', from), join(folder, 'assets', to));
    const rename = (text: string) => renamed.reduce((now, [from, to]) => now.replaceAll(from, to), text);
    const write = (path: string, change: (text: string) => string) => writeFileSync(path, change(readFileSync(path, 'utf8')));
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => withText.has(extname(name)));
    for (const name of names) write(join(folder, name), rename);
    // The worker's list has the hash of each file's bytes, which are others now.
    const after = new Map(precacheList(folder).map(({ url, hash }) => [url, hash]));
    if (app === 'expert') write(join(folder, 'sw.js'), (text) => before.reduce((now, { url, hash }) => now.replaceAll(hash, after.get(rename(url)) ?? hash), text));
    compressFolder(folder);
  }
}
