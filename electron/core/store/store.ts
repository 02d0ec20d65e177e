import { uuidv7 } from 'uuidv7';
import type { Change } from '../../../shared/contract/changes.ts';
import { Failure, systemCode } from '../../../shared/contract/failure.ts';
import type { ChainState, OccurrenceDetails, OccurrenceName } from '../../../shared/contract/log.ts';
import type { EditName } from '../../../shared/model/edit-names.ts';
import type { PersonId } from '../../../shared/model/ids.ts';
import type { RowChange } from '../../../shared/model/rows.ts';
import { IdleCheckpoint } from './checkpoint.ts';
import { HybridClock } from './clock.ts';
import type { Reader, Writer } from './connection.ts';
import { connect } from './connection.ts';
import { Edit, type EditOptions } from './edit.ts';
import {
  appendEntry,
  contentsOf,
  diffsOf,
  type JournalKind,
  lastSeq,
  lastStamp,
  type RowDiff,
  recentLines,
} from './journal.ts';
import { contentsToErase, type Erasing, eraseEntries, erasureDetails } from './journal-erase.ts';
import { verifyChain } from './journal-verify.ts';
import { migrate } from './migrations/migrate.ts';
import { Steps } from './steps.ts';
import { changeOf } from './tables.ts';

/**
 * Each row once, as the edit leaves it. Undoing a note that was typed in twenty pauses writes its row twenty times, and a
 * page that was told all of them, with one `seq`, would take the first for the newest.
 */
function lastOf(diffs: readonly RowDiff[]): RowChange[] {
  const rows = diffs.map(({ entity, id, after }) => changeOf(entity, id, after));
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}

/** Steps older than this many entries can no longer be undone after a restart; the journal keeps them all the same. */
const replayedEntries = 5000;

/**
 * The one door into a study's data. `read` is for everybody; every write goes through `edit()`: one transaction, one
 * journal entry, one undo step, and one change told to the listeners after the commit, never before.
 */
export class Store {
  readonly read: Reader;
  private readonly database: Writer;
  private readonly checkpoint: IdleCheckpoint;
  private readonly clock: HybridClock;
  private readonly deviceId: string;
  private readonly steps: Steps;
  private readonly listeners = new Set<(change: Change) => void>();
  private seq: number;
  private editSeq: number;

  private constructor(database: Writer, deviceId: string) {
    this.database = database;
    this.read = database;
    this.checkpoint = new IdleCheckpoint(database);
    this.deviceId = deviceId;
    this.seq = lastSeq(database);
    this.editSeq = this.seq;
    this.clock = new HybridClock(deviceId, lastStamp(database));
    this.steps = Steps.replay(recentLines(database, deviceId, replayedEntries));
  }

  /**
   * Opens, or makes, the database. `backUp` is called before a migration, with a function that copies the database as it
   * is. `key` opens a sealed one. Throws STUDY_NEWER, or SQLite's errors for a damaged file or another key.
   */
  static open(
    path: string,
    deviceId: string,
    backUp: (copyTo: (target: string) => void) => void,
    key: Uint8Array | null = null,
  ): Store {
    const database = connect(path, key);
    try {
      migrate(database, () => backUp((target) => database.run('VACUUM INTO ?', target)));
      return new Store(database, deviceId);
    } catch (thrown) {
      database.close();
      throw thrown;
    }
  }

  /** Reads through the file's pages. Throws STUDY_DAMAGED. 0.5 s for 150 MB. */
  check(): void {
    if (this.database.pragma('quick_check(1)') !== 'ok') throw new Failure('STUDY_DAMAGED');
  }

  /** The place of the newest entry in the journal. */
  get lastSeq(): number {
    return this.seq;
  }

  /** The place of the newest entry that changed something: opening and closing a study is no reason for a backup. */
  get lastEditSeq(): number {
    return this.editSeq;
  }

