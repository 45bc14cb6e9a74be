import { t } from '../../ui/words.ts';

/** The checklist item that a question is about, in the words that the young person sees. */
export const itemWords = (item: string): string => t(`checklist:item.${item}`);
