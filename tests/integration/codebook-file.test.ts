import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { refusal } from '../fixtures/client.ts';
import { planInterviews } from '../fixtures/interview.ts';

const actor = null;
const base64 = (text: string) => Buffer.from(text).toString('base64');

/** A codebook of two levels with everything a code can have, an example among it. */
async function filledStudy() {
  const planned = await planInterviews();
  const { client, recordingId, inquirerId: personId } = planned;
  const { momentId } = await client.moment.create({
    actor,
    recordingId,
    personId,
    startMs: 100,
    endMs: 400,
    label: 'The clock',
    selection: 'span',
  });
  const root = await client.code.create({
    actor,
    parentId: null,
    name: 'Rupture',
    color: '#0072b2',
    key: 'r',
    isCodable: false,
  });
  const child = await client.code.create({
    actor,
    parentId: root.id,
    name: 'Withdrawal; "quiet"',
    color: '#d55e00',
    key: 'w',
    definition: 'Moves away.\nOr goes along.',
    shortLabel: 'With',
    whenToUse: 'Silence',
    whenNotToUse: 'Thinking',
    kind: 'point',
    exclusiveGroup: 'rupture',
  });
  await client.codeExample.add({ actor, codeId: child.id, momentId, note: 'She looks at the clock' });
  return { ...planned, rootId: root.id, childId: child.id, momentId };
}

test.each(['json', 'csv'] as const)('a codebook goes out as %s and comes back whole', async (format) => {
  const { client, childId, momentId } = await filledStudy();
  const before = (await client.study.load())?.codes;
  const { text, fileName } = await client.codebook.export({ format, hasByteOrderMark: true });
  expect(fileName).toMatch(new RegExp(`codebook\\.${format}$`));
  const file = await client.codebook.read({ bytes: base64(text) });
  expect(file).toMatchObject({ format, known: 2, findings: [], encoding: 'utf-8' });
  const example = { momentId, note: 'She looks at the clock' };
  expect(file.codes?.map(({ name, examples }) => [name, examples])).toEqual([
    ['Rupture', []],
    ['Withdrawal; "quiet"', [example]],
  ]);

  // Gone, brought back from the file, and what is brought back says the same under the same guids.
  await client.code.remove({ actor, id: childId });
  const { created, kept } = await client.codebook.import({ actor, codes: file.codes ?? [], onKnown: 'keep' });
  expect([created, kept]).toEqual([1, 1]);
  const after = await client.study.load();
  const said = (codes: typeof before) =>
    codes
      ?.map(({ id: _, guid: __, position: ___, ...code }) => code)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  expect(said(after?.codes)).toEqual(said(before));
  expect(after?.codes.find(({ guid }) => guid === childId)?.name).toBe('Withdrawal; "quiet"');
  expect(after?.codeExamples).toMatchObject([example]);
});

test('as .qdc it keeps what that format holds', async () => {
  const { client } = await filledStudy();
  const { text } = await client.codebook.export({ format: 'qdc', hasByteOrderMark: false });
  const { codes, findings } = await client.codebook.read({ bytes: base64(text) });
  expect(findings).toEqual([]);
  expect(codes).toMatchObject([
    { name: 'Rupture', isCodable: false, color: '#0072b2' },
    {
      name: 'Withdrawal; "quiet"',
      definition: 'Moves away.\nOr goes along.',
      examples: [{ momentId: null, note: 'She looks at the clock' }],
      whenToUse: 'Silence',
      whenNotToUse: 'Thinking',
      exclusiveGroup: 'rupture',
    },
  ]);
});

