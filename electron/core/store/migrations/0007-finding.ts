/**
 * How the text of a table is kept in the index. `session` and `interview` are expressions over the row, `new`, for the
 * session and the recall interview it belongs to: by them a search is narrowed without a look at every row it found.
 */
function indexed(kind: string, table: string, column: string, session: string, interview: string): string {
  return `
CREATE TRIGGER text_search_${kind}_added AFTER INSERT ON ${table} BEGIN
  INSERT INTO search_documents (kind, ref, session_id, interview_id) VALUES ('${kind}', new.id, ${session}, ${interview});
  INSERT INTO text_search (rowid, body) SELECT row_number, new.${column} FROM search_documents WHERE ref = new.id;
END;
CREATE TRIGGER text_search_${kind}_changed AFTER UPDATE OF ${column} ON ${table} BEGIN
  UPDATE text_search SET body = new.${column} WHERE rowid = (SELECT row_number FROM search_documents WHERE ref = new.id);
END;
CREATE TRIGGER text_search_${kind}_removed AFTER DELETE ON ${table} BEGIN
  DELETE FROM text_search WHERE rowid = (SELECT row_number FROM search_documents WHERE ref = old.id);
  DELETE FROM search_documents WHERE ref = old.id;
END;
INSERT INTO search_documents (kind, ref, session_id, interview_id) SELECT '${kind}', new.id, ${session}, ${interview} FROM ${table} AS new;
INSERT INTO text_search (rowid, body) SELECT d.row_number, t.${column} FROM search_documents d JOIN ${table} t ON t.id = d.ref;
`;
}

const ofMoment = '(SELECT session_id FROM moments WHERE id = new.moment_id)';
const ofInterview = '(SELECT session_id FROM interviews WHERE id = new.interview_id)';
const ofTranscript = '(SELECT session_id FROM transcripts WHERE id = new.transcript_id)';
const heardIn = `(SELECT r.interview_id FROM transcripts t JOIN recordings r ON r.id = t.recording_id WHERE t.id = new.transcript_id)`;

/** Memos, links, and one index over everything that is written. */
export const finding = `
-- A target is named by kind and id, since it may be anything; what hangs on a row that goes is removed with it by the store.
CREATE TABLE memos (
  id TEXT PRIMARY KEY, target_kind TEXT NOT NULL, target_id TEXT NOT NULL, title TEXT NOT NULL, body TEXT NOT NULL,
  person_id TEXT REFERENCES people (id), created_at INTEGER NOT NULL, changed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX memos_target ON memos (target_id);
CREATE INDEX memos_person ON memos (person_id);

CREATE TABLE links (
  id TEXT PRIMARY KEY, from_kind TEXT NOT NULL, from_id TEXT NOT NULL, to_kind TEXT NOT NULL, to_id TEXT NOT NULL,
  relation TEXT NOT NULL, person_id TEXT REFERENCES people (id), created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX links_from ON links (from_id);
CREATE INDEX links_to ON links (to_id);
CREATE INDEX links_person ON links (person_id);

-- row_number exists for the index, which wants an integer that VACUUM does not change.
CREATE TABLE search_documents (
  row_number INTEGER PRIMARY KEY, kind TEXT NOT NULL, ref TEXT NOT NULL UNIQUE, session_id TEXT, interview_id TEXT
) STRICT;
CREATE VIRTUAL TABLE text_search USING fts5 (body, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3');

${indexed('moment', 'moments', 'label', 'new.session_id', 'NULL')}
${indexed('note', 'notes', 'body', ofMoment, 'NULL')}
${indexed('statement', 'statements', 'body', ofInterview, 'new.interview_id')}
${indexed('turn', 'turns', 'body', ofTranscript, heardIn)}
${indexed('memo', 'memos', 'body', 'NULL', 'NULL')}
`;
