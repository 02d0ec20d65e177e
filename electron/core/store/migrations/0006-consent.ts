/** Consents, retention and withdrawals; what is kept of imported files, with the settings written out. */
export const consent = `
ALTER TABLE recordings ADD COLUMN has_tags_removed INTEGER NOT NULL DEFAULT 0;

CREATE TABLE consents (
  id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES people (id), use TEXT NOT NULL, decision TEXT NOT NULL,
  decided_on TEXT NOT NULL, created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX consents_person ON consents (person_id);

CREATE TABLE retentions (
  id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES people (id), kept_until TEXT NOT NULL
) STRICT;
CREATE INDEX retentions_person ON retentions (person_id);

-- Names rows that it erases by id, and so has no foreign keys.
CREATE TABLE withdrawals (
  id TEXT PRIMARY KEY, scope TEXT NOT NULL, decisions TEXT NOT NULL, state TEXT NOT NULL, started_at INTEGER NOT NULL,
  finished_at INTEGER, plan TEXT NOT NULL, report TEXT NOT NULL
) STRICT;

UPDATE studies SET settings = json_patch('{"keepsFileNames": false, "removesTags": false}', settings);
`;
