import { hkdfSync, randomBytes } from 'node:crypto';
import { Decrypter, Encrypter } from 'age-encryption';
import { Failure } from '../../../shared/contract/failure.ts';
import { cipherKeyBytes, cipherNonceBytes, seal, tagBytes, unseal } from './chacha.ts';

/**
 * The age format, version 1 (age-encryption.org/v1), cut into what random access needs: the library writes and reads
 * headers, and the payload's chunks are opened and closed one by one here, since the library only streams from the
 * start and its ciphers are JavaScript.
 */

/** A study's own pair of keys for its files, as age's tools write them. */
export type SealKey = { identity: string; recipient: string };

/** Plain bytes of every chunk but the last. */
export const chunkBytes = 64 * 1024;
export const sealedChunkBytes = chunkBytes + tagBytes;
const nonceBytes = 16;
/** No header of ours is longer; a foreign one with dozens of recipients would be. */
export const largestHeaderBytes = 16 * 1024;

const macLine = Buffer.from('\n--- ');

/** The payload's cipher: chunks are numbered, and the last one says that it is, so that none can be moved or left out. */
export class ChunkCipher {
  readonly #key: Uint8Array;
  readonly #nonce = Buffer.alloc(cipherNonceBytes);

  constructor(fileKey: Uint8Array, nonce: Uint8Array) {
    this.#key = new Uint8Array(hkdfSync('sha256', fileKey, nonce, 'payload', cipherKeyBytes));
  }

  #nonceOf(index: number, isLast: boolean): Uint8Array {
    this.#nonce.writeUIntBE(index, 5, 6);
    this.#nonce[11] = isLast ? 1 : 0;
    return this.#nonce;
  }

  /**
   * Never twice for one index with other bytes: the same nonce would then give both away. What is answered lies in `into`,
   * which has room for `sealedChunkBytes`.
   */
  seal(index: number, isLast: boolean, plain: Uint8Array, into: Uint8Array): Uint8Array {
    const sealed = into.subarray(0, plain.byteLength + tagBytes);
    seal(this.#key, this.#nonceOf(index, isLast), plain, sealed);
    return sealed;
  }

  /** Opens it where it lies. Null when the chunk is not, bit for bit, the one that was sealed at this place. */
  open(index: number, isLast: boolean, sealed: Uint8Array): Uint8Array | null {
    const length = sealed.byteLength - tagBytes;
    // An empty last chunk belongs to an empty file only (age's specification).
    if (length < 0 || length > chunkBytes || (length === 0 && index > 0)) return null;
    return unseal(this.#key, this.#nonceOf(index, isLast), sealed);
  }
}

/** What precedes the chunks of a new file (header and nonce), and the cipher for them. */
export async function newSealedFile(key: SealKey): Promise<{ head: Buffer; cipher: ChunkCipher }> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(key.recipient);
  // The library tells a new file's key to its recipients only: this one wraps it for nobody. Taking it out of the header
  // again costs twice what making the header does, and interviews make a file a second.
  const seen: { fileKey: Uint8Array | null } = { fileKey: null };
  encrypter.addRecipient({
    wrapFileKey(made) {
      seen.fileKey = Uint8Array.from(made);
      return [];
    },
  });
  const empty = Buffer.from(await encrypter.encrypt(new Uint8Array()));
  const header = empty.subarray(0, headerLength(empty) ?? 0);
  if (seen.fileKey === null) throw new Failure('INTERNAL');
  const nonce = randomBytes(nonceBytes);
  return { head: Buffer.concat([header, nonce]), cipher: new ChunkCipher(seen.fileKey, nonce) };
}

/**
 * Reads what precedes the chunks; `start` is the file's beginning, `largestHeaderBytes` of it or all there is. Null when
 * it is no age file, was altered, or is sealed for another key.
 */
export async function openSealedHead(
  start: Uint8Array,
  key: SealKey,
): Promise<{ headBytes: number; cipher: ChunkCipher } | null> {
  const bytes = Buffer.from(start.buffer, start.byteOffset, start.byteLength);
  const length = headerLength(bytes);
  if (length === null || bytes.byteLength < length + nonceBytes) return null;
  try {
    const fileKey = await fileKeyOf(bytes.subarray(0, length), key);
    const nonce = bytes.subarray(length, length + nonceBytes);
    return { headBytes: length + nonceBytes, cipher: new ChunkCipher(fileKey, nonce) };
  } catch {
    return null;
  }
}

async function fileKeyOf(header: Uint8Array, key: SealKey): Promise<Uint8Array> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(key.identity);
  return await decrypter.decryptHeader(header);
}

/** The header ends with the line of its MAC. */
function headerLength(bytes: Buffer): number | null {
  const line = bytes.indexOf(macLine);
  const end = line < 0 ? -1 : bytes.indexOf('\n', line + macLine.length);
  return end < 0 ? null : end + 1;
}

/** Plain bytes in a file of `sealedBytes`, told by its beginning alone; null when it is no age file. */
export function sealedLengthOf(start: Buffer, sealedBytes: number): number | null {
  const length = headerLength(start);
  return length === null ? null : plainLength(sealedBytes - length - nonceBytes);
}

/** Plain bytes in `payloadBytes` of chunks; null for a length that no age file has. */
export function plainLength(payloadBytes: number): number | null {
  const chunks = Math.max(1, Math.ceil(payloadBytes / sealedChunkBytes));
  const plain = payloadBytes - chunks * tagBytes;
  const isPossible = plain >= 0 && (chunks === 1 || plain > (chunks - 1) * chunkBytes);
  return isPossible ? plain : null;
}
