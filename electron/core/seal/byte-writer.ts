import { writeSync } from 'node:fs';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { newSealedFile } from './age-file.ts';
import type { FilePlace } from './place.ts';
import { type Piece, SealedChunks } from './sealed-chunks.ts';

/** Writes a new file, sealed or in the clear. Until `finish` it is not whole; `abandon` leaves nothing behind. */
export interface ByteWriter {
  /** Appends. Throws the system's errors. */
  write(bytes: Uint8Array): Promise<void>;
  /** At a place, on the calling thread, for FFmpeg's muxers. Throws RangeError where a sealed file cannot be gone back to. */
  writeNow(bytes: Uint8Array, position: number): void;
  readonly byteCount: number;
  /** From here on every place can be gone back to, until `finish`: what comes is kept in memory. */
  hold(): void;
  /** Brings everything to the disk itself. */
  finish(): Promise<void>;
  abandon(): Promise<void>;
}

/** `wx` refuses a file that is there, `w` replaces it. Throws the system's errors. */
export async function createWriter(place: FilePlace, flags: 'w' | 'wx'): Promise<ByteWriter> {
  const file = await open(place.path, flags);
  try {
    if (place.key === null) return new PlainWriter(file, place.path);
    const { head, cipher } = await newSealedFile(place.key);
    await file.write(head, 0, head.byteLength, 0);
    return new SealedWriter(file, place.path, head.byteLength, new SealedChunks(cipher));
  } catch (thrown) {
    await file.close();
    await rm(place.path, { force: true });
    throw thrown;
  }
}

abstract class Writer implements ByteWriter {
  protected readonly file: FileHandle;
  readonly #path: string;
  #underWay: Promise<void> = Promise.resolve();

  constructor(file: FileHandle, path: string) {
    this.file = file;
    this.#path = path;
  }

  abstract readonly byteCount: number;
  abstract hold(): void;
  abstract write(bytes: Uint8Array): Promise<void>;
  abstract writeNow(bytes: Uint8Array, position: number): void;
  protected abstract end(): Promise<void>;

  /** Answers when what was laid before is written: the next bytes are hashed and sealed while the disk has these. */
  protected async lay(pieces: readonly Piece[]): Promise<void> {
    await this.#underWay;
    this.#underWay = this.#write(pieces);
    // Told by the next call, or by `finish`.
    this.#underWay.catch(() => null);
  }

  async #write(pieces: readonly Piece[]): Promise<void> {
    for (const piece of pieces) {
      await writeWhole(this.file, piece.bytes, piece.position);
      this.written(piece);
    }
  }

  /** Nobody reads this piece again. */
  protected written(_piece: Piece): void {}

  async finish(): Promise<void> {
    await this.end();
    await this.#underWay;
    await this.file.sync();
    await this.file.close();
  }

  async abandon(): Promise<void> {
    await this.#underWay.catch(() => null);
    await this.file.close().catch(() => null);
    await rm(this.#path, { force: true });
  }
}

class PlainWriter extends Writer {
  #byteCount = 0;

  get byteCount(): number {
    return this.#byteCount;
  }

  async write(bytes: Uint8Array): Promise<void> {
    const position = this.#byteCount;
    this.#byteCount += bytes.byteLength;
    await this.lay([{ position, bytes }]);
  }

  writeNow(bytes: Uint8Array, position: number): void {
    writeWholeNow(this.file.fd, bytes, position);
    this.#byteCount = Math.max(this.#byteCount, position + bytes.byteLength);
  }

  hold(): void {}

  protected async end(): Promise<void> {}
}

class SealedWriter extends Writer {
  readonly #headBytes: number;
  readonly #chunks: SealedChunks;

  constructor(file: FileHandle, path: string, headBytes: number, chunks: SealedChunks) {
    super(file, path);
    this.#headBytes = headBytes;
    this.#chunks = chunks;
  }

  get byteCount(): number {
    return this.#chunks.byteCount;
  }

  async write(bytes: Uint8Array): Promise<void> {
    await this.lay(this.#placed(this.#chunks.accept(bytes)));
  }

  writeNow(bytes: Uint8Array, position: number): void {
    for (const piece of this.#placed(this.#chunks.accept(bytes, position))) {
      writeWholeNow(this.file.fd, piece.bytes, piece.position);
      this.written(piece);
    }
  }

  protected override written(piece: Piece): void {
    this.#chunks.giveBack(piece);
  }

  hold(): void {
    this.#chunks.hold();
  }

  protected async end(): Promise<void> {
    await this.lay(this.#placed(this.#chunks.end()));
  }

  /** Chunks are counted from the end of the head. */
  #placed(pieces: readonly Piece[]): Piece[] {
    return pieces.map(({ position, bytes }) => ({ position: this.#headBytes + position, bytes }));
  }
}

async function writeWhole(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let written = 0; written < bytes.byteLength; ) {
    const left = bytes.byteLength - written;
    written += (await file.write(bytes, written, left, position + written)).bytesWritten;
  }
}

function writeWholeNow(descriptor: number, bytes: Uint8Array, position: number): void {
  for (let written = 0; written < bytes.byteLength; )
    written += writeSync(descriptor, bytes, written, bytes.byteLength - written, position + written);
}
