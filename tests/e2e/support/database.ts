import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { RunningApp } from './launch.ts';

/** Rows of the one study of a running app as its database has them now. */
export function rowsOf<Row>(app: RunningApp, sql: string, ...values: readonly (string | number)[]): Row[] {
  const [folder = ''] = readdirSync(join(app.folder, 'studies')).filter((name) =>
    name.endsWith('.stillpoint'),
  );
  const database = new Database(join(app.folder, 'studies', folder, 'study.db'), { readonly: true });
  try {
    return database.prepare<(string | number)[], Row>(sql).all(...values);
  } finally {
    database.close();
  }
}
