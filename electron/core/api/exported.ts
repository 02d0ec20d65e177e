import type { ExportFile } from '../../../shared/contract/app.ts';
import type { ExportKind } from '../../../shared/contract/log.ts';
import type { ConsentUse } from '../../../shared/model/consent.ts';
import type { PersonId } from '../../../shared/model/ids.ts';
import type { App } from '../app.ts';

type Facts = { actor: PersonId | null; purpose: string; use?: ConsentUse; rowCount: number };

/**
 * The way out of a study: every procedure that answers a file to keep passes it through here, so that the log has it
 * before the page does. Throws what the log's commit throws: what cannot be logged does not leave.
 */
export function exported(app: App, what: ExportKind, file: ExportFile, facts: Facts): ExportFile {
  logExported(app, what, file.fileName, facts);
  return file;
}

/** The same for what is no text: clips, and whole recordings. */
export function logExported(app: App, what: ExportKind, file: string, facts: Facts): void {
  const { actor, rowCount } = facts;
  const purpose = facts.purpose || (facts.use ?? '');
  app.study().store.logOccurrence('study.exported', actor, { what, file, purpose, rowCount });
}
