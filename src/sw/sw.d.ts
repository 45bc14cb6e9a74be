/** Every file of the built app, written into the worker by the build (src/tools/precache.ts). */
declare const __PRECACHE__: readonly {
  readonly url: string;
  readonly hash: string;
  readonly language?: string;
}[];
