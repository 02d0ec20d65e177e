import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import * as z from 'zod';
import { recallInstrumentId, recallItemId } from '../../../../shared/instrument/recall-rating.ts';
import { defaultStudySettings } from '../../../../shared/model/settings.ts';
import { connect } from '../connection.ts';
import { Store } from '../store.ts';
import { studyOf } from '../study.ts';
import { migrations, newestVersion } from './migrate.ts';

const device = '0199aaaa-0000-7000-8000-000000000001';

/** A study as version 1 wrote it, with a row in every table; the settings are those that it knew, changed by somebody. */
const versionOneRows = `
INSERT INTO studies VALUES ('st', 'Old study', 'a note', '{"lookBackMs":1500,"jumpBackMs":250}', 1);
INSERT INTO cases VALUES ('ca', 'A', '', 1);
INSERT INTO people VALUES ('cl', 'participant', 'Ada', 'client', 0, 1), ('re', 'team', 'R', 'researcher', 0, 1);
INSERT INTO sessions VALUES ('se', 'ca', 3, '2026-11-22', '', 1);
INSERT INTO session_participants VALUES ('sp', 'se', 'cl', 'client', 0);
INSERT INTO recordings VALUES
  ('rc', 'se', 'Session', 'a.wav', 'audio', 'abc', 9, 60000, 'media/a.wav', 'media/a.wav', 'audio/wav', '{}', NULL, '{}', 1);
INSERT INTO moments VALUES (7, 'mo', 'se', 'rc', 'A turn', 'live', 'cl', 'client', 5000, 1500, 1);
INSERT INTO segments VALUES ('sg', 'mo', 3500, 4000);
INSERT INTO peaks VALUES ('pe', 'mo', 'cl', 3700);
INSERT INTO notes VALUES ('no', 'mo', 're', 'heard the sigh', 1);
INSERT INTO codes VALUES ('co', NULL, 'Rupture', '#0072b2', 'r', '', 1, 1.5);
INSERT INTO codings VALUES ('cg', 'se', 'co', 'moment', 'mo', NULL, NULL, NULL, 're', 1);
INSERT INTO views VALUES ('${device}', 'desk', '{}');
INSERT INTO journal VALUES (1, 'j1', '000000000001-0000-x', '${device}', 're', 'moment.mark', 'edit', 1, NULL, 1, '[]');
INSERT INTO journal_rows VALUES ('moment', 'mo', 1);
`;

/** What a code and a coding are given by version 4. */
const unsaidOfCode = {
  short_label: '',
  when_to_use: '',
  when_not_to_use: '',
  is_retired: 0,
  kind: 'state',
  exclusive_group: null,
  guid: null,
};
const unsaidOfCoding = {
  statement_id: null,
  turn_id: null,
  from_offset: null,
  to_offset: null,
  certainty: null,
  comment: '',
};

const tablesOf = (database: Database.Database): string[] =>
  database
    .prepare<[], { name: string }>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%_search%' AND name <> 'search_documents' ORDER BY name",
    )
    .all()
    .map(({ name }) => name);

const rowsOf = (database: Database.Database, tables: readonly string[]) =>
  Object.fromEntries(
    tables.map((name) => [
      name,
      database.prepare<[], Record<string, unknown>>(`SELECT * FROM ${name} ORDER BY 1`).all(),
    ]),
  );

test('from version 1: nothing is lost, settings are filled up, and a backup is made first', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stillpoint-migration-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'study.db');
  const backup = join(folder, 'before.db');
  const old = new Database(path);
  old.exec(migrations[0]?.sql ?? '');
  old.exec(versionOneRows);
  old.pragma('user_version = 1');
  const tables = tablesOf(old);
  const before = rowsOf(old, tables);
  for (const [name, rows] of Object.entries(before)) expect(rows, name).not.toHaveLength(0);
  old.close();

  const store = Store.open(path, device, (copyTo) => copyTo(backup));
  expect(studyOf(store.read).settings).toEqual({
    ...defaultStudySettings,
    lookBackMs: 1500,
    jumpBackMs: 250,
  });
  expect(store.read.all("SELECT rowid FROM moment_search WHERE moment_search MATCH 'sigh'")).toHaveLength(1);
  store.close();

  const migrated = new Database(path);
  onTestFinished(() => void migrated.close());
  expect(migrated.pragma('user_version', { simple: true })).toBe(newestVersion);
  expect(migrated.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(migrated.pragma('foreign_key_check')).toEqual([]);
  // The journal is laid out anew by migration 3, whose own test looks at it.
  const kept = tables.filter((name) => !name.startsWith('journal'));
  const after = rowsOf(migrated, kept);
  const plain = {
    interview_id: null,
    interview_start_ms: null,
    interview_rate: null,
    has_tags_removed: 0,
  };
  expect({ ...after, studies: null }).toEqual({
    ...Object.fromEntries(kept.map((name) => [name, before[name]])),
    studies: null,
    recordings: before['recordings']?.map((row) => ({ ...row, ...plain })),
    codes: before['codes']?.map((row) => ({ ...row, ...unsaidOfCode })),
    codings: before['codings']?.map((row) => ({ ...row, ...unsaidOfCoding })),
  });

  // The backup is the study as it was: the old app would still open it.
  expect(existsSync(backup)).toBe(true);
  const copy = new Database(backup);
  onTestFinished(() => void copy.close());
  expect(copy.pragma('user_version', { simple: true })).toBe(1);
  expect(rowsOf(copy, tables)).toEqual(before);
});

