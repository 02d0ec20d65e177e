import * as z from 'zod';

/** What a study decides for everybody who works in it. */
export const studySettings = z.object({
  /** Taken off the instant of a live mark: people press the key after the thing has happened. */
  lookBackMs: z.int().min(0).max(30_000),
  /** How far playback goes back when it resumes after a pause. */
  jumpBackMs: z.int().min(0).max(30_000),
});
export type StudySettings = z.infer<typeof studySettings>;

export const defaultStudySettings: StudySettings = { lookBackMs: 2000, jumpBackMs: 0 };
