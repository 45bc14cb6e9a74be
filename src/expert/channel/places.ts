/** Addresses within the messages. They lie in the phone's history: none of them tells anything, and none names a conversation. */
export const places = {
  menu: '/v/m',
  pair: '/v/p',
  limits: '/v/n',
  /** With a number after it, counted from 1: the newest of the older ones. */
  older: '/v/v',
} as const;
