import { messageSchema } from '../crypto/message.ts';
import { parse } from '../domain/schema.ts';
import { usePromise } from '../ui/use-promise.ts';
import { useExpert } from './context.ts';

export type OpenedText =
  | {
      readonly kind: 'text';
      readonly text: string;
      /** The writer's clock. */
      readonly at: string;
      /** What the host is told, where they are told anything. */
      readonly sentence: string | undefined;
    }
  | { readonly kind: 'unreadable' };

/**
 * A sealed text of one's own or of somebody who wrote to this phone, opened; undefined while it is being opened, and
 * where there is none. `from`: the persons who may have written it. In memory only.
 */
export function useOpenedText(sealed: string | null, purpose: string, from: readonly string[]): OpenedText | undefined {
  const { sealer } = useExpert();
  return usePromise(`${purpose} ${sealed ?? ''}`, async (): Promise<OpenedText | undefined> => {
    if (sealed === null) return undefined;
    const opened = await (await sealer()).open(sealed, purpose, from);
    const message = opened.kind === 'opened' ? parse(messageSchema, opened.payload) : undefined;
    return message?.ok ? { kind: 'text', text: message.value.text, at: message.value.at, sentence: message.value.sentence } : { kind: 'unreadable' };
  });
}
