import { Decrypter, Encrypter } from 'age-encryption';
import type { SealKey } from './age-file.ts';

/**
 * A line of text that nobody can write who has not the keys of the study: who a sealed file is for cannot be read out of
 * it, so that others cannot seal anything for the same one. In base64, to stand in a file that is no sealed one itself.
 */
export async function permitFor(key: SealKey, what: string): Promise<string> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(key.recipient);
  return Buffer.from(await encrypter.encrypt(what)).toString('base64');
}

/** Whether it is one, and for this: another sealed file of the study, laid in its place, says something else. */
export async function permits(key: SealKey, what: string, permit: string): Promise<boolean> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(key.identity);
  try {
    return (await decrypter.decrypt(Buffer.from(permit, 'base64'), 'text')) === what;
  } catch {
    return false;
  }
}