test('a migration that fails leaves the study as it was', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stillpoint-migration-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'study.db');
  const old = new Database(path);
  old.exec(migrations[0]?.sql ?? '');
  old.exec(versionOneRows);
  // In the way of what the migration makes last.
  old.exec('CREATE TABLE dial_chunks (id TEXT) STRICT');
  old.pragma('user_version = 1');
  const tables = tablesOf(old);
  const before = rowsOf(old, tables);
  old.close();
  expect(() => Store.open(path, device, () => {})).toThrow('dial_chunks');
  const left = new Database(path);
  onTestFinished(() => void left.close());
  expect([left.pragma('user_version', { simple: true }), tablesOf(left)]).toEqual([1, tables]);
  expect(rowsOf(left, tables)).toEqual(before);
});

/** What version 2 added to the rows of version 1: a recall interview with a row in every table of its. */
const versionTwoRows = `
INSERT INTO interviews VALUES ('in', 'se', 'rc', 'cl', 're', '', NULL, 1, 2, 'both', '{"kind":"open"}', 'done', 'close', 0, 1500, 3000, '', '', '', 1);
INSERT INTO places VALUES ('pl', 'in', 1, 'the sigh', 3000, NULL, NULL, 'helpful', 7.5, 'asked', NULL, NULL);
INSERT INTO log_lines VALUES ('ll', 'in', 'play', 0, 0, NULL, 1, 'inquirer', 1);
INSERT INTO stops VALUES ('st', 'in', 5000, 6000, 1500, 'recaller', 'key', 'mo', 1);
INSERT INTO lead_uses VALUES ('lu', 'in', 'st', 'body', 'x', 6500);
INSERT INTO statements VALUES ('sm', 'in', 'st', 'mo', 'cl', 'I felt seen', 'then', 'feelings', '', 7000, 9000, 1);
INSERT INTO ratings VALUES ('ra', 'in', 'mo', NULL, 'cl', 'helpfulness', 7.5, 1), ('rb', 'in', 'mo', 'pe', 'cl', 'helpfulness', 8, 2),
  ('rw', NULL, 'mo', NULL, 're', 'warmth', 12, 3);
INSERT INTO sync_points VALUES ('sy', 'rc', 1, 2);
INSERT INTO dial_traces VALUES ('dt', 'se', 'rc', 'in', 'cl', 'dial', 1, 9, 1);
INSERT INTO dial_chunks VALUES ('dc', 'dt', '[[0,1]]');
`;

