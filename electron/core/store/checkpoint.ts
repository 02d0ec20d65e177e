import type { Writer } from './connection.ts';

/** Nobody marks twice within a second by much: a pause as long as this is one in which 10 ms are nobody's. */
const restMs = 1000;

/**
 * Copies the write-ahead log into the database while nothing is written. Left to SQLite, the commit that fills a
 * thousand pages does it: every sixtieth mark then took 7 to 15 ms more, and those were the slowest one per cent.
 * The limit in `connect` is for whoever writes without a pause.
 */
export class IdleCheckpoint {
  private readonly database: Writer;
  private timer: NodeJS.Timeout | null = null;

  constructor(database: Writer) {
    this.database = database;
  }

  /** Something was written. */
  noteWrite(): void {
    this.timer ??= setTimeout(() => this.database.checkpoint('PASSIVE'), restMs).unref();
    this.timer.refresh();
  }

  dispose(): void {
    if (this.timer !== null) clearTimeout(this.timer);
  }
}
