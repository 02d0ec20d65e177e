import { type ChunkCipher, chunkBytes, sealedChunkBytes } from './age-file.ts';

/** Bytes, and where they belong: of sealed ones counted from the end of the file's head. */
export type Piece = { position: number; bytes: Uint8Array };

/**
 * Turns plain bytes into sealed chunks. A chunk is sealed once and never again: two versions of one chunk under one key
 * give both away. What comes in order is sealed as it comes; the first chunk is held until the end, because muxers go
 * back to a file's beginning to fill in what they only know then. At the end they go back and forth in the index they
 * write there, a megabyte an hour: from `hold` on everything is kept until `end`. Going back anywhere else is refused.
 */
export class SealedChunks {
  readonly #cipher: ChunkCipher;
  readonly #first = Buffer.alloc(chunkBytes);
  /** Chunks that are not sealed yet, from `#tailIndex` on: one, or after `hold` all that came since. */
  readonly #tails: Buffer[] = [Buffer.alloc(chunkBytes)];
  #tailIndex = 1;
  /** Memory of pieces that are written: collecting it as garbage costs more than sealing. */
  readonly #spare: Uint8Array[] = [];
  #byteCount = 0;
  #isHolding = false;

  constructor(cipher: ChunkCipher) {
    this.#cipher = cipher;
  }

  /** Plain bytes so far. */
  get byteCount(): number {
    return this.#byteCount;
  }

  /** Seals nothing more before the end, so that whatever comes from here on can be gone back to. */
  hold(): void {
    this.#isHolding = true;
  }

  /** Takes bytes for a place; answers what can be written now. Throws RangeError for a place that is sealed already, or a hole. */
  accept(bytes: Uint8Array, position = this.#byteCount): Piece[] {
    if (position > this.#byteCount) throw new RangeError('a hole in a sealed file');
    const pieces: Piece[] = [];
    let from = 0;
    while (from < bytes.byteLength) {
      const at = position + from;
      const index = Math.floor(at / chunkBytes);
      pieces.push(...this.#makeRoom(index));
      const buffer = index === 0 ? this.#first : this.#tails[index - this.#tailIndex];
      if (buffer === undefined) throw new RangeError('a chunk that is sealed cannot be written again');
      const inChunk = at % chunkBytes;
      const count = Math.min(bytes.byteLength - from, chunkBytes - inChunk);
      buffer.set(bytes.subarray(from, from + count), inChunk);
      from += count;
      this.#byteCount = Math.max(this.#byteCount, at + count);
    }
    return pieces;
  }

  /** Only when more comes is it certain that a chunk is not the last. */
  #makeRoom(index: number): Piece[] {
    const pieces: Piece[] = [];
    while (index >= this.#tailIndex + this.#tails.length) {
      if (this.#isHolding) this.#tails.push(Buffer.alloc(chunkBytes));
      else {
        const [tail = Buffer.alloc(chunkBytes)] = this.#tails;
        pieces.push(this.#seal(this.#tailIndex, false, tail));
        this.#tailIndex += 1;
      }
    }
    return pieces;
  }

  /** What is left: the chunks not sealed yet, and the first. Nothing may follow. */
  end(): Piece[] {
    if (this.#byteCount <= chunkBytes) return [this.#seal(0, true, this.#first.subarray(0, this.#byteCount))];
    const lastIndex = Math.ceil(this.#byteCount / chunkBytes) - 1;
    const left = this.#tails.flatMap((tail, place) => {
      const index = this.#tailIndex + place;
      if (index > lastIndex) return [];
      const isLast = index === lastIndex;
      const plain = isLast ? tail.subarray(0, this.#byteCount - index * chunkBytes) : tail;
      return [this.#seal(index, isLast, plain)];
    });
    return [...left, this.#seal(0, false, this.#first)];
  }

  #seal(index: number, isLast: boolean, plain: Uint8Array): Piece {
    const into = this.#spare.pop() ?? Buffer.alloc(sealedChunkBytes);
    return { position: index * sealedChunkBytes, bytes: this.#cipher.seal(index, isLast, plain, into) };
  }

  /** Takes a piece back that nobody will read again. */
  giveBack({ bytes }: Piece): void {
    if (bytes.byteLength === sealedChunkBytes) this.#spare.push(bytes);
  }
}
