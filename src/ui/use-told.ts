import { useEffect, useRef, useState } from 'preact/hooks';
import { announce } from './announce.tsx';

/** Words that stand in the page and are said when they come, each time anew; '' takes them away in silence. */
export function useTold(): readonly [string, (words: string) => void] {
  const [told, setTold] = useState('');
  return [
    told,
    (words) => {
      setTold(words);
      if (words !== '') announce(words);
    },
  ];
}

/** Says words that stand in the page whenever they have changed while it is looked at, by whatever cause; not those that it came with. */
export function useHeard(words: string): void {
  const before = useRef(words);
  useEffect(() => {
    if (words !== '' && words !== before.current) announce(words);
    before.current = words;
  }, [words]);
}