test('through another program as .qdc and back: what has no place there is kept here, and what moves is counted first', async () => {
  const { client, rootId, childId } = await filledStudy();
  const { text } = await client.codebook.export({ format: 'qdc', hasByteOrderMark: false });
  const before = (await client.study.load())?.codes;
  const code = (codes: typeof before) => codes?.find(({ id }) => id === childId);
  const same = await client.codebook.read({ bytes: base64(text) });
  expect(same).toMatchObject({ known: 2, moved: 0 });
  await client.codebook.import({ actor, codes: same.codes ?? [], onKnown: 'update' });
  expect((await client.study.load())?.codes).toEqual(before);

  // There it is written anew, put at the top, and the tool keeps no set.
  const [child = ''] = /<Code guid="[^"]+" name="Withdrawal.*?<\/Code>/s.exec(text) ?? [];
  const edited = text
    .replace(child, '')
    .replace('</Codes>', `${child.replace('Moves away.', 'Falls silent.')}</Codes>`)
    .replace(/<Sets>.*<\/Sets>/s, '');
  const read = await client.codebook.read({ bytes: base64(edited) });
  expect(read).toMatchObject({ known: 2, moved: 1, findings: [] });
  await client.codebook.import({ actor, codes: read.codes ?? [], onKnown: 'update' });
  const after = (await client.study.load())?.codes;
  expect(code(after)).toEqual({
    ...code(before),
    parentId: null,
    position: expect.any(Number),
    definition: 'Falls silent.\nOr goes along.',
  });
  expect(after?.find(({ id }) => id === rootId)).toEqual(before?.find(({ id }) => id === rootId));
});

const published = readFileSync(
  new URL('../../shared/interchange/codebook/fixtures/sets.qdc', import.meta.url),
  'utf8',
);

test('a published codebook keeps its sets: in, out as .qdc and JSON under the same guids, and left alone by CSV', async () => {
  const { client, rootId } = await filledStudy();
  const file = await client.codebook.read({ bytes: base64(published) });
  expect(file).toMatchObject({ findings: [], known: 0, sets: { length: 3 } });
  const { codes, sets } = file;
  await client.codebook.import({ actor, codes: codes ?? [], sets, onKnown: 'keep' });
  const contents = await client.study.load();
  expect(contents?.codeSets.map(({ name }) => name)).toEqual(sets.map(({ name }) => name));
  expect(contents?.codeSetMembers).toHaveLength(4);

  // One made here, with a code that was here before.
  const made = await client.codeSet.create({
    actor,
    name: 'Ours',
    description: 'of the pilot',
    codeIds: [rootId],
  });
  const said = async (format: 'qdc' | 'json' | 'csv') => {
    const { text } = await client.codebook.export({ format, hasByteOrderMark: false });
    return await client.codebook.read({ bytes: base64(text) });
  };
  const ours = { guid: made.id, name: 'Ours', description: 'of the pilot', codeRefs: [rootId], unsaid: [] };
  for (const format of ['qdc', 'json'] as const) {
    const again = await said(format);
    expect([again.sets, again.findings], format).toEqual([[...sets, ours], []]);
    await client.codebook.import({ actor, codes: again.codes ?? [], sets: again.sets, onKnown: 'update' });
    expect((await client.study.load())?.codeSets).toHaveLength(4);
  }
  const before = await client.study.load();
  const table = await said('csv');
  expect(table.sets).toEqual([]);
  await client.codebook.import({ actor, codes: table.codes ?? [], sets: table.sets, onKnown: 'update' });
  const after = await client.study.load();
  expect([after?.codeSets, after?.codeSetMembers]).toEqual([before?.codeSets, before?.codeSetMembers]);
});

