import type { LockWords } from '../ui/lock/words.ts';

/** The lock of a computer: a passphrase. */
export const deskLockWords: LockWords = {
  kind: 'passphrase',
  code: 'desk-lock:code', old: 'desk-lock:old', fresh: 'desk-lock:new', again: 'desk-lock:again', show: 'desk-lock:show',
  short: 'desk-lock:short', easy: 'desk-lock:easy', different: 'desk-lock:different', wrong: 'desk-lock:wrong', next: 'lock:next', damaged: 'desk-lock:damaged', full: 'desk-lock:full', missing: 'desk-lock:missing',
  isSet: 'desk-lock:is-set', set: 'desk-lock:set', change: 'desk-lock:change', off: 'desk-lock:off',
  before: ['desk-lock:forget', 'lock:settings.waits', 'desk-lock:limits'], offWhat: 'desk-lock:off-what',
  forgot: {
    open: 'desk-lock:forgot.open', what: 'desk-lock:forgot.what', lost: 'desk-lock:forgot.lost', returns: 'desk-lock:forgot.returns', sure: 'lock:forgot.sure', yes: 'lock:forgot.yes', no: 'lock:forgot.no',
  },
};
