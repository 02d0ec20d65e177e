import * as z from 'zod';

/**
 * Everything that can go wrong in words a person reads. The list is closed: a new failure gets a code here, a
 * sentence in the page's catalogue (`failure.CODE`), and a test. Unknown throws become INTERNAL, so that no
 * stack trace or path reaches the page by accident.
 */
export const failureCodes = [
  'STUDY_NOT_OPEN',
  'STUDY_NOT_FOUND',
  'STUDY_EXISTS',
  'STUDY_LOCKED',
  'STUDY_NEWER',
  'STUDY_DAMAGED',
  'STUDY_UNREADABLE',
  'BACKUP_DAMAGED',
  'NAME_INVALID',
  'NOT_FOUND',
  'CONFLICT',
  'IN_USE',
  'INPUT_INVALID',
  'NOTHING_TO_UNDO',
  'NOTHING_TO_REDO',
  'UNDO_BLOCKED',
  'MEDIA_NOT_RECOGNISED',
  'MEDIA_EMPTY',
  'MEDIA_TRUNCATED',
  'MEDIA_NO_TRACK',
  'MEDIA_UNREADABLE',
  'MEDIA_MISSING',
  'MEDIA_MISMATCH',
  'WORKER_CRASHED',
  'DISK_FULL',
  'NO_PERMISSION',
  'DRIVE_FAILED',
  'FILE_NOT_RECOGNISED',
  'FILE_EMPTY',
  'FILE_DAMAGED',
  'FILE_TOO_LARGE',
  'XML_DAMAGED',
  'XML_FORBIDDEN',
  'MODEL_NOT_RECOGNISED',
  'DRAFT_UNAVAILABLE',
  'DRAFT_SEALED',
  'CANCELLED',
  'NOT_ALLOWED',
  'PASSPHRASE_NEEDED',
  'PASSPHRASE_WRONG',
  'SEAL_DAMAGED',
  'KEYS_MISSING',
  'FILE_ALTERED',
  'CONVERSION_PENDING',
  'CONSENT_NOT_GIVEN',
  'KEY_FILE_NOT_OPEN',
  'KEY_FILE_MISSING',
  'KEY_FILE_DAMAGED',
  'KEY_FILE_INSIDE_STUDY',
  'KEY_FILE_CHANGED',
  'INTERVIEW_HELD',
  'INTERNAL',
] as const;

export type FailureCode = (typeof failureCodes)[number];

export const failureCode = z.enum(failureCodes);

/** Facts for the sentence: names and numbers only, never an absolute path. */
export const failureData = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
export type FailureData = z.infer<typeof failureData>;

/** The one error class that may cross a boundary. `data` fills the placeholders of the catalogue's sentence. */
export class Failure extends Error {
  readonly code: FailureCode;
  readonly data: FailureData;

  constructor(code: FailureCode, data: FailureData = {}, options?: ErrorOptions) {
    super(code, options);
    this.name = 'Failure';
    this.code = code;
    this.data = data;
  }
}

/** The code that the operating system or SQLite gave an error: ENOENT, SQLITE_BUSY; empty for any other. */
export function systemCode(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
}

/** Whether it was thrown because there is no such file. */
export function isMissing(thrown: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(systemCode(thrown));
}

/** Turns anything thrown into a Failure; the operating system's codes for space and rights keep their meaning. */
export function toFailure(thrown: unknown): Failure {
  if (thrown instanceof Failure) return thrown;
  const code = systemCode(thrown);
  const meaning = systemCodes.find(([pattern]) => pattern.test(code))?.[1] ?? 'INTERNAL';
  return new Failure(meaning, {}, { cause: thrown });
}

/** Codes of the system and of SQLite that a person can do something about. */
const systemCodes: readonly (readonly [RegExp, FailureCode])[] = [
  [/^(ENOSPC|EDQUOT|SQLITE_FULL|SQLITE_IOERR_SHMSIZE)$/, 'DISK_FULL'],
  [/^(EACCES|EPERM|EROFS|SQLITE_(READONLY|CANTOPEN|PERM|AUTH).*)$/, 'NO_PERMISSION'],
  [/^(SQLITE_CORRUPT.*|SQLITE_NOTADB)$/, 'STUDY_DAMAGED'],
  [/^(EIO|ENODEV|ENXIO|ESTALE|SQLITE_IOERR.*)$/, 'DRIVE_FAILED'],
];
