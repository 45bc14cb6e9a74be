import { loadChunk } from '../client/browser-chunk.ts';
import type { Env } from '../client/env.ts';

/** What the channel needs of the world, beside the engine's own environment. browser-env.ts here makes it of that one. */
export interface ChannelEnv extends Pick<Env, 'now' | 'random' | 'fetch' | 'announce' | 'onAnnounce' | 'onWake' | 'isVisible' | 'isOnline' | 'after' | 'exclusively'> {
  /** The page is hidden or goes away: the last moment in which a request can leave. */
  onHide(hide: () => void): () => void;
  /** Brings a part of the program that comes late. Rejects where it does not come. */
  loadChunk<T>(part: () => Promise<T>): Promise<T>;
}

/** Adds to the browser's environment what only the channel asks for. */
export function channelEnv(env: Env): ChannelEnv {
  return {
    ...env,
    loadChunk,
    onHide(hide) {
      const hidden = (): void => {
        if (document.visibilityState === 'hidden') hide();
      };
      // visibilitychange is the last event that phones are sure to fire; Safari closes a tab with pagehide alone.
      const over = new AbortController();
      document.addEventListener('visibilitychange', hidden, { signal: over.signal });
      window.addEventListener('pagehide', hide, { signal: over.signal });
      return () => over.abort();
    },
  };
}
