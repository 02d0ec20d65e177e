import type { ByteReader } from '../seal/byte-reader.ts';
import type { FilePlace } from '../seal/place.ts';
import { openBytes } from './open.ts';

/** What the bytes of a container say that FFmpeg keeps to itself. */
export type Structure = {
  /** Whether a player can find a place without guessing: sample tables, cues, a Xing table, or fixed-size blocks. */
  hasIndex: boolean;
  /** MP4 written in pieces, as cameras and browsers stream it. */
  isFragmented: boolean;
  /** The header states how long the recording is, so that less is a truncation and not a bad estimate. */
  claimsDuration: boolean;
  /** Matroska that declares itself WebM. */
  isWebm: boolean;
  /** An MP4 whose index was never written: the recorder was cut off. */
  isIndexMissing: boolean;
  /** A WAV that holds less than its header says: FFmpeg takes what there is for all there was. */
  isCutOff: boolean;
};

const headByteCount = 64 * 1024;

/** `container` is FFmpeg's name of the demuxer; '' when FFmpeg did not recognise the file. */
export async function readStructure(place: FilePlace, container: string): Promise<Structure> {
  const file = await openBytes(place);
  try {
    return await structureOf(file, await file.read(0, headByteCount), container);
  } finally {
    await file.close();
  }
}

async function structureOf(file: ByteReader, head: Buffer, container: string): Promise<Structure> {
  const none = {
    hasIndex: false,
    isFragmented: false,
    claimsDuration: false,
    isWebm: false,
    isIndexMissing: false,
    isCutOff: false,
  };
  const looksLikeMp4 = head.subarray(4, 8).toString('latin1') === 'ftyp';
  if (container.includes('mp4') || (container === '' && looksLikeMp4)) {
    const boxes = await topLevelBoxes(file);
    const isFragmented = boxes.has('moof');
    const isIndexMissing = !boxes.has('moov');
    return {
      ...none,
      hasIndex: !isFragmented && !isIndexMissing,
      isFragmented,
      claimsDuration: true,
      isIndexMissing,
    };
  }
  if (container.includes('matroska')) {
    const isWebm = head.subarray(0, 64).includes('webm');
    return { ...none, hasIndex: announcesCues(head), claimsDuration: true, isWebm };
  }
  if (container === 'mp3') {
    const hasXing = hasXingTable(head);
    return { ...none, hasIndex: hasXing, claimsDuration: hasXing };
  }
  if (container === 'wav') {
    const isCutOff = claimedWavEnd(head) > file.byteCount;
    return { ...none, hasIndex: true, claimsDuration: true, isCutOff };
  }
  if (container === 'w64' || container === 'aiff' || container === 'flac') {
    return { ...none, hasIndex: true, claimsDuration: true };
  }
  // Ogg pages carry their own position and are searched by halving, which is exact.
  if (container === 'ogg') return { ...none, hasIndex: true };
  return { ...none, claimsDuration: container === 'avi' || container === 'asf' };
}

/** Where the sound of a WAV should end, in bytes; 0 where its header does not say, as from a recorder that streams. */
function claimedWavEnd(head: Buffer): number {
  for (let position = 12; position + 8 <= head.length; ) {
    const size = head.readUInt32LE(position + 4);
    if (head.toString('latin1', position, position + 4) === 'data')
      return size === 0xffff_ffff ? 0 : position + 8 + size;
    position += 8 + size + (size % 2);
  }
  return 0;
}

/** Names of the boxes at the top level; stops at the first fragment, of which there may be thousands. */
async function topLevelBoxes(file: ByteReader): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  const { byteCount } = file;
  for (let position = 0; position + 8 <= byteCount && !names.has('moof'); ) {
    const header = await file.read(position, 16);
    const name = header.toString('latin1', 4, 8);
    const shortSize = header.readUInt32BE(0);
    const size = shortSize === 1 && header.byteLength === 16 ? Number(header.readBigUInt64BE(8)) : shortSize;
    names.add(name);
    // 0 means "to the end of the file"; anything smaller than a header is damage.
    if (size < 8) break;
    position += size;
  }
  return names;
}

/** The SeekHead's entry for the Cues element: a SeekID element (53AB, 4 bytes long) holding the id 1C53BB6B. */
const cuesEntry = Buffer.from([0x53, 0xab, 0x84, 0x1c, 0x53, 0xbb, 0x6b]);
const announcesCues = (head: Buffer): boolean => head.includes(cuesEntry);

/** A Xing or Info header inside the first frame, behind a possible ID3 tag (which may be larger than what was read). */
function hasXingTable(head: Buffer): boolean {
  let start = 0;
  if (head.subarray(0, 3).toString('latin1') === 'ID3') {
    const at = (index: number): number => head[index] ?? 0;
    start = 10 + ((at(6) << 21) | (at(7) << 14) | (at(8) << 7) | at(9));
  }
  const firstFrame = head.subarray(start, start + 1500);
  return firstFrame.includes('Xing') || firstFrame.includes('Info') || firstFrame.includes('VBRI');
}
