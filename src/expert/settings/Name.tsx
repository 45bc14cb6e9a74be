import { useState } from 'preact/hooks';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { useTold } from '../../ui/use-told.ts';
import { t } from '../../ui/words.ts';
import { problemOf } from '../attempt.ts';
import { useExpert } from '../context.ts';

/** What everybody in the project calls one by. */
export function Name() {
  const { engine } = useExpert();
  const stands = engine.live.value.get('person', engine.me.by)?.name ?? '';
  // What stood when somebody began to type: on another device it may have been changed since.
  const [began, setBegan] = useState<string>();
  const [typed, setTyped] = useState<string>();
  const name = typed ?? stands;
  const isOther = began !== undefined && stands !== began && stands !== name.trim();
  const [problem, setProblem] = useState<string>();
  const [told, tell] = useTold();
  async function press(): Promise<void> {
    if (name.trim() === '') return setProblem(t('settings:name.missing'));
    const found = await problemOf(() => engine.commit('person/name', { name: name.trim(), was: stands }));
    setProblem(found);
    tell(found === undefined ? t('settings:name.saved') : '');
  }
  return (
    <>
      <Field label={t('settings:name.label')} help={t('settings:name.help')} value={name} maxLength={60} problem={problem} onInput={(value) => { setBegan(began ?? stands); setTyped(value); tell(''); }} />
      {isOther ? <p class="small wait">{t('settings:name.other', { name: stands })}</p> : null}
      {name.trim() === stands ? null : <Button onPress={press}>{t('settings:name.save')}</Button>}
      {told ? <p class="small">{told}</p> : null}
    </>
  );
}
