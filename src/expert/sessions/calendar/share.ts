const calendarType = 'text/calendar;charset=utf-8';

export const asFile = (text: string, name: string): File => new File([text], name, { type: calendarType });

/** Whether this phone hands files to other apps (Web Share, level 2). Chromium does not do it with calendar files. */
export const canHandOver = (file: File): boolean => typeof navigator.canShare === 'function' && navigator.canShare({ files: [file] });

/** Opens the phone's own list of apps. False where it did not come to anything; changing one's mind is nothing to tell. */
export async function handOver(file: File): Promise<boolean> {
  try {
    await navigator.share({ files: [file] });
    return true;
  } catch {
    return false;
  }
}
