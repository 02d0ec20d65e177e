import * as z from 'zod';
import { failureCode, failureData } from '../../../shared/contract/failure.ts';
import { clockCertificate } from '../../../shared/model/recording.ts';

/** What the core asks of the worker process. Both sides check every message: either may be of another build, or broken. */
const audioTrack = z.int().nonnegative().nullable();

export const workerRequest = z.discriminatedUnion('call', [
  z.object({ id: z.int(), call: z.literal('probe'), sourcePath: z.string() }),
  z.object({ id: z.int(), call: z.literal('certify'), sourcePath: z.string(), audioTrack }),
  z.object({
    id: z.int(),
    call: z.literal('copy'),
    sourcePath: z.string(),
    targetPath: z.string(),
    certificate: clockCertificate,
    audioTrack,
  }),
  z.object({ id: z.int(), call: z.literal('peaks'), playedPath: z.string(), folder: z.string() }),
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
