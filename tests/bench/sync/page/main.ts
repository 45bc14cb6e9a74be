import type { Bench } from './api.ts';
import { createFloor } from './floor.ts';
import { createOurs } from './ours.ts';

// One page and one bundle for all sides, so that only the work differs: `?side=ours` (also without a word), `?side=floor`
// or `?side=bare`, the floor before a server that keeps nothing. With `&sealed=1` our store is sealed. `&list=50` opens the store at once, as a start does, and shows the newest.

const asked = new URLSearchParams(location.search);
const benches: Readonly<Record<string, () => Bench>> = { floor: () => createFloor('/api/sync'), bare: () => createFloor('/bench/floor') };
const bench: Bench = (benches[asked.get('side') ?? ''] ?? (() => createOurs(asked.has('sealed'))))();
window.__bench = bench;
const wanted = Number(asked.get('list'));
if (wanted > 0) window.__shown = show(wanted);

async function show(n: number): Promise<number> {
  const rows = await bench.start(n);
  const list = document.createElement('ol');
  for (const { title, note } of rows) {
    const line = list.appendChild(document.createElement('li'));
    line.append(title, ' ', note);
  }
  document.body.append(list);
  // Asking for its height makes the browser lay it out.
  if (rows.length !== n || list.offsetHeight === 0) throw new Error(`${rows.length} of ${n} are shown`);
  return performance.now();
}
