import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { Failure } from '../../../shared/contract/failure.ts';
import type { SealKey } from './age-file.ts';
import { openWithPassphrase, sealWithPassphrase } from './passphrase-file.ts';

/**
 * What opens a sealed study: a pair of age keys for its files, and SQLCipher's raw key for the database. They are made
 * once and at random; the passphrase only locks the small file they lie in, so that changing it touches nothing else.
 */
export type StudyKeys = { files: SealKey /** 32 bytes. */; database: Buffer };

const keysFolder = 'keys';
const passphraseFile = 'passphrase.age';
const recoveryFile = 'recovery.age';
/** age's own tools read the file as an identity file: what stands behind `#` is a comment to them. */
const databaseLine = /^# database key \(SQLCipher 4, raw\): ([0-9a-f]{64})$/m;
const identityLine = /^AGE-SECRET-KEY-1[0-9A-Z]{58}$/m;

export async function newStudyKeys(): Promise<StudyKeys> {
  const identity = await generateX25519Identity();
  return { files: await sealKeyOf(identity), database: randomBytes(32) };
}

async function sealKeyOf(identity: string): Promise<SealKey> {
  return { identity, recipient: await identityToRecipient(identity) };
}

/** As far as the runtime allows: the database's key is overwritten; the other is text, which JavaScript only lets go of. */
export function wipe(keys: StudyKeys): void {
  keys.database.fill(0);
  keys.files.identity = '';
  keys.files.recipient = '';
}

function toText(keys: StudyKeys): Uint8Array {
  return new TextEncoder().encode(
    `# Keys of a Stillpoint study. Whoever has this text can read the whole study.\n# database key (SQLCipher 4, raw): ${keys.database.toString('hex')}\n${keys.files.identity}\n`,
  );
}

/** Throws SEAL_DAMAGED for a text that holds no keys. */
async function fromText(bytes: Uint8Array): Promise<StudyKeys> {
  const text = new TextDecoder().decode(bytes);
  const [identity] = identityLine.exec(text) ?? [];
  const [, database] = databaseLine.exec(text) ?? [];
  if (identity === undefined || database === undefined) throw new Failure('SEAL_DAMAGED');
  return { files: await sealKeyOf(identity), database: Buffer.from(database, 'hex') };
}

/** Whether the study in this folder is sealed. */
export async function isSealed(folder: string): Promise<boolean> {
  const found = await stat(join(folder, keysFolder, passphraseFile)).catch(() => null);
  return found !== null;
}

/** Locks the keys with a passphrase, in the place of the one before. `workFactor` is lower in tests only. */
export async function lockKeys(
  folder: string,
  keys: StudyKeys,
  passphrase: string,
  workFactor?: number,
): Promise<void> {
  await writeKeyFile(folder, passphraseFile, await sealWithPassphrase(toText(keys), passphrase, workFactor));
}

/**
 * Makes a recovery key, which opens the study when the passphrase is forgotten, in the place of the one before. It is
 * answered for printing and kept nowhere: what is kept is a copy of the keys that only it opens.
 */
export async function makeRecoveryKey(folder: string, keys: StudyKeys): Promise<string> {
  const recoveryKey = await generateX25519Identity();
  const encrypter = new Encrypter();
  encrypter.addRecipient(await identityToRecipient(recoveryKey));
  await writeKeyFile(folder, recoveryFile, await encrypter.encrypt(toText(keys)));
  return recoveryKey;
}

/**
 * The keys, for the passphrase or the recovery key (told by its form, spaces and small letters allowed). Takes a second
 * for a passphrase. Throws PASSPHRASE_WRONG, SEAL_DAMAGED.
 */
export async function unlockKeys(folder: string, secret: string): Promise<StudyKeys> {
  const asRecoveryKey = secret.replace(/\s/g, '').toUpperCase();
  if (!identityLine.test(asRecoveryKey))
    return await fromText(await openWithPassphrase(await readKeyFile(folder, passphraseFile), secret));
  const sealed = await readKeyFile(folder, recoveryFile).catch(() => null);
  if (sealed === null) throw new Failure('PASSPHRASE_WRONG');
  try {
    const decrypter = new Decrypter();
    decrypter.addIdentity(asRecoveryKey);
    return await fromText(await decrypter.decrypt(sealed));
  } catch (thrown) {
    throw thrown instanceof Failure ? thrown : new Failure('PASSPHRASE_WRONG', {}, { cause: thrown });
  }
}

export async function hasRecoveryKey(folder: string): Promise<boolean> {
  return (await stat(join(folder, keysFolder, recoveryFile)).catch(() => null)) !== null;
}

/** For a study that is in the clear again. */
export async function removeKeys(folder: string): Promise<void> {
  await rm(join(folder, keysFolder), { recursive: true, force: true });
}

async function readKeyFile(folder: string, name: string): Promise<Uint8Array> {
  return await readFile(join(folder, keysFolder, name));
}

/** The old file or the new one, whatever happens in between: half a key file would lock everybody out for ever. */
async function writeKeyFile(folder: string, name: string, contents: Uint8Array): Promise<void> {
  await mkdir(join(folder, keysFolder), { recursive: true });
  const target = join(folder, keysFolder, name);
  const file = await open(`${target}.part`, 'w');
  try {
    await file.writeFile(contents);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${target}.part`, target);
}
