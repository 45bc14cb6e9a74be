import { language } from '../ui/words.ts';

/** `Aino, Leevi ja Sanni` */
export function listed(names: readonly string[]): string {
  return new Intl.ListFormat(language(), { type: 'conjunction' }).format(names);
}
