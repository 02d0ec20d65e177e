import {
  crypto_aead_chacha20poly1305_ietf_decrypt as decrypt,
  crypto_aead_chacha20poly1305_ietf_encrypt as encrypt,
} from 'sodium-native';

/**
 * ChaCha20-Poly1305 (RFC 8439), by libsodium. Not by `node:crypto`: Electron's is made with BoringSSL, whose list of
 * ciphers leaves this one out ("Unknown cipher"), so that a sealed study would open here under Node and nowhere on the
 * desktop. And libsodium writes where it is told to: what `node:crypto` allocates for each chunk costs as much again.
 */

export const tagBytes = 16;
export const cipherKeyBytes = 32;
export const cipherNonceBytes = 12;

/** Writes the sealed bytes and their tag into `into`, of `plain`'s length and `tagBytes`. Never twice with one key and nonce. */
export function seal(key: Uint8Array, nonce: Uint8Array, plain: Uint8Array, into: Uint8Array): void {
  encrypt(into, plain, null, null, nonce, key);
}

/** Opens bytes where they lie; null when they are not, bit for bit, what was sealed, and then they are gone. */
export function unseal(key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array): Uint8Array | null {
  const plain = sealed.subarray(0, sealed.byteLength - tagBytes);
  try {
    decrypt(plain, null, sealed, null, nonce, key);
    return plain;
  } catch (thrown) {
    if (thrown instanceof Error && thrown.message === 'could not verify data') return null;
    throw thrown;
  }
}
