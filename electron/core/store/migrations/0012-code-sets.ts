/** Sets of codes beside the tree, and what a version of the codebook holds of them. */
export const codeSets = `
CREATE TABLE code_sets (id TEXT PRIMARY KEY, name TEXT NOT NULL, description TEXT NOT NULL, guid TEXT) STRICT;
CREATE INDEX code_sets_guid ON code_sets (guid);

CREATE TABLE code_set_members (
  id TEXT PRIMARY KEY, set_id TEXT NOT NULL REFERENCES code_sets (id), code_id TEXT NOT NULL REFERENCES codes (id)
) STRICT;
CREATE INDEX code_set_members_set ON code_set_members (set_id);
CREATE INDEX code_set_members_code ON code_set_members (code_id);

ALTER TABLE codebook_versions ADD COLUMN sets TEXT NOT NULL DEFAULT '[]';
`;
