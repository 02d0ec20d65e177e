import { AVERROR_EOF, AVSEEK_CUR, AVSEEK_END, AVSEEK_SIZE, type AVSeekWhence } from 'node-av/constants';
import { IOContext } from 'node-av/lib';
import type { Failure } from '../../../shared/contract/failure.ts';
import { toFailure } from '../../../shared/contract/failure.ts';
import { chunkBytes } from '../seal/age-file.ts';
import type { ByteReader } from '../seal/byte-reader.ts';
import type { ByteWriter } from '../seal/byte-writer.ts';

/** A sealed file as FFmpeg sees it. `failure` is what went wrong in a callback: FFmpeg passes on no more than a number. */
export type SealedIo = {
  context: IOContext;
  failure: Failure | null;
  /** For a file that is written: what comes from here on can be gone back to. */
  hold(): void;
  /** For a file that was written: seals what is left and brings it to the disk itself. */
  finish(): Promise<void>;
  /** Lets go of it; one that was written and not finished is removed. */
  close(): Promise<void>;
};

/** A chunk at a time: each crossing into JavaScript costs some microseconds, opening or sealing a chunk thirty. */
const bufferBytes = chunkBytes;
const ioError = -5;
const noSpace = -28;
const notAllowed = -13;

function errorNumber(failure: Failure): number {
  if (failure.code === 'DISK_FULL') return noSpace;
  return failure.code === 'NO_PERMISSION' ? notAllowed : ioError;
}

/** Where a seek leads; null for a question about the size. */
function target(position: number, size: number, offset: bigint, whence: AVSeekWhence): number {
  if (whence === AVSEEK_CUR) return position + Number(offset);
  return whence === AVSEEK_END ? size + Number(offset) : Number(offset);
}

/** Fewer bytes, where that ends with a chunk: from there on none is opened twice. FFmpeg asks again for the rest. */
function toChunkEnd(position: number, size: number): number {
  const end = Math.floor((position + size) / chunkBytes) * chunkBytes;
  return end > position ? end - position : size;
}

export function readFromSeal(reader: ByteReader): SealedIo {
  let position = 0;
  const io: SealedIo = {
    context: new IOContext(),
    failure: null,
    hold() {},
    async finish() {},
    async close() {
      io.context.freeContext();
      await reader.close();
    },
  };
  io.context.allocContextWithCallbacks(
    bufferBytes,
    0,
    (size) => {
      if (position >= reader.byteCount) return AVERROR_EOF;
      try {
        const bytes = reader.readNow(position, toChunkEnd(position, size));
        position += bytes.byteLength;
        return bytes;
      } catch (thrown) {
        io.failure ??= toFailure(thrown);
        return ioError;
      }
    },
    null,
    (offset, whence) => {
      if (whence === AVSEEK_SIZE) return BigInt(reader.byteCount);
      position = target(position, reader.byteCount, offset, whence);
      return BigInt(position);
    },
  );
  return io;
}

export function writeToSeal(writer: ByteWriter): SealedIo {
  let position = 0;
  let isFinished = false;
  const io: SealedIo = {
    context: new IOContext(),
    failure: null,
    hold: () => writer.hold(),
    async finish() {
      await writer.finish();
      isFinished = true;
    },
    async close() {
      io.context.freeContext();
      if (!isFinished) await writer.abandon();
    },
  };
  io.context.allocContextWithCallbacks(
    bufferBytes,
    1,
    null,
    (bytes) => {
      try {
        writer.writeNow(bytes, position);
        position += bytes.byteLength;
        return bytes.byteLength;
      } catch (thrown) {
        io.failure ??= toFailure(thrown);
        return errorNumber(io.failure);
      }
    },
    (offset, whence) => {
      if (whence === AVSEEK_SIZE) return BigInt(writer.byteCount);
      position = target(position, writer.byteCount, offset, whence);
      return BigInt(position);
    },
  );
  return io;
}
