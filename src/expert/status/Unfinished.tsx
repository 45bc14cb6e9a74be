import { useState } from 'preact/hooks';
import { Button } from '../../ui/Button.tsx';
import { formatWhen } from '../../ui/format.ts';
import { Notice } from '../../ui/Notice.tsx';
import { focusHeading } from '../../ui/Page.tsx';
import { Link } from '../../ui/router.tsx';
import { t } from '../../ui/words.ts';
import { useExpert } from '../context.ts';
import { noteKey } from '../draft-keys.ts';
import { insteadKey } from '../instead.ts';
import { answererOf } from '../people.ts';
import { unlessFull } from '../storage-full.ts';
import { unfinishedView } from './unfinished-view.ts';
import type { Begun } from './unfinished-view.ts';

/** What was begun and is on this phone alone: nobody has been sent it, and nothing sends it by itself. */
export function Unfinished() {
  const { engine } = useExpert();
  const all = unfinishedView(engine.live.value, engine.drafts.all.value);
  if (all.length === 0) return null;
  return (
    <section>
      <h2>{t('errors:unfinished.heading')}</h2>
      <p>{t('errors:unfinished.what')}</p>
      <ul class="stack spaced">
        {all.map((one) => (
          <One key={one.id} one={one} />
        ))}
      </ul>
    </section>
  );
}

/** The text itself is shown after a tap only, because somebody may be looking over the shoulder. */
function One({ one: { id, item, session, text } }: { one: Begun }) {
  const { engine } = useExpert();
  const { drafts } = engine;
  const [isShown, setShown] = useState(false);
  const [isRemoving, setRemoving] = useState(false);
  const [isFull, setFull] = useState(false);
  const coordinator = answererOf(engine.live.value, session?.id ?? '') ?? t('checklist:coordinator');
  const remove = async () => {
    // The mark that it was to take the place of another text goes first: that other one stays in its list.
    const done = await unlessFull(async () => {
      await drafts.remove(insteadKey(noteKey(id)));
      await drafts.remove(noteKey(id));
    });
    setFull(done === 'full');
    if (done !== 'full') focusHeading();
  };
  return (
    <li class="card stack">
      <h3>{item === null ? t('errors:op.comment') : t(`checklist:item.${item}`, { coordinator })}</h3>
      {session ? <p>{t('errors:waiting.about', { title: session.title, when: formatWhen(session.starts) })}</p> : null}
      {isShown ? <p class="written">{text.trim() === '' ? t('errors:unfinished.emptied') : text}</p> : null}
      {isFull ? <Notice tone="problem">{t('errors:storage-full')}</Notice> : null}
      {isRemoving ? (
        <Notice tone="wait">
          <div class="stack">
            <p>{t('errors:loss.text-goes')}</p>
            <div class="buttons">
              <Button onPress={remove}>{t('errors:waiting.remove-yes')}</Button>
              <Button look="quiet" onPress={() => setRemoving(false)}>
                {t('errors:waiting.remove-no')}
              </Button>
            </div>
          </div>
        </Notice>
      ) : (
        <div class="buttons">
          {session ? (
            <Link to={item === null ? `/k/${session.id}` : `/k/${session.id}/1`} class="button">
              {t('errors:unfinished.go')}
            </Link>
          ) : null}
          <Button pressed={isShown} onPress={() => setShown(!isShown)}>
            {t('errors:waiting.show')}
          </Button>
          <Button look="quiet" onPress={() => setRemoving(true)}>
            {t('errors:waiting.remove')}
          </Button>
        </div>
      )}
    </li>
  );
}
