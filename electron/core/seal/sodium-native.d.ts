// What is used of the package; the types that others publish for it leave these two out.
declare module 'sodium-native' {
  /** Writes `message.byteLength` + 16 bytes. */
  export function crypto_aead_chacha20poly1305_ietf_encrypt(
    sealed: Uint8Array,
    message: Uint8Array,
    additional: null,
    secretNonce: null,
    nonce: Uint8Array,
    key: Uint8Array,
  ): void;
  /** Writes `sealed.byteLength` - 16 bytes. Throws "could not verify data". */
  export function crypto_aead_chacha20poly1305_ietf_decrypt(
    message: Uint8Array,
    secretNonce: null,
    sealed: Uint8Array,
    additional: null,
    nonce: Uint8Array,
    key: Uint8Array,
  ): void;
}
