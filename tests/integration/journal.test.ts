import { createHash } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { fromCsv } from '../../shared/interchange/csv.ts';
import { type Client, clientOf } from '../fixtures/client.ts';
import { startCore } from '../fixtures/core.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** A study with two sessions of one case, a moment in each, and a person; made as somebody at the desk would. */
async function begin(client: Client) {
  const contents = await client.study.openSample();
  const [session] = contents.sessions;
  const [recording] = contents.recordings;
  const coder = contents.people.find(({ kind }) => kind === 'team');
  if (session === undefined || recording === undefined || coder === undefined)
    throw new Error('an empty sample');
  return { contents, session, recording, coder };
}

test('who, when and what, by person, kind, time, row and session, also of what is gone', async () => {
  const { core } = await startCore();
  const client = clientOf(core);
  const { session, recording, coder } = await begin(client);
  const actor = coder.id;
  const other = await client.session.create({
    caseId: session.caseId,
    number: 9,
    heldOn: null,
    title: '',
    actor,
  });
  const span = {
    recordingId: recording.id,
    personId: actor,
    startMs: 0,
    endMs: 900,
    selection: 'span',
  } as const;
  const { momentId, segmentId } = await client.moment.create({ ...span, label: 'gone soon', actor });
  await client.segment.move({ id: segmentId, startMs: 100, endMs: 900, actor });
  await client.note.write({ momentId, body: 'a sigh', actor });
  await client.moment.remove({ id: momentId, actor });
  await client.history.undo({ actor: null });
  await client.history.redo({ actor });

  const names = async (filter: Parameters<Client['journal']['find']>[0]) => {
    const { seqs } = await client.journal.find(filter);
    return (await client.journal.lines({ seqs })).map(({ name, kind }) => `${kind} ${name}`);
  };
  const whole = [
    'edit segment.move',
    'edit note.write',
    'edit moment.remove',
    'undo moment.remove',
    'redo moment.remove',
  ];
  expect(await names({ row: segmentId })).toEqual([
    ...whole.filter((name) => !name.includes('note')).reverse(),
    'edit moment.create',
  ]);
  expect(await names({ actor })).toEqual([
    'redo moment.remove',
    'edit moment.remove',
    'edit note.write',
    'edit segment.move',
    'edit moment.create',
    'edit session.create',
  ]);
  expect((await names({ session: session.id })).slice(0, 6)).toEqual([
    ...whole.toReversed(),
    'edit moment.create',
  ]);
  expect(await names({ session: other.id })).toEqual(['edit session.create']);
  expect(await names({ kind: 'retraced' })).toEqual(['redo moment.remove', 'undo moment.remove']);
  expect(await names({ kind: 'occurrence' })).toEqual(['occurrence study.opened']);
  expect(await names({ kind: 'note', actor })).toEqual(['edit note.write']);
  expect(await names({ toMs: 1 })).toEqual([]);
  expect((await names({ fromMs: 1 })).length).toBe((await client.journal.find({})).seqs.length);

  const { seqs } = await client.journal.find({ kind: 'note', actor });
  const [line] = await client.journal.lines({ seqs });
  expect(line).toMatchObject({
    actor,
    deviceId: core.context.app.profile.deviceId,
    pieceCount: 1,
    erasedCount: 0,
  });
  const pieces = await client.journal.pieces({ seq: line?.seq ?? 0 });
  expect(pieces).toMatchObject([{ entity: 'note', state: 'shown', before: null, after: { body: 'a sigh' } }]);
  core.context.app.study().store.eraseContents({ rowIds: pieces.map(({ id }) => id) }, actor);
  expect(await client.journal.pieces({ seq: line?.seq ?? 0 })).toMatchObject([
    { entity: 'note', state: 'erased' },
  ]);
  expect(await client.journal.lines({ seqs })).toMatchObject([{ erasedCount: 1 }]);
});

