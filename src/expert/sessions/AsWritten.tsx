import { language, t } from '../../ui/words.ts';

/** The adults write in their own language, mostly Finnish: whoever reads the app in another one is told why the words do not follow it. */
export const AsWritten = () => (language() === 'fi' ? null : <p class="small">{t('sessions:as-written')}</p>);
