import {
  AV_SAMPLE_FMT_FLTP,
  AV_SAMPLE_FMT_S16,
  AV_SAMPLE_FMT_S32,
  type AVSampleFormat,
} from 'node-av/constants';
import { Failure } from '../../../shared/contract/failure.ts';

/** A span of the recording, in milliseconds, that is not to be heard. `channel` counts from 0; null: all. */
export type SoundRedaction = {
  readonly startMs: number;
  readonly endMs: number;
  readonly what: 'mute' | 'beep';
  readonly channel: number | null;
};

const beepHertz = 1000;
/** Quieter than speech that was recorded well: whoever listens to it wears headphones. */
const beepLevel = 0.12;

/** Samples `first` to before `end` of the recording. Widened to whole samples: rather one too many than a part of a word. */
function samplesOf({ startMs, endMs }: SoundRedaction, sampleRate: number): { first: number; end: number } {
  return {
    first: Math.floor((startMs * sampleRate) / 1000),
    end: Math.ceil((endMs * sampleRate) / 1000),
  };
}

type Samples = Float32Array | Int16Array | Int32Array;

function viewOf(plane: Buffer, format: AVSampleFormat): { samples: Samples; full: number } {
  const { buffer, byteOffset, byteLength } = plane;
  switch (format) {
    case AV_SAMPLE_FMT_FLTP:
      return { samples: new Float32Array(buffer, byteOffset, byteLength / 4), full: 1 };
    case AV_SAMPLE_FMT_S16:
      return { samples: new Int16Array(buffer, byteOffset, byteLength / 2), full: 2 ** 15 - 1 };
    case AV_SAMPLE_FMT_S32:
      return { samples: new Int32Array(buffer, byteOffset, byteLength / 4), full: 2 ** 31 - 1 };
    default:
      throw new Failure('INTERNAL');
  }
}

/**
 * Writes silence, or a tone of 1 kHz, over what is redacted. `planes` hold `count` samples from `start` on, one plane a
 * channel (or one for all, interleaved), the first of which is sample `firstSample` of the recording. A tone lies over
 * a silence where both are asked for, and begins at its own zero, so that it does not click.
 */
export function redactSound(
  planes: readonly Buffer[],
  format: AVSampleFormat,
  shape: { readonly sampleRate: number; readonly channels: number },
  part: { readonly start: number; readonly count: number; readonly firstSample: number },
  redactions: readonly SoundRedaction[],
): void {
  const { sampleRate, channels } = shape;
  const isInterleaved = planes.length < channels;
  const mutesFirst = redactions.toSorted((a, b) => Number(a.what === 'beep') - Number(b.what === 'beep'));
  for (const redaction of mutesFirst) {
    const span = samplesOf(redaction, sampleRate);
    const from = Math.max(span.first, part.firstSample);
    const to = Math.min(span.end, part.firstSample + part.count);
    if (to <= from) continue;
    for (let channel = 0; channel < channels; channel += 1) {
      // A channel that this file has not: then rather all of them than none.
      const isMeant =
        redaction.channel === null || redaction.channel === channel || redaction.channel >= channels;
      if (!isMeant) continue;
      const plane = planes[isInterleaved ? 0 : channel];
      if (plane === undefined) continue;
      const { samples, full } = viewOf(plane, format);
      const stride = isInterleaved ? channels : 1;
      let at = (part.start + from - part.firstSample) * stride + (isInterleaved ? channel : 0);
      for (let sample = from; sample < to; sample += 1, at += stride) {
        samples[at] =
          redaction.what === 'mute'
            ? 0
            : Math.sin((2 * Math.PI * beepHertz * (sample - span.first)) / sampleRate) * beepLevel * full;
      }
    }
  }
}
