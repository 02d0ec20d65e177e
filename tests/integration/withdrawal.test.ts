import { spawnSync } from 'node:child_process';
import { cp, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Core } from '../../electron/core/core.ts';
import type { WithdrawalStage } from '../../shared/contract/withdrawal.ts';
import type { WithdrawalScope } from '../../shared/model/consent.ts';
import { clientOf, refusal } from '../fixtures/client.ts';
import { startCore } from '../fixtures/core.ts';
import { readMedia } from '../fixtures/media/read-media.ts';
import { smallDisk } from '../fixtures/small-disk.ts';
import { temporaryFolder } from '../fixtures/study.ts';
import {
  contentsOf,
  filesWith,
  peaksOf,
  secret,
  studyFolder,
  studyToLeave,
} from '../fixtures/withdrawing.ts';

const actor = null;
type Contents = ReturnType<typeof contentsOf>;

/** References that are let go of, since the row is somebody else's. */
const loose = new Set([
  'stops.moment_id',
  'statements.moment_id',
  'statements.stop_id',
  'lead_uses.stop_id',
  'interviews.inquirer_id',
  'interviews.recording_id',
]);

/** The study without these rows and all that names them, worked out over plain values: what should be left. Versions of the codebook keep their other examples. */
function without(before: Contents, gone: readonly string[]): Contents {
  const ids = new Set<unknown>(gone);
  const tables = Object.entries(before);
  for (let size = -1; size !== ids.size; ) {
    size = ids.size;
    for (const [table, rows] of tables)
      for (const row of rows) {
        const names = Object.entries(row).some(
          ([column, value]) => ids.has(value) && !loose.has(`${table}.${column}`),
        );
        if (names) ids.add(row['id']);
      }
  }
  return Object.fromEntries(
    tables.map(([table, rows]) => [
      table,
      rows
        .filter((row) => !ids.has(row['id']))
        .map((row) =>
          Object.fromEntries(
            Object.entries(row).map(([column, value]) => {
              if (table === 'codebook_versions' && column === 'examples')
                return [
                  column,
                  JSON.stringify(examplesOf(value).filter(({ momentId }) => !ids.has(momentId))),
                ];
              return [column, loose.has(`${table}.${column}`) && ids.has(value) ? null : value];
            }),
          ),
        ),
    ]),
  );
}

const examplesOf = (value: unknown): { momentId: string }[] => JSON.parse(String(value));

/** Sound that was in an original (8 kHz, two channels of 16 bits), as its bytes: PCM is found again wherever it was copied to. */
async function soundIn(study: string, contents: Contents, id: string): Promise<Buffer> {
  const row = contents['recordings']?.find((one) => one['id'] === id);
  const bytes = await readFile(join(study, String(row?.['original_path'])));
  const burstSecond = Math.floor(Number(row?.['duration_ms']) / 1000) - 5;
  return bytes.subarray(burstSecond * 32_000 + 300, burstSecond * 32_000 + 700);
}

const originalOf = (contents: Contents, id: string): unknown =>
  contents['recordings']?.find((row) => row['id'] === id)?.['original_path'];

async function isChainWhole(core: Core): Promise<boolean> {
  return (await core.context.app.study().store.verifyChain()).broken === null;
}