test('a set is named, described, filled, emptied and removed, and what cannot be is refused', async () => {
  const { client, rootId, childId, momentId } = await filledStudy();
  const { id } = await client.codeSet.create({ actor, name: 'Pilot', codeIds: [rootId] });
  await client.codeSet.update({ actor, id, name: 'For the pilot' });
  await client.codeSet.update({ actor, id, description: 'first round' });
  await client.codeSet.addCode({ actor, id, codeId: childId });
  // Pressed twice, or in two windows: it is in it once.
  expect((await client.codeSet.addCode({ actor, id, codeId: childId })).rows).toEqual([]);
  await client.codeSet.removeCode({ actor, id, codeId: rootId });
  expect((await client.codeSet.removeCode({ actor, id, codeId: rootId })).rows).toEqual([]);
  expect(await refusal(client.codeSet.addCode({ actor, id, codeId: momentId }))).toMatchObject({
    code: 'NOT_FOUND',
  });
  expect(await client.study.load()).toMatchObject({
    codeSets: [{ id, name: 'For the pilot', description: 'first round', guid: null }],
    codeSetMembers: [{ setId: id, codeId: childId }],
  });
  await client.codeSet.remove({ actor, id });
  expect(await client.study.load()).toMatchObject({ codeSets: [], codeSetMembers: [] });
  for (let time = 0; time < 6; time += 1) await client.history.undo({ actor });
  expect(await client.study.load()).toMatchObject({ codeSets: [], codes: { length: 2 } });
  await client.history.redo({ actor });
  expect(await client.study.load()).toMatchObject({ codeSets: [{ name: 'Pilot' }], codeSetMembers: [{}] });
});

test('what cannot be taken is listed line by line, the rest comes in', async () => {
  const { client } = await filledStudy();
  const long = 'n'.repeat(240);
  const csv = [
    'name,parent,colour,key,examples,example moments,short label',
    `${long},,,r,,,`,
    'Repair,,green,,"We laughed",0190a000-0000-7000-8000-000000000001,a short label that is much longer than forty signs',
  ].join('\r\n');
  const { codes, findings } = await client.codebook.read({ bytes: base64(csv) });
  expect(findings.map(({ line, code }) => [line, code])).toEqual([
    [2, 'nameTooLong'],
    [3, 'colorUnreadable'],
    [3, 'textTooLong'],
    [0, 'momentMissing'],
  ]);
  expect(codes).toMatchObject([
    { name: `${'n'.repeat(199)}…`, key: 'r' },
    { name: 'Repair', examples: [{ momentId: null, note: 'We laughed' }], guid: null },
  ]);
  expect(codes?.every(({ color }) => /^#[0-9a-f]{6}$/.test(color))).toBe(true);
  // The key belongs to a code of the study.
  const { keysTaken } = await client.codebook.import({ actor, codes: codes ?? [], onKnown: 'keep' });
  expect(keysTaken).toMatchObject([{ key: 'r', by: 'Rupture' }]);
});

test('refused: nothing, what is no codebook, entity bombs, guids given twice', async () => {
  const { client } = await filledStudy();
  const read = (text: string) => client.codebook.read({ bytes: base64(text) });
  expect(await refusal(read(''))).toMatchObject({ code: 'FILE_EMPTY' });
  expect(await refusal(read('<html/>'))).toMatchObject({ code: 'FILE_NOT_RECOGNISED' });
  const bomb = '<!DOCTYPE a [<!ENTITY b "c">]><CodeBook/>';
  expect(await refusal(read(bomb))).toMatchObject({ code: 'XML_FORBIDDEN' });
  const guid = '0190a000-0000-4000-8000-000000000001';
  const twice = JSON.stringify({
    format: 'stillpoint-codebook',
    version: 1,
    codes: [
      { guid, name: 'A' },
      { guid, name: 'B' },
    ],
  });
  const { codes, findings } = await read(twice);
  expect(codes).toBeNull();
  expect(findings.map(({ code }) => code)).toEqual(['guidDuplicate', 'guidDuplicate']);
});

test('the codings of a code are listed with what they are said of', async () => {
  const { client, rootId, childId, momentId, recordingId, inquirerId: personId } = await filledStudy();
  const targets = [
    { kind: 'moment', momentId },
    { kind: 'span', recordingId, startMs: 0, endMs: 90 },
  ] as const;
  for (const target of targets) await client.coding.toggle({ actor, target, codeId: childId, personId });
  expect(await client.code.codings({ id: rootId })).toEqual([]);
  expect(await client.code.codings({ id: childId })).toMatchObject([
    { kind: 'span', startMs: 0, endMs: 90, words: '', personId },
    { kind: 'moment', startMs: 100, endMs: 400, words: 'The clock', personId },
  ]);
});