test('an export can be checked by anybody, as CSV and as JSON, and holds nothing that was said', async () => {
  const { core } = await startCore();
  const client = clientOf(core);
  const { recording, coder } = await begin(client);
  const mark = { recordingId: recording.id, personId: coder.id, rawMs: 5000, lookBackMs: 0, actor: coder.id };
  const { momentId } = await client.moment.mark(mark);
  await client.note.write({ momentId, body: 'never to be exported', actor: coder.id });
  core.context.app.study().store.eraseContents({ rowIds: [momentId] }, null);
  const state = await client.journal.verify();
  expect(state.broken).toBeNull();

  const asked = { filter: {}, actor: coder.id, purpose: 'ethics board' } as const;
  const { text, fileName } = await client.journal.export({ ...asked, format: 'json' });
  expect(fileName).toMatch(/ log\.json$/);
  expect(text).not.toContain('never to be exported');
  const document = JSON.parse(text);
  expect(document).toMatchObject({ format: 'stillpoint-journal-1', isWhole: true });
  let previous = '0'.repeat(64);
  for (const entry of document.entries) {
    const { seq, id, stamp, device, actor, name, kind, isUndoable, step, at, contents } = entry;
    expect(entry.previous).toBe(previous);
    previous = sha256(
      JSON.stringify([previous, seq, id, stamp, device, actor, name, kind, isUndoable, step, at, contents]),
    );
    expect([seq, entry.digest]).toEqual([seq, previous]);
  }
  expect(previous).toBe(state.head);

  const csv = await client.journal.export({ ...asked, filter: { kind: 'note' }, format: 'csv' });
  const [head = [], ...rows] = fromCsv(csv.text);
  expect(rows.length).toBeGreaterThan(0);
  for (const cells of rows) {
    const entry = Object.fromEntries(head.map((name, index) => [name, cells[index] ?? '']));
    const { seq, id, stamp, device, actor, name, kind, isUndoable, step, at, contents, digest } = entry;
    const facts = [
      entry['previous'],
      Number(seq),
      id,
      stamp,
      device,
      actor || null,
      name,
      kind,
      Number(isUndoable),
      step || null,
      Number(at),
    ];
    expect(sha256(JSON.stringify([...facts, JSON.parse(contents ?? '')]))).toBe(digest);
  }
  const { seqs } = await client.journal.find({ kind: 'occurrence' });
  const told = (await client.journal.lines({ seqs })).filter(({ name }) => name === 'study.exported');
  expect(told.map(({ details }) => [details?.['purpose'], details?.['rowCount']])).toEqual([
    ['ethics board', rows.length],
    ['ethics board', document.entries.length],
  ]);
});

test('while an interview is held, what other recallers marked and said is not in the log', async () => {
  const { core } = await startCore();
  const client = clientOf(core);
  const { session } = await begin(client);
  const interviews = await client.interview.list({ sessionId: session.id });
  const [mine] = interviews;
  if (mine === undefined) throw new Error('the sample has no interview');
  const others = (await client.session.load({ id: session.id })).moments.filter(
    ({ personId, role }) => personId !== mine.recallerId && ['client', 'therapist'].includes(role),
  );
  expect(others.length).toBeGreaterThan(0);
  const statesOf = async (row: string) => {
    const { seqs } = await client.journal.find({ row });
    const pieces = await Promise.all(seqs.map((seq) => client.journal.pieces({ seq })));
    const states = pieces
      .flat()
      .filter((piece) => piece.id === row)
      .map(({ state }) => state);
    return [...new Set(states)];
  };
  const theirs = others[0]?.id ?? '';
  expect(await statesOf(theirs)).toEqual(['shown']);
  await client.interview.enter({ id: mine.id });
  expect(await statesOf(theirs)).toEqual(['hidden']);
  // Removed meanwhile, it is still not to be seen: the log would show what it was.
  core.context.app.study().store.edit('moment.remove', { actor: null }, (edit) => {
    for (const [entity, table] of [
      ['peak', 'peaks'],
      ['note', 'notes'],
      ['coding', 'codings'],
      ['rating', 'ratings'],
      ['statement', 'statements'],
      ['segment', 'segments'],
    ] as const)
      for (const row of edit.read.all(`SELECT id FROM ${table} WHERE moment_id = ?`, theirs))
        edit.remove(entity, String(row['id']));
    for (const row of edit.read.all('SELECT id FROM stops WHERE moment_id = ?', theirs))
      edit.update('stop', String(row['id']), { momentId: null });
    edit.remove('moment', theirs);
  });
  expect(await statesOf(theirs)).toEqual(['hidden']);
  const everything = await client.journal.find({});
  const pieces = (await Promise.all(everything.seqs.map((seq) => client.journal.pieces({ seq })))).flat();
  const text = JSON.stringify(pieces);
  for (const { id, label } of others)
    expect([id, label !== '' && text.includes(`"${label}"`)]).toEqual([id, false]);
  await client.interview.leave();
  expect(await statesOf(theirs)).toEqual(['shown']);
});

test('a break is found, shown, and logged once', async () => {
  const { core, folder } = await startCore();
  const client = clientOf(core);
  const { ref } = await client.study.create({ title: 'Forged' });
  await client.case.create({ label: 'A', actor: null });
  await client.study.close();
  const database = new Database(join(folder, 'studies/Forged.stillpoint/study.db'));
  database.exec("DROP TRIGGER journal_keeps; UPDATE journal SET at = 5 WHERE name = 'case.create'");
  database.close();
  await client.study.open({ ref });
  const { broken } = await client.journal.verify();
  expect(broken).toEqual({ seq: 3, fault: 'entry' });
  await client.journal.verify();
  const { seqs } = await client.journal.find({ kind: 'occurrence' });
  const lines = await client.journal.lines({ seqs });
  expect(lines.filter(({ name }) => name === 'journal.broken').map(({ details }) => details)).toEqual([
    broken,
  ]);
});
