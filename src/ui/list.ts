import { isolate } from './isolate.ts';
import { language } from './words.ts';

/** Names in a sentence: `Aino, Leevi ja Sanni`, `Aino, Leevi and Sanni`. English is British here as in the dates: no comma before "and". */
export function listNames(names: readonly string[]): string {
  return new Intl.ListFormat(language() === 'en' ? 'en-GB' : language(), { type: 'conjunction' }).format(names.map(isolate));
}
