import { type ChunkCipher, chunkBytes, sealedChunkBytes } from './age-file.ts';

/** Sealed bytes, and where in the file they belong, counted from the end of its head. */
export type Piece = { position: number; bytes: Buffer };

/**
 * Turns plain bytes into sealed chunks. A chunk is sealed once and never again: two versions of one chunk under one key
 * give both away. What comes in order is sealed as it comes; the first chunk is held until the end, because muxers go
 * back to a file's beginning to fill in what they only know then. Going back anywhere else is refused.
 */
export class SealedChunks {
  readonly #cipher: ChunkCipher;
  readonly #first = Buffer.alloc(chunkBytes);
  readonly #tail = Buffer.alloc(chunkBytes);
  #tailIndex = 1;
  #byteCount = 0;

  constructor(cipher: ChunkCipher) {
    this.#cipher = cipher;
  }

  /** Plain bytes so far. */
  get byteCount(): number {
    return this.#byteCount;
  }

  /** Takes bytes for a place; answers what can be written now. Throws RangeError for a place that is sealed already, or a hole. */
  accept(bytes: Uint8Array, position = this.#byteCount): Piece[] {
    if (position > this.#byteCount) throw new RangeError('a hole in a sealed file');
    const pieces: Piece[] = [];
    let from = 0;
    while (from < bytes.byteLength) {
      const at = position + from;
      const index = Math.floor(at / chunkBytes);
      // Only now is it certain that the tail is not the last chunk.
      if (index > this.#tailIndex) {
        pieces.push(this.#seal(this.#tailIndex, false, this.#tail));
        this.#tailIndex += 1;
      }
      const buffer = index === 0 ? this.#first : index === this.#tailIndex ? this.#tail : null;
      if (buffer === null) throw new RangeError('a chunk that is sealed cannot be written again');
      const inChunk = at % chunkBytes;
      const count = Math.min(bytes.byteLength - from, chunkBytes - inChunk);
      buffer.set(bytes.subarray(from, from + count), inChunk);
      from += count;
      this.#byteCount = Math.max(this.#byteCount, at + count);
    }
    return pieces;
  }

  /** What is left: the last chunk and the first. Nothing may follow. */
  end(): Piece[] {
    if (this.#byteCount <= chunkBytes) return [this.#seal(0, true, this.#first.subarray(0, this.#byteCount))];
    const last = this.#tail.subarray(0, this.#byteCount - this.#tailIndex * chunkBytes);
    return [this.#seal(this.#tailIndex, true, last), this.#seal(0, false, this.#first)];
  }

  #seal(index: number, isLast: boolean, plain: Uint8Array): Piece {
    return { position: index * sealedChunkBytes, bytes: this.#cipher.seal(index, isLast, plain) };
  }
}
