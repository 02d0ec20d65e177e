/** The first schema. Frozen: a change to the schema is a new file. */
export const first = `
CREATE TABLE studies (
  id TEXT PRIMARY KEY, title TEXT NOT NULL, note TEXT NOT NULL, settings TEXT NOT NULL, created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE cases (
  id TEXT PRIMARY KEY, label TEXT NOT NULL, note TEXT NOT NULL, created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE people (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL,
  is_retired INTEGER NOT NULL, created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE sessions (
  id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES cases (id), number INTEGER, held_on TEXT,
  title TEXT NOT NULL, created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_case ON sessions (case_id);

CREATE TABLE session_participants (
  id TEXT PRIMARY KEY, session_id TEXT NOT NULL REFERENCES sessions (id),
  person_id TEXT NOT NULL REFERENCES people (id), role TEXT NOT NULL, channel INTEGER
) STRICT;
CREATE INDEX session_participants_session ON session_participants (session_id);
CREATE INDEX session_participants_person ON session_participants (person_id);

CREATE TABLE recordings (
  id TEXT PRIMARY KEY, session_id TEXT NOT NULL REFERENCES sessions (id), label TEXT NOT NULL,
  file_name TEXT NOT NULL, kind TEXT NOT NULL, checksum TEXT NOT NULL, byte_count INTEGER NOT NULL,
  duration_ms INTEGER NOT NULL, original_path TEXT NOT NULL, played_path TEXT NOT NULL,
  played_mime_type TEXT NOT NULL, probe TEXT NOT NULL, audio_track INTEGER, certificate TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX recordings_session ON recordings (session_id);

-- row_number exists for the search index, which wants an integer that VACUUM does not change.
CREATE TABLE moments (
  row_number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, session_id TEXT NOT NULL REFERENCES sessions (id),
  recording_id TEXT NOT NULL REFERENCES recordings (id), label TEXT NOT NULL, selection TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES people (id), role TEXT NOT NULL, raw_ms INTEGER,
  look_back_ms INTEGER NOT NULL, created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX moments_session ON moments (session_id);
CREATE INDEX moments_recording ON moments (recording_id);
CREATE INDEX moments_person ON moments (person_id);

CREATE TABLE segments (
  id TEXT PRIMARY KEY, moment_id TEXT NOT NULL REFERENCES moments (id),
  start_ms INTEGER NOT NULL CHECK (start_ms >= 0), end_ms INTEGER NOT NULL CHECK (end_ms >= start_ms)
) STRICT;
CREATE INDEX segments_moment ON segments (moment_id);

CREATE TABLE peaks (
  id TEXT PRIMARY KEY, moment_id TEXT NOT NULL REFERENCES moments (id),
  person_id TEXT NOT NULL REFERENCES people (id), at_ms INTEGER NOT NULL CHECK (at_ms >= 0)
) STRICT;
CREATE INDEX peaks_moment ON peaks (moment_id);
CREATE INDEX peaks_person ON peaks (person_id);

CREATE TABLE notes (
  id TEXT PRIMARY KEY, moment_id TEXT NOT NULL REFERENCES moments (id), person_id TEXT REFERENCES people (id),
  body TEXT NOT NULL, changed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX notes_moment ON notes (moment_id);
CREATE INDEX notes_person ON notes (person_id);

CREATE TABLE codes (
  id TEXT PRIMARY KEY, parent_id TEXT REFERENCES codes (id), name TEXT NOT NULL, color TEXT NOT NULL, key TEXT,
  definition TEXT NOT NULL, is_codable INTEGER NOT NULL, position REAL NOT NULL
) STRICT;
CREATE INDEX codes_parent ON codes (parent_id);

CREATE TABLE codings (
  id TEXT PRIMARY KEY, session_id TEXT NOT NULL REFERENCES sessions (id), code_id TEXT NOT NULL REFERENCES codes (id),
  target_kind TEXT NOT NULL, moment_id TEXT REFERENCES moments (id), recording_id TEXT REFERENCES recordings (id),
  start_ms INTEGER, end_ms INTEGER, person_id TEXT NOT NULL REFERENCES people (id), created_at INTEGER NOT NULL,
  CHECK ((target_kind = 'moment') = (moment_id IS NOT NULL)),
  CHECK ((target_kind = 'span') = (recording_id IS NOT NULL AND start_ms IS NOT NULL AND end_ms >= start_ms))
) STRICT;
CREATE INDEX codings_session ON codings (session_id);
CREATE INDEX codings_code ON codings (code_id);
CREATE INDEX codings_moment ON codings (moment_id);
CREATE INDEX codings_recording ON codings (recording_id);
CREATE INDEX codings_person ON codings (person_id);

-- Not content of the study: what each device's screen looked like.
CREATE TABLE views (device_id TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (device_id, key)) STRICT;

-- Undo, audit trail, change event and, later, the unit of merging. stamp: hybrid logical clock with the device.
CREATE TABLE journal (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, stamp TEXT NOT NULL, device_id TEXT NOT NULL, actor TEXT,
  name TEXT NOT NULL, kind TEXT NOT NULL, is_undoable INTEGER NOT NULL, step TEXT, at INTEGER NOT NULL,
  changes TEXT NOT NULL
) STRICT;
CREATE TABLE journal_rows (
  entity TEXT NOT NULL, row_id TEXT NOT NULL, seq INTEGER NOT NULL REFERENCES journal (seq),
  PRIMARY KEY (row_id, seq, entity)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER journal_keeps BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_stays BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

-- Kept up by triggers rather than by code, so that undo, merging and migrations cannot forget it.
CREATE VIRTUAL TABLE moment_search USING fts5 (label, notes, codes, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');
CREATE TRIGGER search_moment_added AFTER INSERT ON moments BEGIN
  INSERT INTO moment_search (rowid, label, notes, codes) VALUES (new.row_number, new.label, '', '');
END;
CREATE TRIGGER search_moment_changed AFTER UPDATE OF label ON moments BEGIN
  UPDATE moment_search SET label = new.label WHERE rowid = new.row_number;
END;
CREATE TRIGGER search_moment_removed AFTER DELETE ON moments BEGIN
  DELETE FROM moment_search WHERE rowid = old.row_number;
END;
CREATE TRIGGER search_note_added AFTER INSERT ON notes BEGIN
  UPDATE moment_search SET notes = (SELECT coalesce(group_concat(body, char(10)), '') FROM notes WHERE moment_id = new.moment_id)
  WHERE rowid = (SELECT row_number FROM moments WHERE id = new.moment_id);
END;
CREATE TRIGGER search_note_changed AFTER UPDATE OF body ON notes BEGIN
  UPDATE moment_search SET notes = (SELECT coalesce(group_concat(body, char(10)), '') FROM notes WHERE moment_id = new.moment_id)
  WHERE rowid = (SELECT row_number FROM moments WHERE id = new.moment_id);
END;
CREATE TRIGGER search_note_removed AFTER DELETE ON notes BEGIN
  UPDATE moment_search SET notes = (SELECT coalesce(group_concat(body, char(10)), '') FROM notes WHERE moment_id = old.moment_id)
  WHERE rowid = (SELECT row_number FROM moments WHERE id = old.moment_id);
END;
CREATE TRIGGER search_coding_added AFTER INSERT ON codings WHEN new.moment_id IS NOT NULL BEGIN
  UPDATE moment_search SET codes = (SELECT coalesce(group_concat(c.name, char(10)), '') FROM codings g JOIN codes c ON c.id = g.code_id WHERE g.moment_id = new.moment_id)
  WHERE rowid = (SELECT row_number FROM moments WHERE id = new.moment_id);
END;
CREATE TRIGGER search_coding_removed AFTER DELETE ON codings WHEN old.moment_id IS NOT NULL BEGIN
  UPDATE moment_search SET codes = (SELECT coalesce(group_concat(c.name, char(10)), '') FROM codings g JOIN codes c ON c.id = g.code_id WHERE g.moment_id = old.moment_id)
  WHERE rowid = (SELECT row_number FROM moments WHERE id = old.moment_id);
END;
CREATE TRIGGER search_code_renamed AFTER UPDATE OF name ON codes BEGIN
  UPDATE moment_search SET codes = (SELECT coalesce(group_concat(c.name, char(10)), '') FROM codings g JOIN codes c ON c.id = g.code_id
    WHERE g.moment_id = (SELECT id FROM moments WHERE row_number = moment_search.rowid))
  WHERE rowid IN (SELECT m.row_number FROM codings g JOIN moments m ON m.id = g.moment_id WHERE g.code_id = new.id);
END;
`;
