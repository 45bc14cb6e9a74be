// What is counted as "the sync and store code of a page"; never run.
export { createBrowserEnv } from '../../../../src/client/browser-env.ts';
export { createEngine } from '../../../../src/client/engine.ts';
