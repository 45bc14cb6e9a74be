import { expand, extract } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import type { KDF, KDFFactory, KEM, KEMFactory } from 'hpke';

// HKDF-SHA256 (RFC 5869) that answers at once. A slot takes some ten short HMACs, and in WebCrypto each is two calls that
// wait for another thread: on a slow phone that was most of the time of opening. The curve and the ciphers stay in
// WebCrypto, where private keys cannot be read; what passes here are secrets of a single text.

const kdf: Readonly<KDF> = {
  id: 1, type: 'KDF', name: 'HKDF-SHA256', Nh: sha256.outputLen, stages: 2,
  Extract: async (salt, ikm) => extract(sha256, ikm, salt),
  Expand: async (prk, info, length) => expand(sha256, prk, info, length),
  Derive: async () => {
    throw new Error('HKDF has two stages');
  },
};

/** HKDF-SHA256 in the form that the HPKE library asks for; RFC 9180, 7.2. */
export const hkdfAtOnce: KDFFactory = () => kdf;

/** The same key encapsulation with that key derivation inside. It writes out each public key once and not with every slot. */
export const derivingAtOnce = (make: KEMFactory): KEMFactory => () => {
  const kem = make();
  const written = new WeakMap<object, ReturnType<KEM['SerializePublicKey']>>();
  const write: KEM['SerializePublicKey'] = (key) => {
    const bytes = written.get(key) ?? kem.SerializePublicKey(key);
    written.set(key, bytes);
    return bytes;
  };
  return { ...kem, kdf, SerializePublicKey: write };
};
