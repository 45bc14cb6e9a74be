/** Puts a text on the clipboard. False where the browser refuses: then it has to be selected by hand. */
export async function copyText(text: string): Promise<boolean> {
  try {
    // Missing where the page is not secure.
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Selects all that stands in an element, so that the phone offers its own "copy". */
export function selectText(element: Element): void {
  getSelection()?.selectAllChildren(element);
}
