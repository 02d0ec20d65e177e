import { headerBytes, pairByteSpan, parseDatHeader } from './dat.ts';

/** Pairs in a tile: 64 KiB for two channels, 87 s at the finest level and 48 kHz, a request of well under 10 ms. */
const tilePairs = 16384;
/** Browsers open six connections to a host, and the recording itself needs one. */
const requestsAtOnce = 4;
/** Tiles kept for each level, at most 1 MiB for two channels; a screen needs one or two. */
const tilesKept = 16;
/** A file that is not there yet, or a server that is busy, is asked again after this long; a finished one not for ever. */
const retryMs = 1000;
const retryLimit = 10;

type Tile = { readonly pairs: Int8Array; pairCount: number; usedAt: number };

export type LevelOptions = {
  readonly url: string;
  readonly samplesPerPair: number;
  readonly channelCount: number;
  readonly fetch: typeof fetch;
  readonly onLoaded: () => void;
};

/** One `.dat` file, read in tiles by byte range as they are needed, also while it grows. */
export class Level {
  readonly samplesPerPair: number;
  #pairCount = 0;
  readonly #options: LevelOptions;
  readonly #tiles = new Map<number, Tile>();
  readonly #loading = new Set<number>();
  readonly #abort = new AbortController();
  #header: Promise<boolean> | null = null;
  #retryTimer: ReturnType<typeof setTimeout> | null = null;
  #retryCount = 0;
  #isComplete = false;
  #clock = 0;

  constructor(options: LevelOptions) {
    this.samplesPerPair = options.samplesPerPair;
    this.#options = options;
  }

  get pairCount(): number {
    return this.#pairCount;
  }

  /** More pairs are in the file. The last tile is fetched again when somebody looks at it. */
  grow(pairCount: number, isComplete: boolean): void {
    this.#pairCount = Math.max(this.#pairCount, pairCount);
    this.#isComplete = isComplete;
  }

