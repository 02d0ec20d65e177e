import { randomBytes, scrypt } from 'node:crypto';
import { Decrypter, Encrypter, type Identity, type Recipient, Stanza } from 'age-encryption';
import { Failure } from '../../../shared/contract/failure.ts';
import { cipherKeyBytes, cipherNonceBytes, seal, tagBytes, unseal } from './chacha.ts';

/**
 * Small files under a passphrase, in the age format (v1, scrypt recipient; age-encryption.org/v1), so that whoever has
 * the passphrase can open them with public tools. The key is derived here and not by `age-encryption`, whose scrypt
 * is JavaScript on the calling thread: a second in which no mark could be committed. Node's runs in a thread.
 */

/** Base-2 logarithm of scrypt's cost, as age's own default: about a second and 256 MB on a laptop. */
const defaultWorkFactor = 18;
/** What age's own tools refuse to go beyond. */
const largestWorkFactor = 22;
const label = 'age-encryption.org/v1/scrypt';
/** A key is used once, so the nonce may stand still (age's specification). */
const nonce = Buffer.alloc(cipherNonceBytes);
const fileKeyBytes = 16;

function deriveKey(passphrase: string, salt: Uint8Array, workFactor: number): Promise<Buffer> {
  // Typed with an accent as a sign of its own on one system, and as one letter on another: it is the same passphrase.
  const secret = Buffer.from(passphrase.normalize('NFC'));
  const N = 2 ** workFactor;
  return new Promise((resolve, reject) => {
    const options = { N, r: 8, p: 1, maxmem: 128 * 8 * (N + 16) };
    scrypt(secret, Buffer.concat([Buffer.from(label), salt]), cipherKeyBytes, options, (error, key) => {
      secret.fill(0);
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}

function recipientOf(passphrase: string, workFactor: number): Recipient {
  return {
    async wrapFileKey(fileKey) {
      const salt = randomBytes(16);
      const key = await deriveKey(passphrase, salt, workFactor);
      const body = new Uint8Array(fileKey.byteLength + tagBytes);
      seal(key, nonce, fileKey, body);
      key.fill(0);
      const saltText = salt.toString('base64').replace(/=+$/, '');
      return [new Stanza(['scrypt', saltText, String(workFactor)], body)];
    },
  };
}

/** Throws PASSPHRASE_WRONG itself: the library tells a wrong passphrase apart from nothing else. */
function identityOf(passphrase: string): Identity {
  return {
    async unwrapFileKey(stanzas) {
      const [stanza] = stanzas;
      const [kind, saltText = '', workText = ''] = stanza?.args ?? [];
      const salt = Buffer.from(saltText, 'base64');
      const workFactor = Number(workText);
      const isOurs =
        stanzas.length === 1 &&
        kind === 'scrypt' &&
        salt.byteLength === 16 &&
        /^[1-9]\d?$/.test(workText) &&
        workFactor <= largestWorkFactor &&
        stanza?.body.byteLength === fileKeyBytes + tagBytes;
      if (!isOurs) throw new Failure('SEAL_DAMAGED');
      const key = await deriveKey(passphrase, salt, workFactor);
      const fileKey = unseal(key, nonce, Uint8Array.from(stanza.body));
      key.fill(0);
      if (fileKey === null) throw new Failure('PASSPHRASE_WRONG');
      return fileKey;
    },
  };
}

/** `plaintext` as an age file. `workFactor` is lower in tests only. */
export async function sealWithPassphrase(
  plaintext: Uint8Array,
  passphrase: string,
  workFactor = defaultWorkFactor,
): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipientOf(passphrase, workFactor));
  return await encrypter.encrypt(plaintext);
}

/**
 * What `sealWithPassphrase`, or any age tool with `--passphrase`, has sealed. Throws PASSPHRASE_WRONG, and SEAL_DAMAGED
 * for what is no such file or was altered or cut off.
 */
export async function openWithPassphrase(sealed: Uint8Array, passphrase: string): Promise<Uint8Array> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identityOf(passphrase));
  try {
    return await decrypter.decrypt(sealed);
  } catch (thrown) {
    throw thrown instanceof Failure ? thrown : new Failure('SEAL_DAMAGED', {}, { cause: thrown });
  }
}