test('everything of a person, shared session and all: nothing of them is in any byte, every other row is as it was', async () => {
  const { core, client, home, study, people, sessions, recordings } = await studyToLeave();
  const scope: WithdrawalScope = { kind: 'everything', personId: people.leaving };
  const decisions = [{ sessionId: sessions.shared, what: 'erase', channel: null } as const];
  const before = contentsOf(core);
  const sounds = [
    await soundIn(study, before, recordings.shared),
    await soundIn(study, before, recordings.alone),
  ];
  // All of it can be found before: otherwise not finding it after would mean nothing.
  expect((await filesWith(study, secret)).length).toBeGreaterThanOrEqual(4);
  for (const sound of sounds) expect(await filesWith(study, sound)).not.toEqual([]);

  const preview = await client.withdrawal.preview({ scope, decisions });
  expect(contentsOf(core)).toEqual(before);
  expect(preview.shared).toEqual([
    { sessionId: sessions.shared, others: [people.therapist], channels: 2, channel: 0 },
  ]);
  expect(preview.recordings.map(({ label, fate }) => [label, fate])).toEqual(
    expect.arrayContaining([
      ['shared', 'erased'],
      [`${secret} alone`, 'erased'],
    ]),
  );
  expect(preview.ofOthers.map(({ personId }) => personId)).toContain(people.therapist);
  expect(preview.counts).toMatchObject({ person: 1, session: 2, case: 1, interview: 2 });

  const { id } = await client.withdrawal.begin({ actor, scope, decisions });
  const ofCase = before['sessions']?.find((row) => row['id'] === sessions.alone)?.['case_id'];
  const gone = [people.leaving, sessions.shared, sessions.alone, String(ofCase)];
  expect(contentsOf(core)).toEqual(without(before, gone));
  for (const wanted of [secret, ...sounds]) expect(await filesWith(home, wanted)).toEqual([]);
  expect((await readdir(study)).filter((name) => name.includes('replaced'))).toEqual([]);
  expect(await client.backup.list({})).toHaveLength(1);
  expect(await readdir(join(study, 'recall'))).toEqual([]);
  expect(await client.moment.search({ sessionId: null, text: secret })).toEqual([]);
  expect(await client.moment.search({ sessionId: null, text: 'somebody' })).toHaveLength(1);
  expect(await client.view.load({ key: `desk ${sessions.unrelated}` })).toEqual({ at: 1 });
  expect(await isChainWhole(core)).toBe(true);

  const [row] = (await client.study.load())?.withdrawals ?? [];
  expect(row).toMatchObject({
    id,
    state: 'done',
    plan: { rowIds: [], files: [] },
    report: { counts: preview.counts, leftForLater: [], silenced: [] },
  });
  const { text } = await client.withdrawal.report({ id });
  for (const { checksum } of row?.report?.recordings ?? []) expect(text).toContain(checksum);
  expect(text).toContain('USB sticks');
  expect(text).not.toContain(secret);
  // Opened again it is a study like any other, and a backup of it can be put in its place.
  const ref = (await client.study.load())?.ref ?? '';
  await client.study.close();
  for (const wanted of [secret, ...sounds]) expect(await filesWith(home, wanted)).toEqual([]);
  await client.study.open({ ref });
  expect(contentsOf(core)).toEqual(without(before, gone));
  // Undo, as often as it goes, brings nothing of hers back.
  const undo = () =>
    client.history.undo({ actor }).then(
      () => true,
      () => false,
    );
  while (await undo());
  expect(await filesWith(home, secret)).toEqual([]);
});

