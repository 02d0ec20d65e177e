import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { type ByteReader, openReader } from './byte-reader.ts';
import type { FilePlace } from './place.ts';
import { openSlices } from './slices.ts';

const pieceBytes = 1024 * 1024;

async function open(place: FilePlace): Promise<ByteReader> {
  const isSliced = place.key !== null && (await stat(place.path)).isDirectory();
  return isSliced && place.key !== null ? await openSlices(place.path, place.key) : await openReader(place);
}

/** All of a file in the clear, from its beginning. Throws FILE_ALTERED. */
export async function* piecesOf(place: FilePlace): AsyncGenerator<Buffer> {
  const reader = await open(place);
  try {
    for (let position = 0; position < reader.byteCount; position += pieceBytes)
      yield await reader.read(position, Math.min(pieceBytes, reader.byteCount - position));
  } finally {
    await reader.close();
  }
}

/** SHA-256 in hex of what a file is in the clear. Throws FILE_ALTERED. */
export async function checksum(
  place: FilePlace,
  advance: (byteCount: number) => void = () => {},
): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of piecesOf(place)) {
    hash.update(piece);
    advance(piece.byteLength);
  }
  return hash.digest('hex');
}
