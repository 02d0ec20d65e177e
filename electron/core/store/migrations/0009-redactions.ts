/** Spans of recordings that leave the study only covered. */
export const redactions = `
CREATE TABLE redactions (
  id TEXT PRIMARY KEY, recording_id TEXT NOT NULL REFERENCES recordings (id), start_ms INTEGER NOT NULL,
  end_ms INTEGER NOT NULL, what TEXT NOT NULL, channel INTEGER, reason TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES people (id), created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX redactions_recording ON redactions (recording_id);
CREATE INDEX redactions_person ON redactions (person_id);
`;
