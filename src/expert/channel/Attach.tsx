import { useState } from 'preact/hooks';
import { Button } from '../../ui/Button.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { t } from '../../ui/words.ts';
import { useExpert } from '../context.ts';
import { attach, attachedTo } from './actions.ts';
import { useWrite } from './use-write.ts';
import { sessionsToAttach } from './view.ts';
import { aboutWords } from './words.ts';

const none = '';

/** Which session the message is about, if any. It goes along in words, sealed like the rest. */
export function Attach() {
  const { engine, now } = useExpert();
  const [isOpen, setOpen] = useState(false);
  const { write } = useWrite();
  const attached = attachedTo(engine);
  const sessions = sessionsToAttach(engine.live.value, engine.me.by, now.value);
  if (!attached && sessions.length === 0) return null;
  const shown = attached && !sessions.some(({ id }) => id === attached.id) ? [attached, ...sessions] : sessions;
  return (
    <>
      {attached ? <p class="small">{t('channel:attach.line', { about: aboutWords(attached) })}</p> : null}
      {isOpen ? (
        <Choices
          label={t('channel:attach.which')} value={attached?.id ?? none}
          options={[{ value: none, label: t('channel:attach.none') }, ...shown.map((session) => ({ value: session.id, label: aboutWords(session) }))]}
          onChoose={(id) => {
            setOpen(false);
            // On a full phone it is chosen on the screen all the same.
            void write(() => attach(engine, id === none ? null : id));
          }}
        />
      ) : (
        <Button look="quiet" onPress={() => setOpen(true)}>
          {attached ? t('channel:attach.change') : t('channel:attach.open')}
        </Button>
      )}
    </>
  );
}
