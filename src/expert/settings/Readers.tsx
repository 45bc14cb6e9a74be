import { useEffect } from 'preact/hooks';
import { Link } from '../../ui/router.tsx';
import { language, loadWords, t } from '../../ui/words.ts';
import { useExpert } from '../context.ts';
import { contactOf, coordinatorNames } from '../people.ts';
import { WhoSeesWhat } from '../WhoSeesWhat.tsx';

/** Who sees what, with the names that this phone knows. */
export function Readers() {
  const { engine } = useExpert();
  useEffect(() => {
    // It has its words with the welcome. Without a network and never loaded, that part stays away.
    void loadWords('welcome').catch(() => undefined);
  }, [language()]);
  return (
    <>
      <WhoSeesWhat coordinator={coordinatorNames(engine.live.value) || undefined} contact={contactOf(engine)?.name} />
      <p>
        <Link to="/v/n">{t('settings:limits')}</Link>
      </p>
    </>
  );
}
