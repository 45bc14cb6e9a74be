import { t } from '../../../ui/words.ts';
import type { NoteRefusal } from '../actions.ts';

/** Whatever stopped it, the text is still in its draft, and the words say so. */
export function refusalWords(reason: NoteRefusal, coordinator: string): string {
  switch (reason) {
    case 'no-device': return t('checklist:no-device', { coordinator });
    case 'too-long': return t('checklist:too-long');
    case 'too-many-devices':
    case 'unusable-device': return t('checklist:not-sealed');
    default: return t(`errors:${reason}`);
  }
}
