import * as z from 'zod';
import * as ids from '../model/ids.ts';
import type { Entity } from '../model/rows.ts';
import { entities } from '../model/rows.ts';
import { type KeyFilePerson, keyFilePerson } from '../names/key-file.ts';
import { procedure, type, writing } from './base.ts';
import type { Change } from './changes.ts';

/** The key file that is open, without anything that is in it. */
export type KeyFileState = {
  fileName: string;
  /** Participants of the open study whose names are in it, and people of other studies. */
  knownCount: number;
  otherCount: number;
  /** False on the browser host as long as the newest changes are in memory only: download it. */
  isSaved: boolean;
  /** A copy of it lies inside the open study, where it must not. */
  isInsideStudy: boolean;
};

/** A text of the study in which names stand. Says whose, never which. */
export type FoundName = {
  entity: Entity;
  id: string;
  field: string;
  personIds: ids.PersonId[];
};

/** The same for a list over the whole study, with where to look and the words around the first one. */
export type NamePlace = FoundName & {
  sessionId: ids.SessionId | null;
  interviewId: ids.InterviewId | null;
  excerpt: { before: string; name: string; after: string };
};

export const keyFileLimitBytes = 2 * 1024 * 1024;
const passphrase = z.string().min(1).max(1000);
const bytes = z.base64().max(Math.ceil(keyFileLimitBytes / 3) * 4);
const entity = z.enum(entities);

export const namesContract = {
  state: procedure.output(type<KeyFileState | null>()),
  /**
   * Begins a new key file. The desktop asks where and writes it at once; null when nothing was chosen. On the browser
   * host it is in memory until it is downloaded. Failures: KEY_FILE_INSIDE_STUDY, DISK_FULL, NO_PERMISSION.
   */
  create: procedure
    .input(z.object({ passphrase: z.string().min(8).max(1000) }))
    .output(type<KeyFileState | null>()),
  /** Asks the desktop for a key file, which `open` then opens; null when nothing was chosen. On the browser host: NOT_ALLOWED. */
  choose: procedure.output(type<{ fileName: string } | null>()),
  /**
   * Opens what was chosen, or what the page sends. Failures: PASSPHRASE_WRONG (after a growing pause, as with a study),
   * KEY_FILE_DAMAGED, KEY_FILE_MISSING, STUDY_NOT_OPEN.
   */
  open: procedure
    .input(
      z.object({
        file: z.object({ fileName: z.string().max(300), bytes }).nullable(),
        passphrase,
      }),
    )
    .output(type<KeyFileState>()),
  /** Everybody in it who is in the open study. Failure: KEY_FILE_NOT_OPEN. */
  list: procedure.output(type<KeyFilePerson[]>()),
  /**
   * Sets the names and contact of a participant; without any, the person is taken out. On the desktop it is on disk when
   * this answers. Failures: KEY_FILE_NOT_OPEN, KEY_FILE_MISSING, KEY_FILE_CHANGED, DISK_FULL, NO_PERMISSION.
   */
  set: procedure
    .input(
      z.object({
        personId: ids.personId,
        names: keyFilePerson.shape.names,
        contact: keyFilePerson.shape.contact,
      }),
    )
    .output(type<KeyFileState>()),
  /** From here on under another passphrase; older copies keep theirs. Failures as `set`. */
  changePassphrase: procedure
    .input(z.object({ passphrase: z.string().min(8).max(1000) }))
    .output(type<KeyFileState>()),
  /** Desktop: writes it to another place, and goes on with it there; null when nothing was chosen. Browser host: NOT_ALLOWED. */
  move: procedure.output(type<KeyFileState | null>()),
  /** The file, locked, for the page to offer as a download. Failure: KEY_FILE_NOT_OPEN. */
  download: procedure.output(type<{ fileName: string; bytes: string }>()),
  /** Forgets all of it. */
  close: procedure.output(type<null>()),
  /** Every text of the study in which a name from the open key file stands, at most 1000. Failure: KEY_FILE_NOT_OPEN. */
  check: procedure.output(type<{ places: NamePlace[]; isCut: boolean }>()),
  /** Puts pseudonyms in the place of all known names in these texts; one undo step. Failure: KEY_FILE_NOT_OPEN. */
  replace: procedure
    .input(
      writing({
        places: z.array(z.object({ entity, id: z.uuidv7(), field: z.string().max(50) })).max(1000),
      }),
    )
    .output(type<Change>()),
};