test('a shared session kept without one channel: her voice is out of it, the other’s is sample for sample where it was', async () => {
  const { core, client, home, study, people, sessions, recordings } = await studyToLeave();
  const before = contentsOf(core);
  const heard = await readMedia(join(study, String(originalOf(before, recordings.shared))));
  const sound = await soundIn(study, before, recordings.shared);
  const scope: WithdrawalScope = { kind: 'everything', personId: people.leaving };
  const silence = { sessionId: sessions.shared, what: 'silence', channel: 0 } as const;
  expect(
    await refusal(client.withdrawal.preview({ scope, decisions: [{ ...silence, channel: 2 }] })),
  ).toMatchObject({ code: 'INPUT_INVALID' });
  await client.withdrawal.begin({ actor, scope, decisions: [silence] });

  const left = without(before, [people.leaving, sessions.alone]);
  const after = contentsOf(core);
  const isSilenced = (row: Record<string, unknown>) => row['id'] === recordings.shared;
  expect({ ...after, recordings: after['recordings']?.filter((row) => !isSilenced(row)) }).toEqual({
    ...left,
    recordings: left['recordings']?.filter((row) => !isSilenced(row)),
  });
  const kept = (await client.study.load())?.recordings.find(({ id }) => id === recordings.shared);
  const durationMs = before['recordings']?.find(isSilenced)?.['duration_ms'];
  expect(kept).toMatchObject({ label: 'shared', durationMs, kind: 'audio' });
  const now = await readMedia(join(study, kept?.originalPath ?? ''));
  expect(now.channels[0]?.every((value) => value === 0)).toBe(true);
  expect(now.channels[1]).toEqual(heard.channels[1]);
  expect(heard.channels[0]?.some((value) => Math.abs(value) > 0.5)).toBe(true);
  for (const wanted of [secret, sound]) expect(await filesWith(home, wanted)).toEqual([]);
  await peaksOf(client, recordings.shared);
  const [row] = (await client.study.load())?.withdrawals ?? [];
  expect(row?.report).toMatchObject({
    silenced: [{ recordingId: recordings.shared, channel: 0, newChecksum: kept?.checksum }],
    notReached: expect.arrayContaining(['silencedRoom', 'othersWords']),
  });
});

test('a shared session that is left for later is untouched, and the person stays in it until it is decided', async () => {
  const { core, client, people, sessions, recordings } = await studyToLeave();
  const before = contentsOf(core);
  const scope: WithdrawalScope = { kind: 'everything', personId: people.leaving };
  const { id } = await client.withdrawal.begin({ actor, scope, decisions: [] });
  const contents = await client.study.load();
  expect(contents?.withdrawals).toMatchObject([
    { id, state: 'done', report: { leftForLater: [sessions.shared] } },
  ]);
  expect(contents?.people.map((person) => person.id)).toContain(people.leaving);
  expect(contents?.recordings.map((recording) => recording.id)).toContain(recordings.shared);
  const inside = await client.session.load({ id: sessions.shared });
  expect(inside.moments.map((moment) => moment.label)).toEqual(['therapist’s own']);
  expect(
    contentsOf(core)['session_participants']?.filter((row) => row['session_id'] === sessions.shared),
  ).toEqual(before['session_participants']?.filter((row) => row['session_id'] === sessions.shared));
  expect((await client.withdrawal.report({ id })).text).toContain('still to be decided');
  const decisions = [{ sessionId: sessions.shared, what: 'erase', channel: null } as const];
  await client.withdrawal.begin({ actor, scope, decisions });
  expect((await client.study.load())?.people.map((person) => person.id)).not.toContain(people.leaving);
});

test('what a person said and marked goes, and they stay in their sessions', async () => {
  const { core, client, study, people, sessions, recordings, interviews } = await studyToLeave();
  const before = contentsOf(core);
  await client.withdrawal.begin({
    actor,
    scope: { kind: 'person', personId: people.leaving },
    decisions: [],
  });
  const contents = await client.study.load();
  expect(contents?.sessions.map(({ id }) => id).sort()).toEqual(Object.values(sessions).sort());
  expect(contents?.recordings.map(({ id }) => id)).toEqual(expect.arrayContaining(Object.values(recordings)));
  expect(contents?.consents).toEqual(
    expect.arrayContaining([expect.objectContaining({ personId: people.leaving })]),
  );
  expect((await client.interview.list({ sessionId: null })).map(({ id }) => id)).toEqual([interviews.theirs]);
  const after = contentsOf(core);
  const ofOthers = (of: Contents) =>
    ['people', 'consents', 'retentions', 'session_participants', 'codes', 'cases'].map((table) => of[table]);
  expect(ofOthers(after)).toEqual(ofOthers(before));
  // Her own words are gone from the journal too; her pseudonym, and the names of sessions and cases, are not hers alone.
  for (const words of [
    'turning point',
    'is said here',
    'remembers',
    'taken away',
    'wrote this first',
    'closeness',
    'unfinished',
  ])
    expect(await filesWith(study, `${secret} ${words}`)).toEqual([]);
  expect(await isChainWhole(core)).toBe(true);
});