  onChange(listener: (change: Change) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  edit<T>(name: EditName, options: EditOptions, work: (edit: Edit) => T): { result: T; change: Change } {
    return this.commit(name, 'edit', options, work);
  }

  /** Throws NOTHING_TO_UNDO, NOTHING_TO_REDO, UNDO_BLOCKED. */
  retrace(kind: 'undo' | 'redo', actor: PersonId | null): Change {
    const step = this.steps.next(kind);
    if (step === null) throw new Failure(kind === 'undo' ? 'NOTHING_TO_UNDO' : 'NOTHING_TO_REDO');
    const name = this.read.get('SELECT name FROM journal WHERE seq = ?', step.seqs[0] ?? 0)?.['name'];
    try {
      return this.commit(String(name), kind, { actor }, (edit) => {
        for (const seq of step.seqs.toReversed()) {
          const diffs = diffsOf(edit.read, seq);
          // Erased on withdrawal: there is nothing left to go back to.
          if (diffs === null) throw new Failure('UNDO_BLOCKED');
          for (const diff of diffs.toReversed()) edit.restore(diff.entity, diff.id, diff.after, diff.before);
        }
      }).change;
    } catch (thrown) {
      // Something made later, which cannot itself be undone, stands on a row that would go.
      if (systemCode(thrown) === 'SQLITE_CONSTRAINT_FOREIGNKEY')
        throw new Failure('UNDO_BLOCKED', {}, { cause: thrown });
      throw thrown;
    }
  }

  private commit<T>(
    name: string,
    kind: Change['kind'],
    options: EditOptions,
    work: (edit: Edit) => T,
  ): { result: T; change: Change } {
    const edit = new Edit(this.database);
    const entry = this.nextEntry(name, kind, options);
    const result = this.database.transaction(() => {
      // Rows may be removed and put back in any order within one edit; what counts is that they fit at its end.
      this.database.pragma('defer_foreign_keys = ON');
      const value = work(edit);
      if (edit.diffs.length > 0) appendEntry(this.database, entry, contentsOf(edit.diffs));
      return value;
    });
    const rows = lastOf(edit.diffs);
    if (rows.length > 0) {
      this.seq = entry.seq;
      this.editSeq = entry.seq;
      this.steps.record(entry);
    }
    this.checkpoint.noteWrite();
    const change: Change = { seq: this.seq, name, kind, actor: entry.actor, at: entry.at, rows };
    if (rows.length === 0) return { result, change };
    for (const listener of this.listeners) listener(change);
    return { result, change };
  }

  private nextEntry<K extends JournalKind>(name: string, kind: K, options: EditOptions) {
    return {
      seq: this.seq + 1,
      id: uuidv7(),
      stamp: this.clock.next(),
      deviceId: this.deviceId,
      actor: options.actor,
      name,
      kind,
      isUndoable: options.isUndoable ?? true,
      step: options.step ?? null,
      at: Date.now(),
    };
  }

  /** Something that happened and changed no row: opened, exported. In the chain, no undo step, told to nobody. */
  logOccurrence(name: OccurrenceName, actor: PersonId | null, details: OccurrenceDetails = {}): void {
    this.database.transaction(() => this.appendOccurrence(name, actor, details));
    this.seq += 1;
  }

  /** Answers its place. Inside a transaction, after whose commit it counts. */
  private appendOccurrence(name: OccurrenceName, actor: PersonId | null, details: OccurrenceDetails): number {
    const entry = this.nextEntry(name, 'occurrence', { actor, isUndoable: false });
    appendEntry(this.database, entry, [{ entity: null, rowId: null, text: JSON.stringify(details) }]);
    return entry.seq;
  }

  /**
   * Erases contents of the journal for good, with their salts; that it was done is itself an entry. Answers how many
   * pieces of contents went. Rows are removed by `edit` before; compacting and backups are the caller's: the pages
   * freed here are zeroed, those in the write-ahead log and in backups are not.
   */
  eraseContents(erasing: Erasing, actor: PersonId | null): number {
    const count = this.database.transaction(() => {
      const places = contentsToErase(this.database, erasing);
      if (places.length === 0) return 0;
      const by = this.appendOccurrence('journal.erased', actor, erasureDetails(places));
      eraseEntries(this.database, places, by);
      return places.length;
    });
    if (count > 0) {
      this.seq += 1;
      this.editSeq = this.seq;
    }
    return count;
  }

  /** Looks through the journal's chain of digests, and answers where it breaks first. Edits go on meanwhile. */
  verifyChain(): Promise<ChainState> {
    return verifyChain(this.read);
  }

  /** What a device's screen looked like: not content, so neither journaled nor undone. */
  saveView(key: string, value: string): void {
    this.database.runUnsynced(
      'INSERT INTO views (device_id, key, value) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
      this.deviceId,
      key,
      value,
    );
    this.checkpoint.noteWrite();
  }

  loadView(key: string): string | null {
    const row = this.read.get('SELECT value FROM views WHERE device_id = ? AND key = ?', this.deviceId, key);
    return row === undefined ? null : String(row['value']);
  }

  /** Forgets what screens looked like that name any of these ids. */
  forgetViews(ids: readonly string[]): void {
    this.database.run(
      `DELETE FROM views WHERE EXISTS
         (SELECT 1 FROM json_each(?) n WHERE instr(views.value, n.value) > 0 OR instr(views.key, n.value) > 0)`,
      JSON.stringify(ids),
    );
  }

  /**
   * Leaves nothing in the file of what was removed from it: the search indexes are made anew, free pages go, and the
   * write-ahead log is emptied. A second or two for 150 MB, in which nothing else is written. Throws SQLITE_FULL.
   */
  compact(): void {
    const indexes = this.database.all(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE % USING fts5%'",
    );
    for (const { name } of indexes) this.database.exec(`INSERT INTO "${name}"("${name}") VALUES ('rebuild')`);
    this.database.exec('VACUUM');
    this.database.pragma('wal_checkpoint(TRUNCATE)');
  }

  close(): void {
    this.listeners.clear();
    this.checkpoint.dispose();
    this.database.checkpoint('TRUNCATE');
    this.database.close();
  }
}
