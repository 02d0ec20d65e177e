import * as z from 'zod';

/** The folders of a study; nothing of a study is stored anywhere else. */
export const studyAreas = ['media', 'peaks', 'recall', 'backups', 'exports'] as const;
export type StudyArea = (typeof studyAreas)[number];

/** A path inside the study folder, with forward slashes on every system: `media/0199….m4a`. */
export type StudyPath = `${StudyArea}/${string}`;

export const studyPath = z.custom<StudyPath>(
  (path) => typeof path === 'string' && studyAreas.some((area) => path.startsWith(`${area}/`)),
);
