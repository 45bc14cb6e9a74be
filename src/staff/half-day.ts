/** What stands in a form where a day was begun and not finished: the browser shows it and tells a script nothing of it. */
export const halfDay = 'half';