/** A file as `version` wrote it, with a row in every table of then. */
function oldStudy(
  version: number,
  more = '',
): { path: string; before: Record<string, Record<string, unknown>[]> } {
  const folder = mkdtempSync(join(tmpdir(), 'stillpoint-migration-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'study.db');
  const writer = connect(path);
  for (const step of migrations.slice(0, version)) {
    writer.exec(step.sql);
    step.code?.(writer);
    if (step.version === 1) writer.exec(versionOneRows);
    if (step.version === 2) writer.exec(versionTwoRows);
  }
  writer.exec(more);
  writer.pragma(`user_version = ${version}`);
  writer.close();
  const old = new Database(path);
  const before = rowsOf(old, tablesOf(old));
  old.close();
  return { path, before };
}

test('from version 2: codings stay what they were said of, and are still found', () => {
  const { path, before: whole } = oldStudy(2);
  for (const [name, rows] of Object.entries(whole)) expect(rows, name).not.toHaveLength(0);
  // What becomes of the journal is the chain's own test.
  const { journal: _, journal_rows: __, ratings, ...before } = whole;
  const store = Store.open(path, device, () => {});
  expect(studyOf(store.read).settings).toMatchObject({ lookBackMs: 1500, asksCertainty: false });
  expect(store.read.all("SELECT rowid FROM moment_search WHERE moment_search MATCH 'rupture'")).toHaveLength(
    1,
  );
  const found = (word: string) =>
    store.read.all(
      'SELECT d.kind, d.ref, d.session_id, d.interview_id FROM text_search f JOIN search_documents d ON d.row_number = f.rowid WHERE text_search MATCH ?',
      word,
    );
  expect(found('seen')).toEqual([{ kind: 'statement', ref: 'sm', session_id: 'se', interview_id: 'in' }]);
  expect(found('sigh')).toEqual([{ kind: 'note', ref: 'no', session_id: 'se', interview_id: null }]);
  store.close();
  const migrated = new Database(path);
  onTestFinished(() => void migrated.close());
  expect(migrated.pragma('foreign_key_check')).toEqual([]);
  const after = rowsOf(migrated, Object.keys(before));
  // What was rated by a name is rated by an item of the instrument that every study has; no value is off its scale.
  const rated = migrated
    .prepare(
      `SELECT r.*, i.label, i.low, i.high, i.instrument_id FROM ratings r JOIN instrument_items i ON i.id = r.item_id ORDER BY r.id`,
    )
    .all();
  expect(rated).toMatchObject(
    (ratings ?? []).map(({ item, ...row }) => ({
      ...row,
      instrument_id: recallInstrumentId,
      label: item === 'helpfulness' ? 'Helpfulness' : 'warmth',
      high: item === 'helpfulness' ? 9 : 12,
      text: '',
    })),
  );
  expect(rated).toMatchObject([{ item_id: recallItemId }, { item_id: recallItemId }, {}]);
  const ids = migrated.prepare<[], { id: string }>('SELECT id FROM instrument_items').all();
  for (const { id } of ids) expect(z.uuidv7().safeParse(id).success, id).toBe(true);
  expect({ ...after, studies: null }).toEqual({
    ...before,
    studies: null,
    recordings: before['recordings']?.map((row) => ({ ...row, has_tags_removed: 0 })),
    codes: before['codes']?.map((row) => ({ ...row, ...unsaidOfCode })),
    codings: before['codings']?.map((row) => ({ ...row, ...unsaidOfCoding })),
  });
});

test('what was done before a migration can be undone after it', () => {
  const code = {
    id: 'cx',
    parentId: null,
    name: 'Gone',
    color: '#0072b2',
    key: 'g',
    definition: '',
    isCodable: true,
    position: 2,
  };
  const coding = {
    id: 'cg',
    sessionId: 'se',
    codeId: 'co',
    targetKind: 'moment',
    momentId: 'mo',
    recordingId: null,
    startMs: null,
    endMs: null,
    personId: 're',
    createdAt: 1,
  };
  const settings = { lookBackMs: 1500, jumpBackMs: 250 };
  const study = { id: 'st', title: 'Old study', note: 'a note', settings, createdAt: 1 };
  const rating = {
    id: 'ra',
    interviewId: 'in',
    momentId: 'mo',
    peakId: null,
    personId: 'cl',
    item: 'helpfulness',
    value: 7.5,
    at: 1,
  };
  const diffs = [
    [{ entity: 'study', id: 'st', before: { ...study, note: '' }, after: study }],
    [{ entity: 'coding', id: 'cg', before: null, after: coding }],
    [{ entity: 'rating', id: 'ra', before: { ...rating, value: 3 }, after: rating }],
    [{ entity: 'code', id: 'cx', before: code, after: null }],
  ];
  const entries = diffs.map(
    (each, index) =>
      `INSERT INTO journal VALUES (${index + 2}, 'k${index}', '00000000000${index + 2}-0000-x', '${device}', 're', 'edit', 'edit', 1, NULL, 1, '${JSON.stringify(each)}');`,
  );
  const { path } = oldStudy(2, entries.join('\n'));
  const store = Store.open(path, device, () => {});
  store.retrace('undo', null);
  expect(store.read.get("SELECT name, kind, is_retired FROM codes WHERE id = 'cx'")).toEqual({
    name: 'Gone',
    kind: 'state',
    is_retired: 0,
  });
  store.retrace('undo', null);
  expect(store.read.get("SELECT value, item_id FROM ratings WHERE id = 'ra'")).toEqual({
    value: 3,
    item_id: recallItemId,
  });
  store.retrace('undo', null);
  expect(store.read.number('SELECT count(*) FROM codings')).toBe(0);
  store.retrace('undo', null);
  expect(studyOf(store.read)).toMatchObject({
    note: '',
    settings: { lookBackMs: 1500, asksCertainty: false },
  });
  for (let time = 0; time < 4; time += 1) store.retrace('redo', null);
  expect(store.read.number('SELECT count(*) FROM codings')).toBe(1);
  store.close();
});

test('from version 7: examples of codes keep their moments', () => {
  const { path, before } = oldStudy(7, "INSERT INTO code_examples VALUES ('ce', 'co', 'mo', 'the sigh');");
  const store = Store.open(path, device, () => {});
  expect(store.read.all('SELECT * FROM code_examples')).toEqual(before['code_examples']);
  store.close();
});

test('from version 8: spans that go on are found by an index of their own', () => {
  const { path, before } = oldStudy(
    8,
    "INSERT INTO codings VALUES ('cs', 'se', 'co', 'span', NULL, NULL, NULL, NULL, NULL, 'rc', 700, NULL, 're', NULL, '', 1);",
  );
  const store = Store.open(path, device, () => {});
  const open = 'FROM codings INDEXED BY codings_open WHERE end_ms IS NULL AND start_ms IS NOT NULL';
  expect(store.read.all(`SELECT id ${open}`)).toEqual([{ id: 'cs' }]);
  expect(store.read.all('SELECT * FROM codings ORDER BY id')).toEqual(before['codings']);
  store.close();
});

test('from version 11: versions of the codebook hold no sets, and taking one away before can be undone', () => {
  const version = { id: 'cv', name: 'Pilot', note: '', personId: null, madeAt: 1, codes: [], examples: [] };
  const gone = { ...version, id: 'cw', name: 'Gone' };
  const { path, before } = oldStudy(
    11,
    [
      "INSERT INTO codebook_versions VALUES ('cv', 'Pilot', '', NULL, 1, '[]', '[]');",
      `INSERT INTO journal (seq, id, stamp, device_id, actor, name, kind, is_undoable, step, at, digest)
        VALUES (9, 'k9', '000000000009-0000-x', '${device}', 're', 'codebook.removeVersion', 'edit', 1, NULL, 1, zeroblob(32));`,
      `INSERT INTO journal_contents (seq, position, entity, row_id, contents, salt, digest) VALUES
        (9, 0, 'codebookVersion', 'cw', '${JSON.stringify({ before: gone, after: null })}', zeroblob(16), zeroblob(32));`,
    ].join('\n'),
  );
  const store = Store.open(path, device, () => {});
  const versions = () => store.read.all('SELECT * FROM codebook_versions ORDER BY id');
  expect(versions()).toEqual(before['codebook_versions']?.map((row) => ({ ...row, sets: '[]' })));
  store.retrace('undo', null);
  expect(versions()).toMatchObject([{ id: 'cv' }, { id: 'cw', name: 'Gone', sets: '[]' }]);
  store.retrace('redo', null);
  expect(versions()).toHaveLength(1);
  expect(store.read.all('SELECT * FROM codes ORDER BY id')).toEqual(before['codes']);
  store.close();
});

test('from version 10: memos that were written before are found by their titles, and stay as they are', () => {
  const memo = (id: string, title: string, body: string) =>
    `INSERT INTO memos VALUES ('${id}', 'moment', 'mo', '${title}', '${body}', 're', 1, 1);`;
  const { path, before } = oldStudy(
    10,
    [
      memo('m1', 'Zebra crossing', 'The clock comes back.'),
      memo('m2', 'Zebra', ''),
      memo('m3', '', 'sigh'),
    ].join(''),
  );
  const store = Store.open(path, device, () => {});
  const found = (word: string) =>
    store.read
      .all(
        `SELECT d.ref, f.body FROM text_search f JOIN search_documents d ON d.row_number = f.rowid
         WHERE text_search MATCH ? ORDER BY d.ref`,
        word,
      )
      .map((row) => [row['ref'], row['body']]);
  expect(found('zebra')).toEqual([
    ['m1', 'Zebra crossing – The clock comes back.'],
    ['m2', 'Zebra'],
  ]);
  expect(found('clock')).toEqual([['m1', 'Zebra crossing – The clock comes back.']]);
  // Nothing else was touched, and every text is in the index once.
  expect(found('sigh')).toEqual([
    ['m3', 'sigh'],
    ['no', 'heard the sigh'],
  ]);
  expect(store.read.all('SELECT * FROM memos ORDER BY id')).toEqual(before['memos']);
  store.close();
  const migrated = new Database(path);
  onTestFinished(() => void migrated.close());
  migrated.exec("INSERT INTO text_search (text_search) VALUES ('integrity-check')");
});
