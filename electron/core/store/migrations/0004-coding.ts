/** The codebook, transcripts, and codings of recall statements and passages; with the settings they brought written out. */
export const coding = `
ALTER TABLE codes ADD COLUMN short_label TEXT NOT NULL DEFAULT '';
ALTER TABLE codes ADD COLUMN when_to_use TEXT NOT NULL DEFAULT '';
ALTER TABLE codes ADD COLUMN when_not_to_use TEXT NOT NULL DEFAULT '';
ALTER TABLE codes ADD COLUMN is_retired INTEGER NOT NULL DEFAULT 0;
ALTER TABLE codes ADD COLUMN kind TEXT NOT NULL DEFAULT 'state';
ALTER TABLE codes ADD COLUMN exclusive_group TEXT;
ALTER TABLE codes ADD COLUMN guid TEXT;
CREATE INDEX codes_guid ON codes (guid);

CREATE TABLE code_examples (
  id TEXT PRIMARY KEY, code_id TEXT NOT NULL REFERENCES codes (id), moment_id TEXT NOT NULL REFERENCES moments (id),
  note TEXT NOT NULL
) STRICT;
CREATE INDEX code_examples_code ON code_examples (code_id);
CREATE INDEX code_examples_moment ON code_examples (moment_id);

CREATE TABLE codebook_versions (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, note TEXT NOT NULL, person_id TEXT REFERENCES people (id),
  made_at INTEGER NOT NULL, codes TEXT NOT NULL, examples TEXT NOT NULL
) STRICT;
CREATE INDEX codebook_versions_person ON codebook_versions (person_id);

CREATE TABLE transcripts (
  id TEXT PRIMARY KEY, session_id TEXT NOT NULL REFERENCES sessions (id),
  recording_id TEXT NOT NULL REFERENCES recordings (id), label TEXT NOT NULL, language TEXT NOT NULL,
  origin TEXT NOT NULL, source_name TEXT NOT NULL, note TEXT NOT NULL, person_id TEXT REFERENCES people (id),
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX transcripts_session ON transcripts (session_id);
CREATE INDEX transcripts_recording ON transcripts (recording_id);
CREATE INDEX transcripts_person ON transcripts (person_id);

CREATE TABLE speakers (
  id TEXT PRIMARY KEY, transcript_id TEXT NOT NULL REFERENCES transcripts (id), label TEXT NOT NULL,
  person_id TEXT REFERENCES people (id), position REAL NOT NULL
) STRICT;
CREATE INDEX speakers_transcript ON speakers (transcript_id);
CREATE INDEX speakers_person ON speakers (person_id);

CREATE TABLE turns (
  id TEXT PRIMARY KEY, transcript_id TEXT NOT NULL REFERENCES transcripts (id), speaker_id TEXT REFERENCES speakers (id),
  position REAL NOT NULL, start_ms INTEGER, end_ms INTEGER CHECK (end_ms >= start_ms), body TEXT NOT NULL,
  is_machine_made INTEGER NOT NULL, is_checked INTEGER NOT NULL
) STRICT;
CREATE INDEX turns_transcript ON turns (transcript_id, position);
CREATE INDEX turns_speaker ON turns (speaker_id);

-- Made anew, since the check of what a target is cannot be changed. A span without an end is one that goes on.
DROP TRIGGER search_coding_added;
DROP TRIGGER search_coding_removed;
DROP TRIGGER search_code_renamed;
CREATE TABLE codings_made_anew (
  id TEXT PRIMARY KEY, session_id TEXT NOT NULL REFERENCES sessions (id), code_id TEXT NOT NULL REFERENCES codes (id),
  target_kind TEXT NOT NULL, moment_id TEXT REFERENCES moments (id), statement_id TEXT REFERENCES statements (id),
  turn_id TEXT REFERENCES turns (id), from_offset INTEGER, to_offset INTEGER,
  recording_id TEXT REFERENCES recordings (id), start_ms INTEGER, end_ms INTEGER,
  person_id TEXT NOT NULL REFERENCES people (id), certainty REAL, comment TEXT NOT NULL, created_at INTEGER NOT NULL,
  CHECK ((target_kind = 'moment') = (moment_id IS NOT NULL)),
  CHECK ((target_kind = 'statement') = (statement_id IS NOT NULL)),
  CHECK ((target_kind = 'passage') = (turn_id IS NOT NULL AND from_offset IS NOT NULL AND to_offset IS NOT NULL)),
  CHECK ((target_kind = 'span') = (recording_id IS NOT NULL AND start_ms IS NOT NULL)),
  CHECK (from_offset >= 0 AND to_offset >= from_offset), CHECK (end_ms >= start_ms)
) STRICT;
INSERT INTO codings_made_anew (id, session_id, code_id, target_kind, moment_id, recording_id, start_ms, end_ms, person_id, comment, created_at)
  SELECT id, session_id, code_id, target_kind, moment_id, recording_id, start_ms, end_ms, person_id, '', created_at FROM codings;
DROP TABLE codings;
ALTER TABLE codings_made_anew RENAME TO codings;
CREATE INDEX codings_session ON codings (session_id);
CREATE INDEX codings_code ON codings (code_id);
CREATE INDEX codings_moment ON codings (moment_id);
CREATE INDEX codings_statement ON codings (statement_id);
CREATE INDEX codings_turn ON codings (turn_id);
CREATE INDEX codings_recording ON codings (recording_id, start_ms);
CREATE INDEX codings_person ON codings (person_id);

CREATE TRIGGER search_coding_added AFTER INSERT ON codings WHEN new.moment_id IS NOT NULL BEGIN
  UPDATE moment_search SET codes = (SELECT coalesce(group_concat(c.name, char(10)), '') FROM codings g JOIN codes c ON c.id = g.code_id WHERE g.moment_id = new.moment_id)
  WHERE rowid = (SELECT row_number FROM moments WHERE id = new.moment_id);
END;
CREATE TRIGGER search_coding_removed AFTER DELETE ON codings WHEN old.moment_id IS NOT NULL BEGIN
  UPDATE moment_search SET codes = (SELECT coalesce(group_concat(c.name, char(10)), '') FROM codings g JOIN codes c ON c.id = g.code_id WHERE g.moment_id = old.moment_id)
  WHERE rowid = (SELECT row_number FROM moments WHERE id = old.moment_id);
END;
-- Merging codes gives codings another code, which nothing did before.
CREATE TRIGGER search_coding_changed AFTER UPDATE OF code_id ON codings WHEN new.moment_id IS NOT NULL BEGIN
  UPDATE moment_search SET codes = (SELECT coalesce(group_concat(c.name, char(10)), '') FROM codings g JOIN codes c ON c.id = g.code_id WHERE g.moment_id = new.moment_id)
  WHERE rowid = (SELECT row_number FROM moments WHERE id = new.moment_id);
END;
CREATE TRIGGER search_code_renamed AFTER UPDATE OF name ON codes BEGIN
  UPDATE moment_search SET codes = (SELECT coalesce(group_concat(c.name, char(10)), '') FROM codings g JOIN codes c ON c.id = g.code_id
    WHERE g.moment_id = (SELECT id FROM moments WHERE row_number = moment_search.rowid))
  WHERE rowid IN (SELECT m.row_number FROM codings g JOIN moments m ON m.id = g.moment_id WHERE g.code_id = new.id);
END;

UPDATE studies SET settings = json_patch('{
  "asksCertainty": false,
  "certaintyScale": [
    {"value": 1, "label": "unsure"},
    {"value": 2, "label": "fairly sure"},
    {"value": 3, "label": "sure"}
  ]
}', settings);
`;
