import { hash } from 'node:crypto';
import { Failure } from '../../../shared/contract/failure.ts';
import type { PersonId } from '../../../shared/model/ids.ts';
import { emptyKeyFile, type KeyFile, type KeyFilePerson, keyFile } from '../../../shared/names/key-file.ts';
import { openWithPassphrase, sealWithPassphrase } from '../seal/passphrase-file.ts';
import { readKeyFile, writeKeyFile } from './key-file-door.ts';

/** Where the bytes of an open key file are: in a file of the desktop's, or (path null) with the person who sent them. */
export type KeyFilePlace = { path: string | null; fileName: string };

/** An age file's header ends well before this. */
const longestHeaderBytes = 1024;

/**
 * Stands for what a passphrase of a key file is tried on: its header, in which the salt is. It is the same for each copy of
 * the file, wherever it lies, and another one after each saving; nobody can tell from it which file that was.
 */
export function lockRefOf(bytes: Uint8Array): string {
  const [header = ''] = Buffer.from(bytes.subarray(0, longestHeaderBytes)).toString('latin1').split('\n---');
  return hash('sha256', header, 'base64url').slice(0, 22);
}

/**
 * A key file that is open: who is who, in memory only. The passphrase is kept as long, because every saving makes a new
 * key from it, as age does.
 */
export class OpenKeyFile {
  place: KeyFilePlace;
  isSaved: boolean;
  contents: KeyFile;
  /** As last read or written, to notice that somebody else has written since. */
  bytes: Uint8Array;
  private passphrase: string;
  private readonly workFactor: number | undefined;

  private constructor(
    place: KeyFilePlace,
    contents: KeyFile,
    bytes: Uint8Array,
    passphrase: string,
    workFactor: number | undefined,
  ) {
    this.place = place;
    this.contents = contents;
    this.bytes = bytes;
    this.passphrase = passphrase;
    this.workFactor = workFactor;
    this.isSaved = true;
  }

  /** A new, empty one; written at once where it has a path. */
  static async create(
    place: KeyFilePlace,
    passphrase: string,
    workFactor: number | undefined,
  ): Promise<OpenKeyFile> {
    const bytes = await seal(emptyKeyFile, passphrase, workFactor);
    if (place.path !== null) await writeKeyFile(place.path, bytes);
    const made = new OpenKeyFile(place, emptyKeyFile, bytes, passphrase, workFactor);
    made.isSaved = place.path !== null;
    return made;
  }

  /** Throws PASSPHRASE_WRONG, KEY_FILE_DAMAGED. */
  static async open(
    place: KeyFilePlace,
    bytes: Uint8Array,
    passphrase: string,
    workFactor: number | undefined,
  ): Promise<OpenKeyFile> {
    let text: string;
    try {
      text = new TextDecoder('utf-8', { fatal: true }).decode(await openWithPassphrase(bytes, passphrase));
    } catch (thrown) {
      if (thrown instanceof Failure && thrown.code === 'PASSPHRASE_WRONG') throw thrown;
      throw new Failure('KEY_FILE_DAMAGED', {}, { cause: thrown });
    }
    return new OpenKeyFile(place, parse(text), bytes, passphrase, workFactor);
  }

  /** A person's entry as it will be; null takes it out. What cannot be written down is not changed in memory either. */
  async setPerson(id: PersonId, entry: KeyFilePerson | null): Promise<void> {
    const others = this.contents.people.filter((person) => person.id !== id);
    await this.write({ ...this.contents, people: entry === null ? others : [...others, entry] });
  }

  async changePassphrase(passphrase: string): Promise<void> {
    const before = this.passphrase;
    this.passphrase = passphrase;
    try {
      await this.write(this.contents);
    } catch (thrown) {
      this.passphrase = before;
      throw thrown;
    }
  }

  private async write(contents: KeyFile): Promise<void> {
    const { path } = this.place;
    if (path === null) {
      this.contents = contents;
      this.isSaved = false;
      return;
    }
    const found = await readKeyFile(path);
    if (!Buffer.from(this.bytes).equals(found)) throw new Failure('KEY_FILE_CHANGED');
    const bytes = await seal(contents, this.passphrase, this.workFactor);
    await writeKeyFile(path, bytes);
    this.bytes = bytes;
    this.contents = contents;
  }

  /** Writes it elsewhere, whatever has become of the place it was in. */
  async move(place: KeyFilePlace & { path: string }): Promise<void> {
    const bytes = await seal(this.contents, this.passphrase, this.workFactor);
    await writeKeyFile(place.path, bytes);
    this.bytes = bytes;
    this.place = place;
    this.isSaved = true;
  }

  /** The locked bytes for a person to keep. */
  async download(): Promise<Uint8Array> {
    this.bytes = await seal(this.contents, this.passphrase, this.workFactor);
    this.isSaved = true;
    return this.bytes;
  }

  /** As far as the runtime allows: strings go when their memory is used again. */
  forget(): void {
    this.contents = emptyKeyFile;
    this.passphrase = '';
  }
}

async function seal(
  contents: KeyFile,
  passphrase: string,
  workFactor: number | undefined,
): Promise<Uint8Array> {
  const text = `${JSON.stringify(contents, null, 2)}\n`;
  return await sealWithPassphrase(new TextEncoder().encode(text), passphrase, workFactor);
}

function parse(text: string): KeyFile {
  try {
    return keyFile.parse(JSON.parse(text));
  } catch (thrown) {
    throw new Failure('KEY_FILE_DAMAGED', {}, { cause: thrown });
  }
}
