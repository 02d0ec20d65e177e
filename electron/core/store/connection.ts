import type Database from 'better-sqlite3';
import { openDatabase } from './open-database.ts';

/** What SQLite can hold. */
export type SqlValue = string | number | bigint | null | Uint8Array;
export type SqlRow = Record<string, SqlValue>;

/** `?1` stands for the first value wherever it is written; the driver takes such places by name. */
function bound(sql: string, values: SqlValue[]): SqlValue[] | [Record<string, SqlValue>] {
  return sql.includes('?1') ? [Object.fromEntries(values.map((value, index) => [index + 1, value]))] : values;
}

/**
 * Runs queries, and cannot write: `Reader` is what everything outside `edit()` is given, so that no change can get
 * round the journal. Statements are prepared once and kept, since preparing costs more than most of ours take to run.
 */
export class Reader {
  protected readonly connection: Database.Database;
  private readonly statements = new Map<
    string,
    Database.Statement<(SqlValue | Record<string, SqlValue>)[], SqlRow>
  >();

  constructor(connection: Database.Database) {
    this.connection = connection;
  }

  get(sql: string, ...values: SqlValue[]): SqlRow | undefined {
    return this.query(sql).get(...bound(sql, values));
  }

  all(sql: string, ...values: SqlValue[]): SqlRow[] {
    return this.query(sql).all(...bound(sql, values));
  }

  /** The first column of the first row as a number; 0 when there is none. */
  number(sql: string, ...values: SqlValue[]): number {
    const row = this.get(sql, ...values);
    const value = row === undefined ? 0 : Object.values(row)[0];
    return typeof value === 'number' ? value : 0;
  }

  private query(sql: string): Database.Statement<(SqlValue | Record<string, SqlValue>)[], SqlRow> {
    const statement = this.prepared(sql);
    if (!statement.readonly) throw new Error(`a reader was asked to write: ${sql}`);
    return statement;
  }

  protected prepared(sql: string): Database.Statement<(SqlValue | Record<string, SqlValue>)[], SqlRow> {
    let statement = this.statements.get(sql);
    if (statement === undefined) {
      statement = this.connection.prepare<(SqlValue | Record<string, SqlValue>)[], SqlRow>(sql);
      this.statements.set(sql, statement);
    }
    return statement;
  }
}

/** A handle that writes; only `store/` makes one, and hands it to nobody. */
export class Writer extends Reader {
  run(sql: string, ...values: SqlValue[]): void {
    this.prepared(sql).run(...bound(sql, values));
  }

  /** For what may be lost with the power, never with the process: no edit waits until the disk has it. */
  runUnsynced(sql: string, ...values: SqlValue[]): void {
    this.connection.pragma('synchronous = NORMAL');
    try {
      this.run(sql, ...values);
    } finally {
      this.connection.pragma('synchronous = FULL');
    }
  }

  exec(sql: string): void {
    this.connection.exec(sql);
  }

  pragma(source: string): SqlValue {
    const value: unknown = this.connection.pragma(source, { simple: true });
    return typeof value === 'string' || typeof value === 'number' ? value : null;
  }

  /**
   * Copies the write-ahead log into the database. False when that cannot be done now, on a full disk for instance: every
   * commit is safe in the log, so that this is nobody's error, and least of all the end of the process.
   */
  checkpoint(mode: 'PASSIVE' | 'TRUNCATE'): boolean {
    try {
      this.connection.pragma(`wal_checkpoint(${mode})`);
      return true;
    } catch {
      return false;
    }
  }

  /** All or nothing; takes the write lock at once. */
  transaction<T>(work: () => T): T {
    return this.connection.transaction(work).immediate();
  }

  close(): void {
    this.connection.close();
  }
}

/**
 * Opens a study's database. FULL sync costs a millisecond or so a commit and is the promise that a mark shown is a
 * mark kept through a power cut; NORMAL would lose the last ones. `key` as `openDatabase` takes it. Throws SQLite's errors.
 */
export function connect(path: string, key: Uint8Array | null = null): Writer {
  const connection = openDatabase(path, key);
  try {
    connection.pragma('journal_mode = WAL');
    connection.pragma('synchronous = FULL');
    connection.pragma('foreign_keys = ON');
    connection.pragma('trusted_schema = OFF');
    connection.pragma('secure_delete = ON');
    connection.pragma('cache_size = -32000');
    // 16 MB. Before that, `checkpoint.ts` has found a pause for it.
    connection.pragma('wal_autocheckpoint = 4000');
  } catch (thrown) {
    connection.close();
    throw thrown;
  }
  return new Writer(connection);
}
