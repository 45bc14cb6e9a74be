import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { PendingOp, RefusedOp } from '../../client/db.ts';
import { announce } from '../../ui/announce.tsx';
import { Button } from '../../ui/Button.tsx';
import { copyText, selectText } from '../../ui/copy-text.ts';
import { formatWhen } from '../../ui/format.ts';
import { Notice } from '../../ui/Notice.tsx';
import { focusHeading } from '../../ui/Page.tsx';
import { Link, navigate } from '../../ui/router.tsx';
import { t } from '../../ui/words.ts';
import { canWorkAgain, isForgotten } from '../again.ts';
import { useExpert } from '../context.ts';
import { coordinatorNames } from '../people.ts';
import { unlessFull } from '../storage-full.ts';
import { edit, meetsAnother, openOwn, originalOf, remove } from './actions.ts';
import type { Opened, Own as Writable } from './actions.ts';
import { isRefused, mayBeThere, ownOf, placeOf, sessionOf } from './view.ts';
import type { Own, Why } from './view.ts';
import { lossWords, opWords, standing } from './words.ts';

interface ItemProps {
  op: PendingOp | RefusedOp;
  why?: Why;
}

/** One thing that has not reached the server: what, since when, why, who acts next, and what one can do about it. */
export function Item({ op, why }: ItemProps) {
  const expert = useExpert();
  const { engine } = expert;
  const [isRemoving, setRemoving] = useState(false);
  const [isFull, setFull] = useState(false);
  const own = ownOf(op);
  const place = own ? null : placeOf(engine.live.value, op);
  const session = sessionOf(engine.live.value, op);
  const words = standing(op, why);
  const write = async (work: () => Promise<unknown>) => setFull((await unlessFull(work)) === 'full');
  const retry = isRefused(op) && own?.kind !== 'older' && !isForgotten(op) && canWorkAgain(op.reason) ? <Button onPress={() => write(() => engine.retry(op.id))}>{t('common:try-again')}</Button> : null;
  const removing = isRemoving ? null : (
    <Button look="quiet" onPress={() => setRemoving(true)}>
      {t(isRefused(op) ? 'errors:waiting.remove' : 'errors:waiting.keep-back')}
    </Button>
  );
  return (
    <li class="card stack">
      <h3>{t(opWords(op))}</h3>
      <div>
        {session ? <p>{t('errors:waiting.about', { title: session.title, when: formatWhen(session.starts) })}</p> : null}
        <p class="small">{t('errors:waiting.made', { when: formatWhen(op.at) })}</p>
      </div>
      <div>
        <p class={isRefused(op) ? 'problem' : ''}>{words.why}</p>
        <p>{words.next}</p>
      </div>
      {isFull ? <Notice tone="problem">{t('errors:storage-full')}</Notice> : null}
      {own ? (
        <OwnText op={op} own={own} write={write} before={retry} after={removing} />
      ) : (
        <div class="buttons">
          {retry}
          {place === null ? null : (
            <Link to={place} class="button">
              {t('errors:waiting.go')}
            </Link>
          )}
          {removing}
        </div>
      )}
      {isRemoving ? (
        <Notice tone="wait">
          <div class="stack">
            <p>{lossWords(op.name, own !== null, own?.kind === 'reflection' && originalOf(engine, own.copy) !== undefined)}</p>
            {isRefused(op) || own?.kind === 'note' ? null : <p>{t('errors:loss.not-told', { name: coordinatorNames(engine.live.value) || t('checklist:coordinator') })}</p>}
            {mayBeThere(op) ? <p>{t('errors:loss.may-be-there')}</p> : null}
            <div class="buttons">
              <Button onPress={() => write(() => remove(expert, op)).then(focusHeading)}>{t('errors:waiting.remove-yes')}</Button>
              <Button look="quiet" onPress={() => setRemoving(false)}>
                {t('errors:waiting.remove-no')}
              </Button>
            </div>
          </div>
        </Notice>
      ) : null}
    </li>
  );
}

interface OwnTextProps {
  op: PendingOp | RefusedOp;
  own: Own;
  write: (work: () => Promise<unknown>) => Promise<void>;
  /** Buttons that stand before and after those for the text. */
  before: ComponentChildren;
  after: ComponentChildren;
}

type Said = 'copied' | 'not-copied' | 'unreadable' | 'gone';
const saidWords: Record<Said, string> = { copied: 'errors:waiting.copied', 'not-copied': 'errors:waiting.not-copied', unreadable: 'errors:waiting.unreadable', gone: 'errors:waiting.gone' };

/** The text itself: shown after a tap only, because somebody may be looking over the shoulder. */
function OwnText({ op, own, write, before, after }: OwnTextProps) {
  const expert = useExpert();
  const [opened, setOpened] = useState<Opened>();
  const [isShown, setShown] = useState(false);
  const [said, setSaid] = useState<Said>();
  const tell = (what: Said | undefined): void => {
    setSaid(what);
    if (what) announce(t(saidWords[what]));
  };
  const [asking, setAsking] = useState<{ own: Writable; meets: boolean }>();
  const shown = useRef<HTMLParagraphElement>(null);

  /** Undefined where this phone cannot open it; then that is said. */
  async function read(): Promise<Opened | undefined> {
    const found = opened ?? (await openOwn(expert, own)) ?? undefined;
    setOpened(found);
    tell(found ? undefined : 'unreadable');
    return found;
  }
  async function copy(): Promise<void> {
    const found = await read();
    if (!found) return;
    if (await copyText(found.text)) return tell('copied');
    setShown(true);
    tell('not-copied');
    // Once it is drawn.
    requestAnimationFrame(() => shown.current && selectText(shown.current));
  }
  async function begin(own: Writable): Promise<void> {
    const found = await read();
    if (!found) return;
    const meets = meetsAnother(expert, own, found);
    if (meets || !isRefused(op)) setAsking({ own, meets });
    else await takeBack(own, found);
  }
  async function takeBack(own: Writable, found: Opened): Promise<void> {
    setAsking(undefined);
    await write(async () => {
      const to = await edit(expert, op, own, found);
      if (to === null) tell('gone');
      else navigate(to);
    });
  }
  return (
    <>
      {isShown && opened ? (
        <p ref={shown} class="written">
          {opened.text || t('errors:waiting.wordless')}
        </p>
      ) : null}
      <div class="buttons">
        {before}
        <Button pressed={isShown} onPress={async () => setShown(!isShown && (await read()) !== undefined)}>
          {t('errors:waiting.show')}
        </Button>
        {own.kind === 'older' ? null : <Button onPress={() => begin(own)}>{t('errors:waiting.edit')}</Button>}
        <Button onPress={copy}>{t('errors:waiting.copy')}</Button>
        {after}
      </div>
      {said ? <p class="small">{t(saidWords[said])}</p> : null}
      {asking && opened ? (
        <Notice tone="wait">
          <div class="stack">
            {isRefused(op) ? null : <p>{t('errors:waiting.edit-waiting')}</p>}
            {asking.meets ? <p>{t('errors:waiting.edit-meets')}</p> : null}
            <div class="buttons">
              <Button onPress={() => takeBack(asking.own, opened)}>{t('errors:waiting.edit-yes')}</Button>
              <Button look="quiet" onPress={() => setAsking(undefined)}>
                {t('errors:waiting.edit-no')}
              </Button>
            </div>
          </div>
        </Notice>
      ) : null}
    </>
  );
}
