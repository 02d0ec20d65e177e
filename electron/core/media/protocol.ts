import * as z from 'zod';
import { failureCode, failureData } from '../../../shared/contract/failure.ts';
import { clockCertificate } from '../../../shared/model/recording.ts';
import { filePlace } from '../seal/place.ts';

/** What the core asks of the worker process. Both sides check every message: either may be of another build, or broken. */
const audioTrack = z.int().nonnegative().nullable();

export const workerRequest = z.discriminatedUnion('call', [
  z.object({ id: z.int(), call: z.literal('probe'), source: filePlace }),
  z.object({ id: z.int(), call: z.literal('certify'), source: filePlace, audioTrack }),
  z.object({
    id: z.int(),
    call: z.literal('copy'),
    source: filePlace,
    target: filePlace,
    certificate: clockCertificate,
    audioTrack,
  }),
  z.object({
    id: z.int(),
    call: z.literal('cut'),
    source: filePlace,
    target: filePlace,
    durationMs: z.number(),
    span: z.object({ startMs: z.number(), endMs: z.number() }).nullable(),
    redactions: z.array(
      z.object({
        startMs: z.number(),
        endMs: z.number(),
        what: z.enum(['mute', 'beep', 'blur', 'blank']),
        channel: z.int().nonnegative().nullable(),
      }),
    ),
    sound: z.enum(['aac', 'flac']),
  }),
  z.object({
    id: z.int(),
    call: z.literal('silence'),
    source: filePlace,
    target: filePlace,
    audioTrack,
    channel: z.int().nonnegative(),
    durationMs: z.number(),
  }),
  z.object({ id: z.int(), call: z.literal('removeTags'), source: filePlace, target: filePlace }),
  z.object({ id: z.int(), call: z.literal('peaks'), played: filePlace, folder: filePlace }),
  z.object({ id: z.int(), call: z.literal('offline') }),
  z.object({
    id: z.int(),
    call: z.literal('transcribe'),
    played: filePlace,
    model: z.object({ path: z.string(), language: z.string() }),
  }),
  /** `id` is that of the call to give up. */
  z.object({ id: z.int(), call: z.literal('cancel') }),
]);
export type WorkerRequest = z.infer<typeof workerRequest>;

export const workerReply = z.discriminatedUnion('kind', [
  z.object({ id: z.int(), kind: z.literal('progress'), value: z.unknown() }),
  z.object({ id: z.int(), kind: z.literal('done'), value: z.unknown() }),
  z.object({ id: z.int(), kind: z.literal('failed'), code: failureCode, data: failureData }),
]);
export type WorkerReply = z.infer<typeof workerReply>;

const peaksLevel = z.object({ samplesPerPair: z.int().positive(), pairCount: z.int().nonnegative() });

export const peaksProgress = z.object({
  fraction: z.number(),
  sampleRate: z.int().nonnegative(),
  channels: z.int().nonnegative(),
  levels: z.array(peaksLevel),
});

export const peaksSummary = z.object({
  sampleRate: z.int().nonnegative(),
  channels: z.int().nonnegative(),
  decodedDurationMs: z.int().nonnegative(),
  levels: z.array(peaksLevel),
});

export const draftedTurns = z.array(
  z.object({ startMs: z.int().nonnegative(), endMs: z.int().nonnegative(), text: z.string() }),
);
