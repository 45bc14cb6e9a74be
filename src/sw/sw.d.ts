/** Every file of the built app, written into the worker by the build (src/tools/precache.ts). */
declare const __PRECACHE__: readonly {
  readonly url: string;
  readonly hash: string;
  readonly language?: string;
}[];

/** Background Sync (https://wicg.github.io/background-sync/spec/), which no TypeScript library has. */
interface SyncEvent extends ExtendableEvent {
  readonly tag: string;
}

interface ServiceWorkerGlobalScopeEventMap {
  sync: SyncEvent;
  /** Periodic Background Sync (https://wicg.github.io/periodic-background-sync/). */
  periodicsync: SyncEvent;
}

/** Of Vite's: whole files, put into the worker by the build. */
interface ImportMeta {
  glob<File>(pattern: string, options: { readonly eager: true; readonly import: 'default' }): Readonly<Record<string, File>>;
}
