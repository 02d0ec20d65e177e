import * as z from 'zod';
import { caseId, personId, sessionId, sessionParticipantId } from '../model/ids.ts';
import type {
  CaseRow,
  CodeExampleRow,
  CodeRow,
  CodeSetMemberRow,
  CodeSetRow,
  ConsentRow,
  InstrumentItemRow,
  InstrumentRow,
  PersonRow,
  RecordingRow,
  RetentionRow,
  SavedQueryRow,
  SessionParticipantRow,
  SessionRow,
  StudyRow,
  WithdrawalRow,
} from '../model/rows.ts';
import { longText, rowSchemas, shortText } from '../model/rows.ts';
import { studySettings } from '../model/settings.ts';
import { participantRole, personKind, role } from '../model/vocabulary.ts';
import { procedure, type, writing } from './base.ts';
import type { Change } from './changes.ts';
import { newPassphrase, secret } from './seal.ts';

/** A study as Home lists it. `ref` stands for its folder: the page never sees or names a path. */
export type StudyListing = {
  ref: string;
  title: string;
  /** The folder's own name, and the name of the folder it is in, for telling two apart. */
  folder: string;
  lastOpenedAt: number | null;
  isFound: boolean;
  /** Opens with a passphrase only. */
  isSealed: boolean;
};

export type SessionCounts = {
  sessionId: z.infer<typeof sessionId>;
  moments: number;
  notes: number;
  codings: number;
};

/** An entry of the log that this computer knew and that is not in the study any more, and the newest that is; times in ms since 1970. */
export type SetBack = { before: number; beforeAt: number; now: number; nowAt: number };

/** Everything of a study but what belongs to the inside of single sessions. */
export type StudyContents = {
  seq: number;
  ref: string;
  isSealed: boolean;
  hasRecoveryKey: boolean;
  /** Another one each time a study is opened: whoever has shown these contents need not fetch them again for the news of it. */
  opening: string;
  /** Somebody, or a program, put an older copy of it in its place since it was last open on this computer; null: nobody did. */
  setBack: SetBack | null;
  study: StudyRow;
  cases: CaseRow[];
  people: PersonRow[];
  sessions: SessionRow[];
  sessionParticipants: SessionParticipantRow[];
  recordings: RecordingRow[];
  codes: CodeRow[];
  codeExamples: CodeExampleRow[];
  codeSets: CodeSetRow[];
  codeSetMembers: CodeSetMemberRow[];
  consents: ConsentRow[];
  retentions: RetentionRow[];
  withdrawals: WithdrawalRow[];
  instruments: InstrumentRow[];
  instrumentItems: InstrumentItemRow[];
  savedQueries: SavedQueryRow[];
};

export type BackupListing = { name: string; madeAt: number; byteCount: number; isVerified: boolean };

const ref = z.object({ ref: z.string().max(64) });

export const studyContract = {
  list: procedure.output(type<StudyListing[]>()),
  /** Makes the study in the host's studies folder, sealed if it is given a passphrase, and opens it. Failures: NAME_INVALID, STUDY_EXISTS, DISK_FULL, NO_PERMISSION. */
  create: procedure
    .input(z.object({ title: shortText, passphrase: newPassphrase.nullable().default(null) }))
    .output(type<StudyContents>()),
  /** Asks the desktop for a folder; null when nothing was chosen. On the browser host: NOT_ALLOWED. */
  choose: procedure.output(type<StudyListing | null>()),
  /** Failures: STUDY_NOT_FOUND, STUDY_LOCKED, STUDY_NEWER, STUDY_DAMAGED, STUDY_UNREADABLE, NO_PERMISSION,
   * PASSPHRASE_NEEDED, PASSPHRASE_WRONG, KEYS_MISSING, CONVERSION_PENDING. Closes the one that was open. */
  open: procedure.input(ref.extend({ secret: secret.optional() })).output(type<StudyContents>()),
  /** A fresh copy of the sample study, or the one already there. */
  openSample: procedure.output(type<StudyContents>()),
  close: procedure.output(type<null>()),
  /** Takes it off the list of recent studies; the folder stays. */
  forget: procedure.input(ref).output(type<null>()),
  /** The open study, or null. */
  load: procedure.output(type<StudyContents | null>()),
  /** Takes 30 ms in a study of 50,000 moments: asked for when the study is on the screen, so that it does not wait. */
  counts: procedure.output(type<SessionCounts[]>()),
  update: procedure
    .input(writing({ title: shortText.optional(), note: longText.optional() }))
    .output(type<Change>()),
  /** Changes some of the study's settings, which are part of its row. */
  configure: procedure.input(writing({ settings: studySettings.partial() })).output(type<Change>()),
};

export const backupContract = {
  /** Newest first. With `ref`: of a study that cannot be opened. */
  list: procedure.input(z.object({ ref: z.string().max(64).optional() })).output(type<BackupListing[]>()),
  make: procedure.output(type<BackupListing>()),
  /** Puts a backup in the place of the database, which is kept beside it under another name, and opens the study. What refuses it leaves an open study open. Failures: NOT_FOUND, BACKUP_DAMAGED, DISK_FULL. */
  restore: procedure
    .input(
      z.object({
        ref: z.string().max(64),
        name: z.string().max(100),
        /** For a sealed study that is not open. */
        secret: secret.optional(),
        actor: personId.nullable().default(null),
      }),
    )
    .output(type<StudyContents>()),
};

const caseRow = rowSchemas.case;
export const caseContract = {
  create: procedure
    .input(writing({ label: shortText }))
    .output(type<{ id: z.infer<typeof caseId>; change: Change }>()),
  update: procedure
    .input(
      writing({ id: caseId, label: caseRow.shape.label.optional(), note: caseRow.shape.note.optional() }),
    )
    .output(type<Change>()),
  /** Failure: IN_USE while it has sessions. */
  remove: procedure.input(writing({ id: caseId })).output(type<Change>()),
};

export const personContract = {
  create: procedure
    .input(writing({ kind: personKind, name: shortText, role }))
    .output(type<{ id: z.infer<typeof personId>; change: Change }>()),
  update: procedure
    .input(
      writing({
        id: personId,
        name: shortText.optional(),
        role: role.optional(),
        isRetired: z.boolean().optional(),
      }),
    )
    .output(type<Change>()),
  /** Failure: IN_USE when anything is theirs; retire them instead. */
  remove: procedure.input(writing({ id: personId })).output(type<Change>()),
};

export const sessionParticipantContract = {
  add: procedure
    .input(
      writing({ sessionId, personId, role: participantRole, channel: z.int().min(0).max(15).nullable() }),
    )
    .output(type<{ id: z.infer<typeof sessionParticipantId>; change: Change }>()),
  update: procedure
    .input(
      writing({
        id: sessionParticipantId,
        role: participantRole.optional(),
        channel: z.int().min(0).max(15).nullable().optional(),
      }),
    )
    .output(type<Change>()),
  remove: procedure.input(writing({ id: sessionParticipantId })).output(type<Change>()),
};
