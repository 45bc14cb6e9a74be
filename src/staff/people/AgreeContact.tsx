import { useState } from 'preact/hooks';
import { Button } from '../../ui/Button.tsx';
import { formatDate } from '../../ui/format.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Select } from '../../ui/Select.tsx';
import { t } from '../../ui/words.ts';
import { useStaff } from '../context.ts';
import { nameOf } from '../names.ts';
import { attempt, problemWords } from '../attempt.ts';
import { agreeContact } from './actions.ts';
import { agreedFor, rememberAgreed } from './agreed.ts';
import { possibleContacts } from './view.ts';

/** The contact person whom a young person and the coordinator agreed on. Nothing of the channel shows here, not even that it exists. */
export function AgreeContact({ expert, name }: { expert: string; name: string }) {
  const { engine } = useStaff();
  const live = engine.live.value;
  const contacts = possibleContacts(live);
  const [chosen, setChosen] = useState('');
  const [told, setTold] = useState<{ tone: 'ok' | 'problem'; words: string }>();
  const agree = async () => {
    if (chosen === '') return setTold({ tone: 'problem', words: t('staff:contact.choose') });
    const done = await attempt(agreeContact(engine, expert, chosen));
    if (done.ok) {
      await rememberAgreed(engine, expert, chosen);
      setChosen('');
      return setTold({ tone: 'ok', words: t('staff:contact.agreed', { name, contact: nameOf(live, chosen) }) });
    }
    setTold({ tone: 'problem', words: done.reason === 'on-team' ? t('staff:contact.on-team') : done.reason === 'taken' ? t('staff:people.already-agreed') : problemWords(done.reason) });
  };
  return (
    <>
      <h2>{t('staff:contact.heading')}</h2>
      <p>{t('staff:contact.what', { name })}</p>
      {agreedFor(engine.drafts.all.value, expert).map(({ contact, day }) => (
        <p key={contact}>{t('staff:contact.agreed-here', { day: formatDate(day), contact: nameOf(live, contact) })}</p>
      ))}
      {contacts.length === 0 ? (
        <p>{t('staff:contact.none')}</p>
      ) : (
        <>
          <Select
            label={t('staff:contact.label')}
            value={chosen}
            onChoose={setChosen}
            options={[{ value: '', label: t('staff:contact.not-chosen') }, ...contacts.map((person) => ({ value: person.id, label: person.name || t('staff:somebody') }))]}
          />
          {told ? <Notice tone={told.tone}>{told.words}</Notice> : null}
          <Button onPress={agree}>{t('staff:contact.agree')}</Button>
        </>
      )}
    </>
  );
}
