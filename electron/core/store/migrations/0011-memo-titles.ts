/** A memo as it is searched: its title, and its text. */
const written = (memo: string): string =>
  `CASE '' WHEN ${memo}.title THEN ${memo}.body WHEN ${memo}.body THEN ${memo}.title
    ELSE ${memo}.title || ' – ' || ${memo}.body END`;

/** Memos are found by their titles too; how they leave the index stays as it was. */
export const memoTitles = `
DROP TRIGGER text_search_memo_added;
DROP TRIGGER text_search_memo_changed;
CREATE TRIGGER text_search_memo_added AFTER INSERT ON memos BEGIN
  INSERT INTO search_documents (kind, ref, session_id, interview_id) VALUES ('memo', new.id, NULL, NULL);
  INSERT INTO text_search (rowid, body) SELECT row_number, ${written('new')} FROM search_documents WHERE ref = new.id;
END;
CREATE TRIGGER text_search_memo_changed AFTER UPDATE OF title, body ON memos BEGIN
  UPDATE text_search SET body = ${written('new')} WHERE rowid = (SELECT row_number FROM search_documents WHERE ref = new.id);
END;
UPDATE text_search SET body = (SELECT ${written('m')} FROM memos m JOIN search_documents d ON d.ref = m.id
    WHERE d.row_number = text_search.rowid)
  WHERE rowid IN (SELECT d.row_number FROM search_documents d JOIN memos m ON m.id = d.ref WHERE m.title <> '');
`;