test('in a sealed study, too: what is left opens with its passphrase, and holds nothing of the person', async () => {
  const passphrase = 'nine quiet stones in a river';
  const { core, client, study, people, sessions } = await studyToLeave(undefined, passphrase);
  const before = contentsOf(core);
  const scope: WithdrawalScope = { kind: 'everything', personId: people.leaving };
  const silence = { sessionId: sessions.shared, what: 'silence', channel: 0 } as const;
  await client.withdrawal.begin({ actor, scope, decisions: [silence] });
  expect(await client.backup.list({})).toHaveLength(1);
  const left = without(before, [people.leaving, sessions.alone]);
  const { ref = '' } = (await client.study.load()) ?? {};
  await client.study.close();
  await client.study.open({ ref, secret: passphrase });
  const after = contentsOf(core);
  for (const table of Object.keys(left))
    if (table !== 'recordings') expect(after[table]).toEqual(left[table]);
  // In the clear, as the app itself reads it: every table, its journal and the words of its indexes.
  const { read } = core.context.app.study().store;
  const tables = read
    .all("SELECT name FROM sqlite_schema WHERE type = 'table'")
    .map(({ name }) => String(name));
  const words = tables.flatMap((table) => read.all(`SELECT * FROM "${table}"`));
  expect(JSON.stringify(words)).not.toContain(secret);
  const media = await readdir(join(study, 'media'));
  expect(media.map((name) => name.replace(/^[^.]+/, ''))).toEqual(
    expect.arrayContaining(['.m4a.age', '.wav.age']),
  );
  expect(media).toHaveLength(after['recordings']?.length ?? 0);
});

test('one recording goes with what stands on it, and nothing of another', async () => {
  const { core, client, home, study, recordings } = await studyToLeave();
  const before = contentsOf(core);
  const sound = await soundIn(study, before, recordings.unrelated);
  const scope: WithdrawalScope = { kind: 'recording', recordingId: recordings.unrelated };
  await client.withdrawal.begin({ actor, scope, decisions: [] });
  expect(contentsOf(core)).toEqual(without(before, [recordings.unrelated]));
  expect(await filesWith(home, sound)).toEqual([]);
  expect(await filesWith(study, 'somebody else’s')).toEqual([]);
});

test('not while a recall interview is held, not for the team, not for what is not there', async () => {
  const { client, people, interviews } = await studyToLeave();
  const begin = (personId: typeof people.leaving) =>
    client.withdrawal.begin({ actor, scope: { kind: 'everything', personId }, decisions: [] });
  await client.interview.enter({ id: interviews.theirs });
  expect(await refusal(begin(people.leaving))).toMatchObject({ code: 'NOT_ALLOWED' });
  await client.interview.leave();
  expect(await refusal(begin(people.coder))).toMatchObject({ code: 'INPUT_INVALID' });
  expect((await client.study.load())?.withdrawals).toEqual([]);
});

const stages = [
  'silencing',
  'erasingRows',
  'erasingFiles',
  'compacting',
  'backingUp',
] as const satisfies WithdrawalStage[];

