import { Failure } from '../../shared/contract/failure.ts';

/** Bytes before the first pair in a BBC audiowaveform `.dat` file, version 2. */
export const headerBytes = 24;

export type DatHeader = {
  readonly sampleRate: number;
  readonly samplesPerPair: number;
  /** Pairs for each channel; the file's own word, which lags while it grows. */
  readonly pairCount: number;
  readonly channelCount: number;
};

/**
 * Reads the header: little-endian version, flags (bit 0: 8-bit values), sample rate, samples per pair, length,
 * channels. Throws MEDIA_UNREADABLE for anything but version 2 with 8-bit values: we wrote the file, so anything
 * else is damage.
 */
export function parseDatHeader(bytes: ArrayBuffer): DatHeader {
  if (bytes.byteLength < headerBytes) throw new Failure('MEDIA_UNREADABLE');
  const view = new DataView(bytes);
  const header = {
    sampleRate: view.getInt32(8, true),
    samplesPerPair: view.getInt32(12, true),
    pairCount: view.getUint32(16, true),
    channelCount: view.getInt32(20, true),
  };
  const isOurs = view.getInt32(0, true) === 2 && (view.getUint32(4, true) & 1) === 1;
  if (!isOurs || header.sampleRate < 1 || header.samplesPerPair < 1 || header.channelCount < 1)
    throw new Failure('MEDIA_UNREADABLE');
  return header;
}

/** Bytes that pairs `first` up to, not including, `end` take in the file, both ends included as HTTP counts them. */
export function pairByteSpan(
  first: number,
  end: number,
  channelCount: number,
): { start: number; end: number } {
  const bytesPerPair = 2 * channelCount;
  return { start: headerBytes + first * bytesPerPair, end: headerBytes + end * bytesPerPair - 1 };
}
