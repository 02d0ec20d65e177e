import * as z from 'zod';
import { certaintyPoint } from './coding.ts';
import { leadCategory } from './vocabulary.ts';

/** A neutral question that puts the recaller back then. */
export const lead = z.object({ category: leadCategory, text: z.string().trim().min(1).max(500) });
export type Lead = z.infer<typeof lead>;

/** What a study decides for everybody who works in it. */
export const studySettings = z.object({
  /** Taken off the instant of a live mark: people press the key after the thing has happened. */
  lookBackMs: z.int().min(0).max(30_000),
  /** How far playback goes back when it resumes after a pause. */
  jumpBackMs: z.int().min(0).max(30_000),
  /** Recall interviews: how far it goes back after a stop, and whether a stop becomes a moment by itself. */
  resumeBackMs: z.int().min(0).max(30_000),
  stopsBecomeMoments: z.boolean(),
  openingQuestion: z.string().trim().min(1).max(1000),
  placesAreRated: z.boolean(),
  /** Whether marks and statements of other recallers are shown while an interview is open. */
  othersAreShown: z.boolean(),
  leads: z.array(lead).max(100),
  /** A sealed study locks itself after so many minutes without anybody there; 0: never. */
  autoLockMinutes: z.int().min(0).max(720),
  /** Whether coders say how sure they are of each coding, and on which scale. */
  asksCertainty: z.boolean(),
  certaintyScale: z.array(certaintyPoint).max(11),
  /** Whether imported files keep the names they had: recorders and phones name files after people, places and days. */
  keepsFileNames: z.boolean(),
  /** Whether originals are rewritten without their container's tags (place, device, day) instead of kept bit for bit. */
  removesTags: z.boolean(),
});
export type StudySettings = z.infer<typeof studySettings>;

export const defaultStudySettings: StudySettings = {
  lookBackMs: 2000,
  jumpBackMs: 0,
  resumeBackMs: 3000,
  stopsBecomeMoments: false,
  openingQuestion:
    'Was there anything in the session that was especially important or striking, that you want to go back to?',
  placesAreRated: true,
  othersAreShown: false,
  leads: [
    { category: 'thoughts', text: 'What were you thinking then?' },
    { category: 'feelings', text: 'What were you feeling then?' },
    { category: 'body', text: 'What did you notice in your body then?' },
    { category: 'images', text: 'Were there any images or memories then?' },
    { category: 'wishes', text: 'Was there anything that you wanted to say then, and did not?' },
    { category: 'expectations', text: 'What did you expect the other to do then?' },
    { category: 'perception', text: 'How did the other seem to you then?' },
    { category: 'intentions', text: 'What were you trying to do then?' },
    { category: 'evaluation', text: 'How was that for you then?' },
    { category: 'other', text: 'Was there anything else then?' },
  ],
  autoLockMinutes: 15,
  asksCertainty: false,
  certaintyScale: [
    { value: 1, label: 'unsure' },
    { value: 2, label: 'fairly sure' },
    { value: 3, label: 'sure' },
  ],
  keepsFileNames: false,
  removesTags: false,
};