test('killed at any stage it is continued, and ends as if it never had been', async () => {
  const { client, home, people, sessions, recordings, core } = await studyToLeave();
  const before = contentsOf(core);
  const sound = await soundIn(studyFolder(home), before, recordings.alone);
  await client.study.close();
  const left = without(before, [people.leaving, sessions.alone]);
  for (const stage of stages) {
    const copy = await temporaryFolder();
    await cp(home, copy, { recursive: true });
    // It lists the study at the place where it was made.
    await rm(join(copy, 'profile'), { recursive: true });
    const entry = join(import.meta.dirname, '../fixtures/withdraw-until-killed.ts');
    const killed = spawnSync(process.execPath, [entry, copy, stage, people.leaving, sessions.shared], {
      encoding: 'utf8',
    });
    expect([stage, killed.signal, killed.stdout]).toEqual([stage, 'SIGKILL', '']);

    const again = await startCore(copy);
    const second = clientOf(again.core);
    const [listing] = await second.study.list();
    const opened = await second.study.open({ ref: listing?.ref ?? '' });
    expect(opened.withdrawals.map(({ state }) => state)).toEqual(['underWay']);
    await second.withdrawal.resume({ actor, id: opened.withdrawals[0]?.id ?? expect.fail() });
    const after = contentsOf(again.core);
    expect(
      Object.keys(after).filter(
        (table) => table !== 'recordings' && JSON.stringify(after[table]) !== JSON.stringify(left[table]),
      ),
    ).toEqual([]);
    expect(after['recordings']?.map((row) => row['id'])).toEqual(left['recordings']?.map((row) => row['id']));
    for (const wanted of [secret, sound]) expect([stage, await filesWith(copy, wanted)]).toEqual([stage, []]);
    const done = (await second.study.load())?.withdrawals[0];
    expect(done).toMatchObject({
      state: 'done',
      report: { counts: { person: 1 }, silenced: [{ channel: 0 }] },
    });
    expect(done?.report?.recordings.length).toBe(2);
    expect(done?.report?.silenced[0]?.newChecksum).not.toBe(done?.report?.silenced[0]?.oldChecksum);
    const media = await readdir(join(studyFolder(copy), 'media'));
    expect([stage, media.length]).toEqual([stage, after['recordings']?.length]);
    expect(await isChainWhole(again.core)).toBe(true);
    await second.study.close();
  }
}, 180_000);

const wholeDisk = [
  ['silencing', null],
  ['erasingRows', 'nine quiet stones in a river'],
  ['compacting', null],
  ['compacting', 'nine quiet stones in a river'],
  ['backingUp', 'nine quiet stones in a river'],
] as const;

test.for(wholeDisk)(
  'a full disk when it is at %s (passphrase: %s): said, nothing of others lost, continued when there is room',
  { timeout: 60_000 },
  async ([stage, passphrase], context) => {
    const disk = await smallDisk(context, 90);
    const { core, client, study, people, sessions } = await studyToLeave(disk.folder, passphrase);
    const before = contentsOf(core);
    const { messages } = core.context.app;
    const send = messages.send.bind(messages);
    messages.send = (message) => {
      send(message);
      if (message.type === 'withdrawal' && message.stage === stage && message.fraction !== 1) disk.fill();
    };
    const scope: WithdrawalScope = { kind: 'everything', personId: people.leaving };
    const decisions = [{ sessionId: sessions.shared, what: 'silence', channel: 0 } as const];
    expect(await refusal(client.withdrawal.begin({ actor, scope, decisions }))).toMatchObject({
      code: 'DISK_FULL',
    });
    messages.send = send;
    const [begun] = (await client.study.load())?.withdrawals ?? [];
    expect(begun?.state).toBe('underWay');
    const left = without(before, [people.leaving, sessions.alone]);
    const keep = ['moments', 'notes', 'interviews', 'statements', 'people', 'sessions'];
    const now = contentsOf(core);
    const expected = stage === 'silencing' || stage === 'erasingRows' ? before : left;
    for (const table of keep) expect(now[table]).toEqual(expected[table]);
    // Still without room it is told again, and does not get any worse.
    const resume = () => client.withdrawal.resume({ actor, id: begun?.id ?? expect.fail() });
    expect(await refusal(resume())).toMatchObject({ code: 'DISK_FULL' });
    disk.free();
    await resume();
    for (const table of keep) expect(contentsOf(core)[table]).toEqual(left[table]);
    expect(await filesWith(study, secret)).toEqual([]);
    expect((await client.study.load())?.withdrawals[0]?.state).toBe('done');
    expect(await isChainWhole(core)).toBe(true);
    expect(await client.backup.list({})).toHaveLength(1);
  },
);
