/** Samples folded into one minimum and one maximum. */
export const foldSamples = 256;
/** Samples handed over at a time; many, because every call into FFmpeg costs as much as a thousand samples. */
export const planeSamples = 32_768;
const planeBytes = planeSamples * 2;
const mostBlocks = planeSamples / foldSamples;
const pageBytes = 65_536;

/** As much of it as is used: neither Node's types nor the language's own know it without a page's. */
declare const WebAssembly: {
  Memory: new (size: { initial: number }) => { readonly buffer: ArrayBuffer };
  Module: new (bytes: Uint8Array) => object;
  Instance: new (
    module: object,
    imports: Record<string, Record<string, object>>,
  ) => {
    readonly exports: Record<string, unknown>;
  };
};

/**
 * The innermost loop of the peaks, in WebAssembly because only there can it look at eight samples at once: an hour of
 * stereo takes 20 ms instead of 400 ms, which is what makes peaks as fast as decoding. The source of the bytes below:
 *
 * ```wat
 * (module
 *   (import "sound" "memory" (memory 1))
 *   (func (export "fold") (param $plane i32) (param $blocks i32) (param $out i32)
 *     (local $end i32) (local $min v128) (local $max v128) (local $a v128)
 *     (block $done (loop $block
 *       (br_if $done (i32.eqz (local.get $blocks)))
 *       (local.set $max (local.tee $min (v128.load (local.get $plane))))
 *       (local.set $end (i32.add (local.get $plane) (i32.const 512)))
 *       (loop $samples                     ;; four times, at offset 0, 16, 32 and 48:
 *         (local.set $min (i16x8.min_s (local.get $min) (local.tee $a (v128.load offset=0 (local.get $plane)))))
 *         (local.set $max (i16x8.max_s (local.get $max) (local.get $a)))
 *         (br_if $samples (i32.lt_u (local.tee $plane (i32.add (local.get $plane) (i32.const 64))) (local.get $end))))
 *       ;; min and max each folded onto themselves turned by 8, 4 and 2 bytes (i8x16.shuffle), then lane 0:
 *       (i32.store16 offset=0 (local.get $out) (i16x8.extract_lane_s 0 (local.get $min)))
 *       (i32.store16 offset=2 (local.get $out) (i16x8.extract_lane_s 0 (local.get $max)))
 *       (local.set $out (i32.add (local.get $out) (i32.const 4)))
 *       (local.set $blocks (i32.sub (local.get $blocks) (i32.const 1)))
 *       (br $block)))))
 * ```
 */
const moduleBytes = Buffer.from(
  'AGFzbQEAAAABBwFgA39/fwACEQEFc291bmQGbWVtb3J5AgABAwIBAAcIAQRmb2xkAAAK6AIB5QICAX8DewJAA0AgAUUNASAA/QAE' +
    'ACIEIQUgAEGABGohAwNAIAQgAP0ABAAiBv2WASEEIAUgBv2YASEFIAQgAP0ABBAiBv2WASEEIAUgBv2YASEFIAQgAP0ABCAiBv2W' +
    'ASEEIAUgBv2YASEFIAQgAP0ABDAiBv2WASEEIAUgBv2YASEFIABBwABqIgAgA0kNAAsgBCAEIAT9DQgJCgsMDQ4PAAECAwQFBgf9' +
    'lgEhBCAEIAQgBP0NBAUGBwgJCgsMDQ4PAAECA/2WASEEIAQgBCAE/Q0CAwQFBgcICQoLDA0ODwAB/ZYBIQQgBSAFIAX9DQgJCgsM' +
    'DQ4PAAECAwQFBgf9mAEhBSAFIAUgBf0NBAUGBwgJCgsMDQ4PAAECA/2YASEFIAUgBSAF/Q0CAwQFBgcICQoLDA0ODwAB/ZgBIQUg' +
    'AiAE/RgAOwEAIAIgBf0YADsBAiACQQRqIQIgAUEBayEBDAALCws=',
  'base64',
);

/** Memory that FFmpeg writes sound into and the loop reads it from, without a copy between. */
export class SoundFolder {
  /** One plane a channel, of `planeSamples` 16-bit samples. */
  readonly planes: readonly Buffer[];
  readonly #folded: Int16Array;
  readonly #fold: (plane: number, blocks: number, out: number) => void;

  constructor(channels: number) {
    const outOffset = channels * planeBytes;
    const memory = new WebAssembly.Memory({ initial: Math.ceil((outOffset + mostBlocks * 4) / pageBytes) });
    this.planes = Array.from({ length: channels }, (_, channel) =>
      Buffer.from(memory.buffer, channel * planeBytes, planeBytes),
    );
    this.#folded = new Int16Array(memory.buffer, outOffset, mostBlocks * 2);
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(moduleBytes), { sound: { memory } });
    const fold = exports['fold'];
    if (typeof fold !== 'function') throw new Error('The peaks module exports no fold');
    this.#fold = (plane, blocks, out) => void fold(plane, blocks, out);
  }

  /** Minimum and maximum of `blockCount` blocks (at most 128) from `plane`, in turn; overwritten by the next call. */
  fold(plane: Int16Array, blockCount: number): Int16Array {
    this.#fold(plane.byteOffset, blockCount, this.#folded.byteOffset);
    return this.#folded;
  }
}
