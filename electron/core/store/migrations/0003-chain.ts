import { hash, randomBytes } from 'node:crypto';
import type { Writer } from '../connection.ts';

/**
 * The journal becomes a chain of digests. What an entry changed moves into a table with a row for each changed row, so
 * that one of them can be erased and the others kept. Written out like every migration, recipe included; that the
 * store finds the chain whole afterwards is what its test asks.
 */
export const chainTables = `
ALTER TABLE journal RENAME TO journal_before;

-- digest: SHA-256, see chain.ts.
CREATE TABLE journal (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, stamp TEXT NOT NULL, device_id TEXT NOT NULL, actor TEXT,
  name TEXT NOT NULL, kind TEXT NOT NULL, is_undoable INTEGER NOT NULL, step TEXT, at INTEGER NOT NULL,
  digest BLOB NOT NULL CHECK (length(digest) = 32)
) STRICT;
CREATE INDEX journal_at ON journal (at);

-- contents: {"before", "after"} of a row, or the details of an occurrence (no entity and row). Erased: only the digest stays.
-- erased_by is seen to by the trigger: a foreign key would have the whole table searched at every commit.
CREATE TABLE journal_contents (
  seq INTEGER NOT NULL REFERENCES journal (seq), position INTEGER NOT NULL, entity TEXT, row_id TEXT,
  contents TEXT, salt BLOB, digest BLOB NOT NULL CHECK (length(digest) = 32), erased_by INTEGER,
  PRIMARY KEY (seq, position),
  CHECK ((contents IS NULL) = (salt IS NULL)), CHECK ((contents IS NULL) = (erased_by IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX journal_contents_row ON journal_contents (row_id, seq) WHERE row_id IS NOT NULL;
`;

const guards = `
DROP TABLE journal_rows;
DROP TABLE journal_before;
CREATE TRIGGER journal_keeps BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_stays BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_contents_stay BEFORE DELETE ON journal_contents BEGIN
  SELECT RAISE(ABORT, 'the journal is append-only');
END;
-- The one door: contents and salt go together, an entry says so, and an erasure itself cannot be erased.
CREATE TRIGGER journal_contents_keep BEFORE UPDATE ON journal_contents WHEN NOT (
  old.contents IS NOT NULL AND new.contents IS NULL AND new.salt IS NULL
  AND new.seq = old.seq AND new.position = old.position AND new.entity IS old.entity AND new.row_id IS old.row_id
  AND new.digest = old.digest AND new.erased_by > old.seq
  AND EXISTS (SELECT 1 FROM journal WHERE seq = new.erased_by AND name = 'journal.erased' AND kind = 'occurrence')
  AND NOT EXISTS (SELECT 1 FROM journal WHERE seq = old.seq AND name = 'journal.erased')
) BEGIN
  SELECT RAISE(ABORT, 'the journal is append-only');
END;
`;

type OldDiff = { entity: string; id: string; before: unknown; after: unknown };

export function chainUp(database: Writer): void {
  let previous = '0'.repeat(64);
  let row = database.get('SELECT * FROM journal_before ORDER BY seq LIMIT 1');
  while (row !== undefined) {
    const seq = Number(row['seq']);
    const contents = (JSON.parse(String(row['changes'])) as OldDiff[]).map(
      ({ entity, id, before, after }) => {
        const text = JSON.stringify({ before, after });
        const salt = randomBytes(32);
        return { entity, id, text, salt, digest: hash('sha256', Buffer.concat([salt, Buffer.from(text)])) };
      },
    );
    const { id, stamp, device_id, actor, name, kind, is_undoable, step, at } = row;
    const facts = [id, stamp, device_id, actor, name, kind, is_undoable, step, at].map(
      (value) => value ?? null,
    );
    previous = hash(
      'sha256',
      JSON.stringify([previous, seq, ...facts, contents.map((one) => [one.entity, one.id, one.digest])]),
    );
    database.run(
      'INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      seq,
      ...facts,
      Buffer.from(previous, 'hex'),
    );
    for (const [position, { entity, id, text, salt, digest }] of contents.entries()) {
      database.run(
        'INSERT INTO journal_contents VALUES (?, ?, ?, ?, ?, ?, ?, NULL)',
        seq,
        position,
        entity,
        id,
        text,
        salt,
        Buffer.from(digest, 'hex'),
      );
    }
    row = database.get('SELECT * FROM journal_before WHERE seq > ? ORDER BY seq LIMIT 1', seq);
  }
  database.exec(guards);
}
