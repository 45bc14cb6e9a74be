// The numbers of the wire, apart from its shapes: the service worker needs them and checks shapes by hand.

export const protocolVersion = 1;
export const maxOps = 1_000;
/** Of a request as it is before it is packed. */
export const maxBodyBytes = 1024 * 1024;

/** Names the device that a request speaks for, so that several people can be signed in on one computer. */
export const deviceHeader = 'rasti-device';
