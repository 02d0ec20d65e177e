import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { RunningApp } from './launch.ts';

/** The folder of the one study of an app. */
export function studyOf(app: RunningApp): string {
  const [folder = ''] = readdirSync(join(app.folder, 'studies')).filter((name) =>
    name.endsWith('.stillpoint'),
  );
  return join(app.folder, 'studies', folder);
}

/** Rows of the one study of an app as its database has them now. */
export function rowsOf<Row>(app: RunningApp, sql: string, ...values: readonly (string | number)[]): Row[] {
  const database = new Database(join(studyOf(app), 'study.db'), { readonly: true });
  try {
    return database.prepare<(string | number)[], Row>(sql).all(...values);
  } finally {
    database.close();
  }
}
