import * as z from 'zod';
import { procedure, type } from './base.ts';
import type { StudyContents } from './study.ts';

/** The fewest signs of a passphrase. What makes one strong is said by the page's meter, not by a rule. */
export const shortestPassphrase = 8;

/** A new one. */
export const newPassphrase = z.string().min(shortestPassphrase).max(1000);
/** What a person types to open something: a passphrase or the recovery key. */
export const secret = z.string().max(1000);

const ref = z.string().max(64);

/** Sealing: encryption at rest of everything in a study's folder. Wrong secrets slow down: PASSPHRASE_WRONG after a growing pause. */
export const sealContract = {
  /** Closes the study and lets go of its keys. Failures: STUDY_NOT_OPEN, NOT_ALLOWED for a study in the clear. */
  lock: procedure.output(type<null>()),
  /** Of the open study. Failures: PASSPHRASE_WRONG, NOT_ALLOWED. */
  changePassphrase: procedure.input(z.object({ secret, next: newPassphrase })).output(type<null>()),
  /** Makes a recovery key for the open study, in the place of the one before; it is answered once and kept nowhere. */
  makeRecoveryKey: procedure.input(z.object({ secret })).output(type<{ recoveryKey: string }>()),
  /**
   * Seals a study in the clear with this passphrase, or unseals a sealed one, or goes on with either where it was
   * interrupted; then opens it. Progress comes as messages; aborting the call stops it, and it can be gone on with.
   * Failures before anything is closed: PASSPHRASE_WRONG, KEYS_MISSING, INPUT_INVALID for a passphrase too short. With
   * nothing begun, and the study open again: STUDY_DAMAGED, FILE_ALTERED, DISK_FULL. To be gone on with: DISK_FULL,
   * NO_PERMISSION, DRIVE_FAILED, CANCELLED, and Home is told why (CONVERSION_PENDING, `cause`).
   */
  convert: procedure
    .input(
      z.object({
        ref,
        secret,
        /** Nothing is begun: what was not begun, or not by anybody who has the keys, is opened as it is, sealed. */
        isGoingOn: z.boolean().default(false),
      }),
    )
    .output(type<StudyContents>()),
  /** Reads everything of the open study, its keys and databases included, and answers the names of what is not as it was written. */
  verify: procedure.output(type<{ checked: number; altered: string[] }>()),
  /** Somebody is at the machine: puts off the locking by itself. */
  stay: procedure.output(type<null>()),
};
