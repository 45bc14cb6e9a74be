interface Graph {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

/**
 * Names one chunk for everything that `entry` imports statically. Left alone, the bundler makes a
 * chunk of every set of modules that the same screens share: more requests, and 3 kB more, because
 * small files compress badly. The entry itself stays out: it waits for a screen at its top level,
 * and a screen that imports the entry's own chunk would wait for it in turn, for ever.
 */
export function firstChunk(entry: string): (id: string, graph: Graph) => string | null {
  let first: Set<string> | undefined;
  return (id, graph) => {
    first ??= reachable(entry, graph);
    return id !== entry && first.has(id) ? 'first' : null;
  };
}

/**
 * Names one chunk for those of the modules that `isPart` takes which `entries` import statically, and for these: code
 * that other, later code shares would come in a chunk for each set of sharers otherwise.
 */
export function oneChunk(name: string, entries: readonly string[], isPart: (id: string) => boolean): (id: string, graph: Graph) => string | null {
  let all: Set<string> | undefined;
  return (id, graph) => {
    all ??= new Set(entries.flatMap((entry) => [...reachable(entry, graph)]));
    return all.has(id) && isPart(id) ? name : null;
  };
}

function reachable(start: string, graph: Graph): Set<string> {
  const seen = new Set([start]);
  // A set hands out what is added to it while it is being walked.
  for (const id of seen) for (const next of graph.getModuleInfo(id)?.importedIds ?? []) seen.add(next);
  return seen;
}
