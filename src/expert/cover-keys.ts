// Whether the keys cover the screen: a choice of this browser, known also before anybody is signed in.

const off = 'cover-keys-off';

export const isCoverByKeysOn = (): boolean => localStorage.getItem(off) === null;

export function setCoverByKeys(isOn: boolean): void {
  if (isOn) localStorage.removeItem(off);
  else localStorage.setItem(off, '1');
}
