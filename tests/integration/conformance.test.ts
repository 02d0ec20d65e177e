import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink as FetchLink } from '@orpc/client/fetch';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as WebSocketLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { createRouterClient } from '@orpc/server';
import { RPCHandler as PortHandler } from '@orpc/server/message-port';
import { expect, onTestFinished, test } from 'vitest';
import type { Core } from '../../electron/core/core.ts';
import { startServer } from '../../electron/server/server.ts';
import type { AppMessage } from '../../shared/contract/changes.ts';
import type { Contract } from '../../shared/contract/contract.ts';
import { routes } from '../../shared/contract/routes.ts';
import { defaultStudySettings } from '../../shared/model/settings.ts';
import { startCore } from '../fixtures/core.ts';

type Client = ContractRouterClient<Contract>;

async function inProcess(core: Core): Promise<Client> {
  return createRouterClient(core.router, { context: core.context });
}

async function overPort(core: Core): Promise<Client> {
  const { port1, port2 } = new MessageChannel();
  onTestFinished(() => {
    port1.close();
    port2.close();
  });
  new PortHandler(core.router).upgrade(port1, { context: core.context });
  port1.start();
  port2.start();
  return createORPCClient(new PortLink({ port: port2 }));
}

async function overHttp(core: Core): Promise<Client> {
  const server = await startServer({ core, page: { files: new Map() }, port: 0 });
  onTestFinished(() => server.close());
  const entered = await fetch(server.address, { redirect: 'manual' });
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
  return createORPCClient(new FetchLink({ url: new URL(routes.calls, server.address), headers: { cookie } }));
}

async function overSocket(core: Core): Promise<Client> {
  const server = await startServer({ core, page: { files: new Map() }, port: 0 });
  onTestFinished(() => server.close());
  const { origin, host } = new URL(server.address);
  const entered = await fetch(server.address, { redirect: 'manual' });
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
  // Node's own takes headers, which the type of a page's does not know.
  const options = { headers: { cookie, origin } };
  const websocket: WebSocket = Reflect.construct(WebSocket, [`ws://${host}${routes.socket}`, options]);
  return createORPCClient(new WebSocketLink({ websocket }));
}

const transports = [
  ['in process', inProcess],
  ['over a message port', overPort],
  ['over HTTP', overHttp],
  ['over a socket', overSocket],
] as const;

test.each(transports)(
  '%s: a study is made, marked, undone, searched, exported, and opened again',
  async (_, connect) => {
    const { core } = await startCore();
    const client = await connect(core);
    expect(await client.study.load()).toBeNull();
    const contents = await client.study.openSample();
    expect(await client.study.counts()).toMatchObject([{ moments: 10, notes: 8, codings: 12 }]);
    const sessionId = contents.sessions[0]?.id ?? fail();
    const recordingId = contents.recordings[0]?.id ?? fail();
    const personId = contents.people[0]?.id ?? fail();

    const mark = { actor: personId, personId, recordingId, rawMs: 100_000, lookBackMs: 2000 };
    const marked = await client.moment.mark(mark);
    expect(marked.change).toMatchObject({
      name: 'moment.mark',
      kind: 'edit',
      actor: personId,
      rows: [
        {
          entity: 'moment',
          id: marked.momentId,
          after: { rawMs: 100_000, lookBackMs: 2000, role: 'client' },
        },
        { entity: 'segment', id: marked.segmentId, after: { startMs: 98_000, endMs: 98_000 } },
      ],
    });
    await client.segment.move({ actor: personId, id: marked.segmentId, startMs: 98_000, endMs: 99_500 });
    await client.note.write({ actor: personId, momentId: marked.momentId, body: 'Größe, “quoted”, ✓' });
    expect(
      await client.note.write({ actor: personId, momentId: marked.momentId, body: 'Größe, “quoted”, ✓' }),
    ).toBeNull();
    expect(await client.moment.search({ sessionId, text: 'grosse quoted' })).toEqual([]);
    expect(await client.moment.search({ sessionId, text: 'größe quot' })).toEqual([
      { momentId: marked.momentId, sessionId },
    ]);
    expect(
      (await client.history.of({ entity: 'segment', id: marked.segmentId })).map((entry) => entry.name),
    ).toEqual(['segment.move', 'moment.mark']);
    expect(await client.history.undo({ actor: personId })).toMatchObject({
      kind: 'undo',
      name: 'note.write',
      rows: [{ after: null }],
    });
    const inside = await client.session.load({ id: sessionId });
    expect(inside.segments.find((row) => row.id === marked.segmentId)).toMatchObject({
      startMs: 98_000,
      endMs: 99_500,
    });
    expect(inside.notes).toHaveLength(8);

    await client.view.save({ key: 'desk', value: { positionMs: 1234, zoom: [1, 2], selected: null } });
    expect(await client.view.load({ key: 'desk' })).toEqual({
      positionMs: 1234,
      zoom: [1, 2],
      selected: null,
    });
    expect(await client.view.load({ key: 'nothing' })).toBeNull();

    const changed = await client.study.configure({ actor: null, settings: { lookBackMs: 3000 } });
    expect(changed.rows).toMatchObject([
      { entity: 'study', after: { settings: { ...defaultStudySettings, lookBackMs: 3000 } } },
    ]);
    const json = await client.export.moments({
      sessionId,
      format: 'json',
      rowPer: 'moment',
      hasByteOrderMark: false,
    });
    expect(JSON.parse(json.text)).toMatchObject({ moments: { length: 11 } });

    await client.study.close();
    const again = await client.study.open({ ref: contents.ref });
    expect(await client.study.counts()).toMatchObject([{ moments: 11, notes: 8 }]);
    expect(again.study.settings.lookBackMs).toBe(3000);
  },
);

