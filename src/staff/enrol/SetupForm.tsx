import { useState } from 'preact/hooks';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { t } from '../../ui/words.ts';
import type { Setup } from '../setup.ts';

/** The first coordinator's three answers: whose this is, what the project is called, and who they are. */
export function SetupForm({ enter }: { enter: (setup: Setup) => Promise<void> }) {
  const [setup, setSetup] = useState<Setup>({ organisation: '', project: '', name: '' });
  const [isTried, setTried] = useState(false);
  const set = (change: Partial<Setup>) => setSetup((now) => ({ ...now, ...change }));
  const problemOf = (key: keyof Setup) => (isTried && setup[key].trim() === '' ? t('staff:setup.missing') : undefined);
  const go = async () => {
    setTried(true);
    const { organisation, project, name } = setup;
    if ([organisation, project, name].some((text) => text.trim() === '')) return;
    await enter({ organisation: organisation.trim(), project: project.trim(), name: name.trim() });
  };
  return (
    <>
      <p>{t('staff:setup.what')}</p>
      <Field label={t('staff:setup.organisation')} value={setup.organisation} onInput={(organisation) => set({ organisation })} maxLength={120} problem={problemOf('organisation')} />
      <Field label={t('staff:setup.project')} value={setup.project} onInput={(project) => set({ project })} maxLength={120} problem={problemOf('project')} />
      <Field label={t('staff:setup.name')} help={t('staff:setup.name-help')} value={setup.name} onInput={(name) => set({ name })} maxLength={60} problem={problemOf('name')} />
      <Button look="main" onPress={go}>
        {t('staff:setup.begin')}
      </Button>
    </>
  );
}