  /** Fetches all of it if it is small enough to keep, so that there is always something coarse to show at once. */
  ensureIfSmall(): void {
    if (this.#pairCount <= (tilesKept / 2) * tilePairs) this.ensure(0, this.#pairCount);
  }

  /** Asks for the tiles of these pairs and says whether all are at hand. */
  ensure(firstPair: number, endPair: number): boolean {
    const end = Math.min(endPair, this.#pairCount);
    let isAtHand = true;
    const lastTile = Math.floor((end - 1) / tilePairs);
    for (let index = Math.floor(Math.max(0, firstPair) / tilePairs); index <= lastTile; index += 1) {
      const wanted = Math.min(tilePairs, this.#pairCount - index * tilePairs);
      const tile = this.#tiles.get(index);
      if (tile !== undefined && tile.pairCount >= wanted) continue;
      // A growing last tile with most of what is asked for does not count as missing: it is shown and refreshed.
      if (tile === undefined) isAtHand = false;
      void this.#load(index, wanted);
    }
    return isAtHand;
  }

  /**
   * Writes the minimum and maximum of pixel `i` of `pixelCount`, which covers `pairsPerPixel` pairs from
   * `firstPair + i × pairsPerPixel` (fractions allowed), where it is still unknown (NaN). Returns whether all are known.
   */
  fill(
    into: Float32Array,
    channel: number,
    firstPair: number,
    pairsPerPixel: number,
    pixelCount: number,
  ): boolean {
    const { channelCount } = this.#options;
    const stride = 2 * channelCount;
    const end = this.#pairCount;
    let isComplete = true;
    let tileIndex = -1;
    let tile: Tile | undefined;
    for (let pixel = 0; pixel < pixelCount; pixel += 1) {
      if (!Number.isNaN(into[2 * pixel])) continue;
      const from = Math.floor(firstPair + pixel * pairsPerPixel);
      // At least the pair the pixel begins in; the last pair only where the pixel truly reaches into it.
      const to = Math.max(from + 1, Math.ceil(firstPair + (pixel + 1) * pairsPerPixel - 1e-6));
      let low = 128;
      let high = -129;
      for (let pair = Math.max(0, from); pair < to && pair < end; pair += 1) {
        const index = Math.floor(pair / tilePairs);
        if (index !== tileIndex) {
          tileIndex = index;
          tile = this.#tiles.get(index);
          if (tile !== undefined) tile.usedAt = ++this.#clock;
        }
        const inTile = pair - index * tilePairs;
        if (tile === undefined || inTile >= tile.pairCount) continue;
        const at = inTile * stride + 2 * channel;
        const minimum = tile.pairs[at] ?? 0;
        const maximum = tile.pairs[at + 1] ?? 0;
        if (minimum < low) low = minimum;
        if (maximum > high) high = maximum;
      }
      if (high < low) isComplete = false;
      else {
        into[2 * pixel] = low / 128;
        into[2 * pixel + 1] = high / 128;
      }
    }
    return isComplete;
  }

  async #load(index: number, wantedPairs: number): Promise<void> {
    if (this.#loading.has(index) || this.#loading.size >= requestsAtOnce || this.#retryTimer !== null) return;
    this.#loading.add(index);
    const { url, channelCount } = this.#options;
    const first = index * tilePairs;
    try {
      const { start, end } = pairByteSpan(first, first + wantedPairs, channelCount);
      // The header comes with the first pairs: by itself it would be a round trip before anything is drawn.
      const skipped = index === 0 ? start : 0;
      const fetched = this.#bytes(url, start - skipped, end);
      this.#header ??= (index === 0 ? fetched : this.#bytes(url, 0, headerBytes - 1)).then((bytes) =>
        this.#isAsAnnounced(bytes),
      );
      const [bytes, isOurs] = await Promise.all([fetched, this.#header]);
      if (!isOurs) return;
      const pairs = new Int8Array(bytes, skipped);
      const pairCount = Math.floor(pairs.length / (2 * channelCount));
      if (pairCount === 0) return;
      this.#tiles.set(index, { pairs, pairCount, usedAt: ++this.#clock });
      this.#forgetOldest();
    } catch {
      // Nothing is lost: what is coarser stays on screen.
      this.#header = null;
      this.#retryLater();
      return;
    } finally {
      this.#loading.delete(index);
    }
    this.#options.onLoaded();
  }

  /** A file of another shape than announced would be drawn as noise; better nothing. */
  #isAsAnnounced(bytes: ArrayBuffer): boolean {
    const header = parseDatHeader(bytes);
    return (
      header.samplesPerPair === this.samplesPerPair && header.channelCount === this.#options.channelCount
    );
  }

  async #bytes(url: string, start: number, end: number): Promise<ArrayBuffer> {
    const response = await this.#options.fetch(url, {
      headers: { range: `bytes=${start}-${end}` },
      signal: this.#abort.signal,
      cache: 'no-store',
    });
    if (!response.ok) throw new Error(`peaks answered ${response.status}`);
    const bytes = await response.arrayBuffer();
    return response.status === 206 ? bytes : bytes.slice(start, end + 1);
  }

  #retryLater(): void {
    if (this.#abort.signal.aborted || this.#retryTimer !== null) return;
    if (this.#isComplete && this.#retryCount >= retryLimit) return;
    this.#retryCount += 1;
    this.#retryTimer = setTimeout(() => {
      this.#retryTimer = null;
      this.#options.onLoaded();
    }, retryMs);
  }

  #forgetOldest(): void {
    while (this.#tiles.size > tilesKept) {
      let oldest = -1;
      let oldestUse = Number.POSITIVE_INFINITY;
      for (const [index, tile] of this.#tiles) {
        if (tile.usedAt >= oldestUse) continue;
        oldest = index;
        oldestUse = tile.usedAt;
      }
      this.#tiles.delete(oldest);
    }
  }

  dispose(): void {
    this.#abort.abort();
    if (this.#retryTimer !== null) clearTimeout(this.#retryTimer);
    this.#tiles.clear();
  }
}
