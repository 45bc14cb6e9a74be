/** Addresses of the contact person's pages. They name nothing that a stranger over one's shoulder could learn from. */
export const places = {
  inbox: '/staff/messages',
  pair: '/staff/messages/pair',
  keep: '/staff/messages/keep',
  help: '/staff/messages/help',
  thread: (id: string) => `/staff/messages/${id}`,
} as const;
