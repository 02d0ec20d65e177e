import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { Failure, isMissing } from '../../../shared/contract/failure.ts';
import type { SealKey } from './age-file.ts';
import { openWithPassphrase, sealWithPassphrase } from './passphrase-file.ts';
import { writeWhole } from './write-whole.ts';

/**
 * What opens a sealed study: a pair of age keys for its files, and SQLCipher's raw key for the database. They are made
 * once and at random; the passphrase only locks the small file they lie in, so that changing it touches nothing else.
 */
export type StudyKeys = { files: SealKey /** 32 bytes. */; database: Buffer };

const keysFolder = 'keys';
/** Each lies there twice: one flipped bit in the only file that opens everything else would lose the whole study. */
const files = {
  passphrase: ['passphrase.age', 'passphrase.copy.age'],
  recovery: ['recovery.age', 'recovery.copy.age'],
} as const;
type Lock = keyof typeof files;
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

/** Keys that outlive the wiping of these. */
export function copyOf(keys: StudyKeys | null): StudyKeys | null {
  return keys && { files: { ...keys.files }, database: Buffer.from(keys.database) };
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

/** Whether the study in this folder is sealed: any one of the files that hold its keys says so. */
export async function isSealed(folder: string): Promise<boolean> {
  return (await isThere(folder, 'passphrase')) || (await isThere(folder, 'recovery'));
}

/** Locks the keys with a passphrase, in the place of the one before. `workFactor` is lower in tests only. */
export async function lockKeys(
  folder: string,
  keys: StudyKeys,
  passphrase: string,
  workFactor?: number,
): Promise<void> {
  await write(folder, 'passphrase', await sealWithPassphrase(toText(keys), passphrase, workFactor));
}

/**
 * Makes a recovery key, which opens the study when the passphrase is forgotten, in the place of the one before. It is
 * answered for printing and kept nowhere: what is kept is a copy of the keys that only it opens.
 */
export async function makeRecoveryKey(folder: string, keys: StudyKeys): Promise<string> {
  const recoveryKey = await generateX25519Identity();
  const encrypter = new Encrypter();
  encrypter.addRecipient(await identityToRecipient(recoveryKey));
  await write(folder, 'recovery', await encrypter.encrypt(toText(keys)));
  return recoveryKey;
}

/**
 * The keys, for the passphrase or the recovery key (told by its form, spaces and small letters allowed). Takes a second
 * for a passphrase. Where one of the two files is missing or damaged the other opens it, and mends it. Throws
 * PASSPHRASE_WRONG, SEAL_DAMAGED, and KEYS_MISSING where there is none of the two for a passphrase.
 */
export async function unlockKeys(
  folder: string,
  secret: string,
  onMended: () => void = () => {},
): Promise<StudyKeys> {
  const asRecoveryKey = secret.replace(/\s/g, '').toUpperCase();
  const lock = identityLine.test(asRecoveryKey) ? 'recovery' : 'passphrase';
  const open = (sealed: Uint8Array) =>
    lock === 'recovery' ? openWithRecoveryKey(sealed, asRecoveryKey) : openWithPassphrase(sealed, secret);
  const found = await read(folder, lock);
  const [first, second] = found;
  let refused: unknown =
    lock === 'recovery'
      ? new Failure('PASSPHRASE_WRONG')
      : new Failure('KEYS_MISSING', { file: `${keysFolder}/${files.passphrase[0]}` });
  // A flipped bit can look like a wrong passphrase: the other file is asked whatever the first one says.
  for (const sealed of isSame(first, second) ? [first] : found) {
    if (sealed === null) continue;
    try {
      const keys = await fromText(await open(sealed));
      // A disk that is full or cannot be written to keeps nobody out; it is mended another time.
      if (!isSame(first, second)) await write(folder, lock, sealed).then(onMended, () => null);
      return keys;
    } catch (thrown) {
      // What can be typed again is the better answer.
      if (!isWrongPassphrase(refused)) refused = thrown;
    }
  }
  throw refused;
}

async function openWithRecoveryKey(sealed: Uint8Array, recoveryKey: string): Promise<Uint8Array> {
  try {
    const decrypter = new Decrypter();
    decrypter.addIdentity(recoveryKey);
    return await decrypter.decrypt(sealed);
  } catch (thrown) {
    throw new Failure('PASSPHRASE_WRONG', {}, { cause: thrown });
  }
}

const isWrongPassphrase = (thrown: unknown): boolean =>
  thrown instanceof Failure && thrown.code === 'PASSPHRASE_WRONG';

const isSame = (a: Uint8Array | null, b: Uint8Array | null): boolean =>
  a === null || b === null ? a === b : Buffer.from(a).equals(b);

/** Names of keys' files that are not what their copies are: which of the two is right shows when it is unlocked. */
export async function alteredKeys(folder: string): Promise<string[]> {
  const altered: string[] = [];
  for (const lock of ['passphrase', 'recovery'] as const)
    if (!isSame(...(await read(folder, lock)))) altered.push(`${keysFolder}/${files[lock][0]}`);
  return altered;
}

export async function hasRecoveryKey(folder: string): Promise<boolean> {
  return await isThere(folder, 'recovery');
}

/** For a study that is in the clear again. What the passphrase opens goes last: without it the rest would open nothing. */
export async function removeKeys(folder: string): Promise<void> {
  for (const name of [...files.recovery, ...files.passphrase])
    await rm(join(folder, keysFolder, name), { force: true });
  await rm(join(folder, keysFolder), { recursive: true, force: true });
}

async function isThere(folder: string, lock: Lock): Promise<boolean> {
  const found = files[lock].map((name) => stat(join(folder, keysFolder, name)).catch(() => null));
  return (await Promise.all(found)).some((one) => one !== null);
}

/** The file and its copy; null for one that is not there. */
async function read(folder: string, lock: Lock): Promise<[Uint8Array | null, Uint8Array | null]> {
  const [file, copy] = files[lock].map((name) => readIfThere(join(folder, keysFolder, name)));
  return [(await file) ?? null, (await copy) ?? null];
}

async function readIfThere(path: string): Promise<Uint8Array | null> {
  try {
    return await readFile(path);
  } catch (thrown) {
    if (isMissing(thrown)) return null;
    throw thrown;
  }
}

/** Each the old file or the new one, whatever happens in between: half of one would lock everybody out for ever. */
async function write(folder: string, lock: Lock, contents: Uint8Array): Promise<void> {
  await mkdir(join(folder, keysFolder), { recursive: true });
  for (const name of files[lock]) {
    await writeWhole(join(folder, keysFolder, name), contents);
  }
}
