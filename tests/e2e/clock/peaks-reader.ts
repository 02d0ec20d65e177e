import { readFile } from 'node:fs/promises';

const headerBytes = 24;
const loud = 45;

/**
 * Distance of the burst nearest `instantMs` from it, as the finest peaks draw it; 0 when the instant lies inside the
 * first loud pair. Null when no loud pair begins within two seconds.
 */
export async function peaksErrorMs(path: string, instantMs: number): Promise<number | null> {
  const bytes = await readFile(path);
  const sampleRate = bytes.readInt32LE(8);
  const samplesPerPair = bytes.readInt32LE(12);
  const pairCount = bytes.readUInt32LE(16);
  const channels = bytes.readInt32LE(20);
  const pairMs = (samplesPerPair * 1000) / sampleRate;
  const isLoud = (pair: number): boolean => {
    const start = headerBytes + pair * channels * 2;
    for (let offset = start; offset < start + channels * 2; offset += 1) {
      if (Math.abs(bytes.readInt8(offset)) >= loud) return true;
    }
    return false;
  };
  const first = Math.max(0, Math.floor((instantMs - 1200) / pairMs));
  const last = Math.min(pairCount, Math.ceil((instantMs + 1200) / pairMs));
  for (let pair = first; pair < last; pair += 1) {
    if (!isLoud(pair)) continue;
    const startMs = pair * pairMs;
    if (instantMs < startMs) return startMs - instantMs;
    return Math.min(0, startMs + pairMs - instantMs);
  }
  return null;
}
