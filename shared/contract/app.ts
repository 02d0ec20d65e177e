import { eventIterator } from '@orpc/contract';
import * as z from 'zod';
import * as ids from '../model/ids.ts';
import { entities } from '../model/rows.ts';
import { procedure, type, windowId } from './base.ts';
import type { AppMessage, Change } from './changes.ts';
import { type LeftOut, use } from './consent.ts';
import type { FailureCode, FailureData } from './failure.ts';
import { exporting } from './log.ts';
import type { Protection } from './protection.ts';

export type AppInfo = {
  version: string;
  host: 'desktop' | 'browser';
  /** Where new studies are made, in words for the screen (the folder's name, not its path). */
  studiesFolder: string;
  /** Why the study named at the start could not be opened; Home says so. */
  startFailure: { ref: string; code: FailureCode; data: FailureData } | null;
};

export const appContract = {
  info: procedure.output(type<AppInfo>()),
  /** What keeps this study from the network, as it is found now. */
  protection: procedure.output(type<Protection>()),
  /**
   * Everything the core says unasked, from the moment of subscribing. The first message is always the state of the
   * study. A window says which it is: for as long as it listens it is there.
   */
  messages: procedure.input(z.object({ windowId }).optional()).output(eventIterator(type<AppMessage>())),
};

/** One journal entry as the history of a thing shows it. */
export type HistoryEntry = {
  seq: number;
  name: string;
  kind: Change['kind'];
  actor: ids.PersonId | null;
  at: number;
};

const entity = z.enum(entities);

export const historyContract = {
  /** Takes back the last step of this device. Failures: NOTHING_TO_UNDO, UNDO_BLOCKED (a row has changed since, or is in use). */
  undo: procedure.input(z.object({ actor: ids.personId.nullable() })).output(type<Change>()),
  redo: procedure.input(z.object({ actor: ids.personId.nullable() })).output(type<Change>()),
  /** What happened to one row, newest first, at most 200 entries. */
  of: procedure.input(z.object({ entity, id: z.uuidv7() })).output(type<HistoryEntry[]>()),
};

/** What the screen looked like, so that it can come back so: opaque to the core, at most 20 kB a key, kept for each device. */
export const viewContract = {
  save: procedure.input(z.object({ key: z.string().max(80), value: z.json() })).output(type<null>()),
  load: procedure
    .input(z.object({ key: z.string().max(80) }))
    .output(type<z.infer<ReturnType<typeof z.json>> | null>()),
};

export type ExportFile = {
  fileName: string;
  mimeType: string;
  text: string;
  /** `text` is bytes in base64: a file that is no text. */
  isBase64?: true;
  /** What consent does not cover for this use, and so is not in the file. */
  leftOut?: LeftOut;
};

export const exportContract = {
  /**
   * Moments as text. CSV is RFC 4180 with CRLF, one row a moment or one a moment and code, times in ms and h:mm:ss.mmm;
   * cells that a spreadsheet would take for a formula begin with an apostrophe. JSON has the same fields. A moment is in it
   * only when everybody in its session, and whoever marked it, has agreed to the use; the others are counted.
   */
  moments: procedure
    .input(
      z.object({
        /** One session, or the whole study. */
        sessionId: ids.sessionId.nullable(),
        format: z.enum(['csv', 'json']),
        rowPer: z.enum(['moment', 'code']),
        hasByteOrderMark: z.boolean(),
        use,
        ...exporting,
      }),
    )
    .output(type<ExportFile>()),
};
