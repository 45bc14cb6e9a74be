import type { LockWords } from '../ui/lock/words.ts';

/** The lock of a phone: a PIN. */
export const lockWords: LockWords = {
  kind: 'pin',
  code: 'lock:pin', old: 'lock:old', fresh: 'lock:new', again: 'lock:again', show: 'lock:show',
  short: 'lock:six', easy: 'lock:easy', different: 'lock:different', wrong: 'lock:wrong', next: 'lock:next', damaged: 'lock:damaged', full: 'lock:full', missing: 'lock:missing',
  isSet: 'lock:is-set', set: 'lock:settings.set', change: 'lock:settings.change', off: 'lock:settings.off',
  before: ['lock:settings.forget', 'lock:settings.waits', 'lock:settings.limits', 'lock:settings.browser'], offWhat: 'lock:settings.off-what',
  forgot: {
    open: 'lock:forgot.open', what: 'lock:forgot.what', lost: 'lock:forgot.lost', returns: 'lock:forgot.returns', sure: 'lock:forgot.sure', yes: 'lock:forgot.yes', no: 'lock:forgot.no',
  },
};
