import { useState } from 'preact/hooks';
import type { ChannelEngine, Vouching } from '../../channel/types.ts';
import { announce } from '../../ui/announce.tsx';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { formatDate } from '../../ui/format.ts';
import { Notice } from '../../ui/Notice.tsx';
import { t } from '../../ui/words.ts';
import { useDoing } from './use-doing.ts';
import { keyStart } from './view.ts';

/** An organisation outside the project signs who goes with which devices (README, "Who vouches"): a text goes there, and one comes back. */
export function Vouch({ channel }: { channel: ChannelEngine }) {
  // Reading the state has this drawn again when what is said of oneself changes.
  const { card } = channel.state.value;
  const vouching = channel.vouching();
  return (
    <>
      <h2>{t('contact:vouch.heading')}</h2>
      <p>{standing(vouching)}</p>
      {vouching.kind === 'nobody' || vouching.kind === 'kept' ? null : card ? <Ask channel={channel} /> : <p>{t('contact:vouch.no-card')}</p>}
    </>
  );
}

function standing(vouching: Vouching): string {
  switch (vouching.kind) {
    case 'nobody':
      return t('contact:vouch.nobody');
    case 'missing':
      return t('contact:vouch.missing');
    case 'outdated':
      return t('contact:vouch.outdated');
    case 'kept':
      return t('contact:vouch.kept', { day: formatDate(vouching.until) });
  }
}

function Ask({ channel }: { channel: ChannelEngine }) {
  const [request, setRequest] = useState<{ readonly text: string; readonly said: string }>();
  const [answer, setAnswer] = useState('');
  const [problem, setProblem] = useState<string>();
  const { doing, trouble } = useDoing();
  const said = JSON.stringify(channel.state.value.card);
  // What was shown before the details were changed would vouch for the old ones.
  const shown = request?.said === said ? request : undefined;
  const show = async () => {
    const text = await doing(() => channel.vouchRequest());
    if (text !== undefined) setRequest({ text, said });
  };
  const take = async () => {
    const isTaken = await doing(() => channel.takeVouch(answer));
    setProblem(isTaken === false ? t('contact:vouch.not-one') : undefined);
  };
  return (
    <>
      <p>{t('contact:vouch.what')}</p>
      {shown ? <Request text={shown.text} /> : <Button onPress={show}>{t('contact:vouch.show')}</Button>}
      {trouble ? <Notice tone="problem">{trouble}</Notice> : null}
      <Field label={t('contact:vouch.answer')} help={t('contact:vouch.answer-help')} value={answer} onInput={setAnswer} rows={3} isPrivate problem={problem} />
      <Button onPress={take}>{t('contact:vouch.take')}</Button>
    </>
  );
}

function Request({ text }: { text: string }) {
  const [copied, setCopied] = useState<'yes' | 'no' | null>(null);
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => {
        setCopied('yes');
        announce(t('contact:vouch.copied'));
      },
      () => {
        setCopied('no');
        announce(t('contact:vouch.copy-by-hand'));
      },
    );
  return (
    <div class="field">
      <label>
        <span>{t('contact:vouch.request')}</span>
        <textarea readOnly rows={4} value={text} onFocus={(event) => event.currentTarget.select()} />
      </label>
      <p class="small">{t('contact:vouch.key', { key: keyStart(text) })}</p>
      <Button onPress={copy}>{t('contact:vouch.copy')}</Button>
      {copied === 'yes' ? <p class="ok">{t('contact:vouch.copied')}</p> : null}
      {copied === 'no' ? <Notice>{t('contact:vouch.copy-by-hand')}</Notice> : null}
    </div>
  );
}
