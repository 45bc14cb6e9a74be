import { t } from '../../ui/words.ts';

/** What a coordinator can do so that a young person has a contact person, and what they neither can do nor see. */
export const ContactRule = () => <p>{t('staff:contact.rule')}</p>;
