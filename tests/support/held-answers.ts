import type { BrowserContext, Page } from 'playwright-core';

export interface HeldAnswers {
  /** Resolves when the server has answered a request, and the page has not heard it. */
  readonly answered: Promise<void>;
  /** From here on answers go through, the held ones first. */
  release(): Promise<void>;
}

/**
 * Holds what the server answers at this path, between the two. By the browser's own hand: a request that a test makes in
 * the page's place (`route.fetch`) carries cookies also where the page wants none.
 */
export async function holdAnswers(context: BrowserContext, page: Page, path: string): Promise<HeldAnswers> {
  const devtools = await context.newCDPSession(page);
  const held: string[] = [];
  const answered = new Promise<void>((resolve) => {
    devtools.on('Fetch.requestPaused', ({ requestId }) => {
      held.push(requestId);
      resolve();
    });
  });
  await devtools.send('Fetch.enable', { patterns: [{ urlPattern: `*${path}`, requestStage: 'Response' }] });
  return {
    answered,
    async release() {
      for (const requestId of held) await devtools.send('Fetch.continueRequest', { requestId });
      await devtools.send('Fetch.disable');
      await devtools.detach();
    },
  };
}
