/** An id for a row that a migration makes, in the shape that all ids have. */
const newId = `(SELECT lower(substr(h, 1, 8) || '-' || substr(h, 9, 4) || '-7' || substr(h, 13, 3) || '-8' || substr(h, 16, 3) || '-' || substr(h, 19, 12))
  FROM (SELECT hex(randomblob(16)) || i.item AS h))`;

/**
 * Instruments as data, ratings of their items, examples of codes that quote instead of naming a moment, and saved
 * queries. What was rated in recall interviews by a name becomes an item of the instrument that every study has.
 */
export const instruments = `
CREATE TABLE instruments (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, about TEXT NOT NULL, note TEXT NOT NULL, template TEXT, subscales TEXT NOT NULL,
  scoring TEXT NOT NULL, has_total INTEGER NOT NULL, least_answered REAL NOT NULL, is_retired INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE instrument_items (
  id TEXT PRIMARY KEY, instrument_id TEXT NOT NULL REFERENCES instruments (id), position REAL NOT NULL, label TEXT NOT NULL,
  prompt TEXT NOT NULL, kind TEXT NOT NULL, low REAL NOT NULL, high REAL NOT NULL, step REAL NOT NULL, anchors TEXT NOT NULL,
  is_reverse INTEGER NOT NULL, subscale TEXT
) STRICT;
CREATE INDEX instrument_items_instrument ON instrument_items (instrument_id);

INSERT INTO instruments SELECT '01900000-0000-7000-8000-000000000001', 'Recall interview', 'moment', '', NULL, '[]', 'none', 0, 1, 0, 0
  WHERE EXISTS (SELECT 1 FROM studies);
INSERT INTO instrument_items SELECT '01900000-0000-7000-8000-000000000002', id, 1, 'Helpfulness', '', 'scale', 1, 9, 0.5,
  '[{"value":1,"label":"hindering"},{"value":5,"label":"neutral"},{"value":9,"label":"helpful"}]', 0, NULL FROM instruments;
INSERT INTO instrument_items
  SELECT ${newId}, '01900000-0000-7000-8000-000000000001', 2, i.item, '', 'scale', min(1, i.low), max(9, i.high), 0.5, '[]', 0, NULL
  FROM (SELECT item, min(value) AS low, max(value) AS high FROM ratings WHERE item <> 'helpfulness' GROUP BY item) i;

CREATE TABLE ratings_made_anew (
  id TEXT PRIMARY KEY, interview_id TEXT REFERENCES interviews (id), session_id TEXT REFERENCES sessions (id),
  moment_id TEXT REFERENCES moments (id), peak_id TEXT REFERENCES peaks (id), person_id TEXT NOT NULL REFERENCES people (id),
  item_id TEXT NOT NULL REFERENCES instrument_items (id), value REAL, text TEXT NOT NULL, at INTEGER NOT NULL,
  CHECK ((session_id IS NULL) <> (moment_id IS NULL)), CHECK (peak_id IS NULL OR moment_id IS NOT NULL)
) STRICT;
INSERT INTO ratings_made_anew
  SELECT r.id, r.interview_id, NULL, r.moment_id, r.peak_id, r.person_id,
    CASE r.item WHEN 'helpfulness' THEN '01900000-0000-7000-8000-000000000002'
      ELSE (SELECT i.id FROM instrument_items i WHERE i.position = 2 AND i.label = r.item) END, r.value, '', r.at
  FROM ratings r;
DROP TABLE ratings;
ALTER TABLE ratings_made_anew RENAME TO ratings;
CREATE INDEX ratings_interview ON ratings (interview_id);
CREATE INDEX ratings_session ON ratings (session_id);
CREATE INDEX ratings_moment ON ratings (moment_id);
CREATE INDEX ratings_peak ON ratings (peak_id);
CREATE INDEX ratings_person ON ratings (person_id);
CREATE INDEX ratings_item ON ratings (item_id);

CREATE TABLE code_examples_made_anew (
  id TEXT PRIMARY KEY, code_id TEXT NOT NULL REFERENCES codes (id), moment_id TEXT REFERENCES moments (id), note TEXT NOT NULL
) STRICT;
INSERT INTO code_examples_made_anew SELECT id, code_id, moment_id, note FROM code_examples;
DROP TABLE code_examples;
ALTER TABLE code_examples_made_anew RENAME TO code_examples;
CREATE INDEX code_examples_code ON code_examples (code_id);
CREATE INDEX code_examples_moment ON code_examples (moment_id);

CREATE TABLE saved_queries (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, query TEXT NOT NULL, person_id TEXT REFERENCES people (id), changed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX saved_queries_person ON saved_queries (person_id);
`;
