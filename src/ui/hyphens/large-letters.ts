import { loadChunk } from '../../client/browser-chunk.ts';
import { language } from '../words.ts';

// With large letters a Finnish word is wider than a phone, and no Chromium divides Finnish by itself (Firefox does). So long
// words on the screen get soft hyphens while the letters are large, and only then: a screen reader, a search in the page and
// whoever copies meet the words as they are.

/** In widths of the letter m; the same border as in base.css. */
const NARROW_EM = 18;
/** What somebody wrote or copies stays as it is. */
const KEEP = 'input,textarea,select,option,[contenteditable],pre,code,.written,.said,a[href^="tel:"],a[href^="mailto:"],a[href^="http"],bdi';

/** Watches the letters' size in `root` and divides long words while they are large. Returns what stops it. */
export function watchLetters(root: HTMLElement): () => void {
  let divide: ((text: string) => string) | undefined;
  let isLarge = false;
  const seen = new WeakMap<Text, string>();

  function one(node: Text): void {
    if (!divide || node.data === seen.get(node) || node.parentElement?.closest(KEEP)) return;
    const divided = divide(node.data);
    seen.set(node, divided);
    if (divided !== node.data) node.data = divided;
  }
  function all(from: Node): void {
    if (language() !== 'fi') return;
    if (from instanceof Text) return one(from);
    const walker = document.createTreeWalker(from, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) one(walker.currentNode as Text);
  }
  const changes = new MutationObserver((records) => {
    for (const { type, target, addedNodes } of records) {
      if (type === 'characterData') all(target);
      else addedNodes.forEach(all);
    }
  });
  const sizes = new ResizeObserver(() => {
    const em = Number.parseFloat(getComputedStyle(root).fontSize);
    if (isLarge || root.clientWidth >= NARROW_EM * em) return;
    isLarge = true;
    void loadChunk(() => import('./divide.ts')).then((it) => {
      divide = it.divide;
      all(root);
      changes.observe(root, { subtree: true, childList: true, characterData: true });
    }, () => (isLarge = false));
  });
  /** What is copied is without the hyphens of this screen. */
  const copied = (event: ClipboardEvent): void => {
    const text = getSelection()?.toString() ?? '';
    if (!text.includes('\u00ad')) return;
    event.clipboardData?.setData('text/plain', text.replaceAll('\u00ad', ''));
    event.preventDefault();
  };
  sizes.observe(root);
  root.addEventListener('copy', copied);
  return () => {
    sizes.disconnect();
    changes.disconnect();
    root.removeEventListener('copy', copied);
  };
}
