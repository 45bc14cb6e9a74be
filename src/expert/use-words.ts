import { useEffect, useState } from 'preact/hooks';
import { language, loadWords } from '../ui/words.ts';

/** Whether the words of a feature are here. Not fetched yet and no network: what needs them is said another time. */
export function useWords(feature: string): boolean {
  const [ready, setReady] = useState(false);
  useEffect(() => {
    void loadWords(feature).then(() => setReady(true), () => undefined);
  }, [language()]);
  return ready;
}