test.each(transports)('%s: failures arrive as typed errors with their facts', async (_, connect) => {
  const { core } = await startCore();
  const client = await connect(core);
  const refused = (call: Promise<unknown>) => call.then(fail, (thrown: unknown) => thrown);
  expect(await refused(client.study.counts())).toMatchObject({
    code: 'STUDY_NOT_OPEN',
    defined: true,
    data: {},
  });
  expect(await refused(client.study.open({ ref: '/etc' }))).toMatchObject({ code: 'STUDY_NOT_FOUND' });
  expect(await refused(client.study.choose())).toMatchObject({ code: 'NOT_ALLOWED' });
  expect(await refused(client.study.create({ title: '../..' }))).toMatchObject({
    code: 'NAME_INVALID',
    data: { title: '../..' },
  });
  expect(await refused(client.study.create({ title: 5 as unknown as string }))).toMatchObject({
    code: 'INPUT_INVALID',
  });
  await client.study.create({ title: 'One' });
  expect(await refused(client.study.create({ title: 'One' }))).toMatchObject({
    code: 'STUDY_EXISTS',
    data: { title: 'One' },
  });
  expect(await refused(client.history.undo({ actor: null }))).toMatchObject({ code: 'NOTHING_TO_UNDO' });
});

test.each(transports)(
  '%s: every change and the progress of an import are told, in order, to who listens',
  async (_, connect) => {
    const { core } = await startCore();
    const client = await connect(core);
    const stopping = new AbortController();
    const messages: AppMessage[] = [];
    const isWhole = Promise.withResolvers<void>();
    const isListening = Promise.withResolvers<void>();
    const listening = (async () => {
      for await (const message of await client.app.messages(undefined, { signal: stopping.signal })) {
        messages.push(message);
        isListening.resolve();
        const complete = messages.filter((one) => one.type === 'peaks' && one.peaks.isComplete);
        const labels = messages.filter((one) => one.type === 'change' && one.change.name === 'case.create');
        if (complete.length >= 2 && labels.length === 20) isWhole.resolve();
      }
    })().catch((thrown: unknown) => {
      if (!stopping.signal.aborted) isWhole.reject(thrown);
    });
    // Two requests may overtake each other; what was sent before the first message is not told again.
    await isListening.promise;
    await client.study.openSample();
    for (let index = 0; index < 20; index += 1)
      await client.case.create({ actor: null, label: `case ${index}` });
    await isWhole.promise;
    // Not awaited: over HTTP a stream that is let go of while it waits does not always say so to its reader.
    stopping.abort();
    void listening;

    expect(messages[0]).toEqual({ type: 'study', opening: null });
    const seqs = messages.flatMap((message) => (message.type === 'change' ? [message.change.seq] : []));
    expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
    expect(new Set(seqs).size).toBe(seqs.length);
    expect(messages.some((message) => message.type === 'import' && message.stage === 'readingClock')).toBe(
      true,
    );
  },
);

function fail(): never {
  throw new Error('this should not have happened');
}
