import type { LeftOut } from '../../../shared/contract/consent.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { Transcript } from '../../../shared/interchange/transcript/transcript.ts';
import { transcriptFiles, writeTranscript } from '../../../shared/interchange/write-transcript.ts';
import type { TranscriptId } from '../../../shared/model/ids.ts';
import type { App } from '../app.ts';
import { readStagedTranscript } from '../recordings/staged-transcript.ts';
import { isTranscriptVisible } from '../store/blindness.ts';
import { coveredBy } from '../store/consent.ts';
import { getRow } from '../store/tables.ts';
import * as transcripts from '../store/transcript.ts';
import * as turns from '../store/transcript-turn.ts';
import { fileStem } from '../study/library.ts';
import { api, created, edited } from './base.ts';
import { exported } from './exported.ts';

/** Throws NOT_FOUND, and NOT_ALLOWED for another recaller's interview while one is held. */
function visibleContents(app: App, id: TranscriptId) {
  const { store, watching } = app.study();
  const contents = transcripts.transcriptContents(store.read, id);
  if (!isTranscriptVisible(store.read, id, watching)) throw new Failure('NOT_ALLOWED');
  return contents;
}

/** As recordings leave with what is redacted covered: no known name is in a file, whatever stands in the study. */
function withoutNames(app: App, { tiers, turns }: Transcript): { transcript: Transcript; count: number } {
  let count = 0;
  const cover = (text: string): string => {
    const covered = app.names.cover(text);
    count += covered.count;
    return covered.text;
  };
  const left = turns.map((turn) => ({
    ...turn,
    text: cover(turn.text),
    speaker: turn.speaker === null ? null : cover(turn.speaker),
  }));
  return { transcript: { tiers, turns: left }, count };
}

export const transcriptApi = {
  read: api.transcript.read.handler(({ context, input }) => {
    const { staging } = context.app.study().recordings;
    return readStagedTranscript(staging, input.stagedId, input.encoding);
  }),
  create: api.transcript.create.handler(({ context, input }) => {
    const { actor, step, ...transcript } = input;
    return created(context, 'transcript.create', { actor, step }, (edit) =>
      transcripts.createTranscript(edit, transcript, {
        origin: 'written',
        sourceName: '',
        personId: actor,
      }),
    );
  }),
  import: api.transcript.import.handler(({ context, input }) => {
    const { actor, step, turns, people, origin, sourceName, ...transcript } = input;
    return created(context, 'transcript.import', { actor, step }, (edit) => {
      const id = transcripts.createTranscript(edit, transcript, { origin, sourceName, personId: actor });
      transcripts.appendTurns(edit, id, turns, { isMachineMade: origin === 'machine', people });
      return id;
    });
  }),
  append: api.transcript.append.handler(({ context, input }) =>
    edited(context, 'transcript.append', input, (edit) => {
      const isMachineMade = edit.get('transcript', input.id).origin === 'machine';
      transcripts.appendTurns(edit, input.id, input.turns, { isMachineMade, people: {} });
    }),
  ),
  draft: api.transcript.draft.handler(async ({ context, input, signal }) => {
    await context.app.study().recordings.draft({ ...input, step: input.step }, signal);
    return null;
  }),
  update: api.transcript.update.handler(({ context, input }) => {
    const { actor, step, id, ...patch } = input;
    return edited(context, 'transcript.update', { actor, step }, (edit) =>
      edit.update('transcript', id, patch),
    );
  }),
  remove: api.transcript.remove.handler(({ context, input }) =>
    edited(context, 'transcript.remove', input, (edit) => transcripts.removeTranscript(edit, input.id)),
  ),
  load: api.transcript.load.handler(({ context, input }) => {
    const contents = visibleContents(context.app, input.id);
    return { ...contents, seq: context.app.study().store.lastSeq };
  }),
  export: api.transcript.export.handler(({ context, input }) => {
    const { format, hasTimes } = input;
    const { read } = context.app.study().store;
    const whole = visibleContents(context.app, input.id);
    // A transcript is all that was said in its session: whoever does not agree to the use keeps all of it back.
    const { isCovered, uncovered } = coveredBy(read, transcripts.peopleIn(read, whole), input.use);
    const contents = isCovered ? whole : { ...whole, turns: [] };
    const kept: LeftOut = { count: whole.turns.length - contents.turns.length, people: uncovered };
    const { durationMs } = getRow(
      context.app.study().store.read,
      'recording',
      contents.transcript.recordingId,
    );
    const covered = withoutNames(context.app, transcripts.asFile(contents));
    const { content, leftOut } = writeTranscript(covered.transcript, format, {
      hasTimes,
      durationMs,
      writtenAt: Date.now(),
    });
    const { ending, mimeType } = transcriptFiles[format];
    const label = context.app.names.cover(contents.transcript.label).text;
    const fileName = `${fileStem(label, 'transcript')}.${ending}`;
    const file =
      typeof content === 'string'
        ? { fileName, mimeType, text: content }
        : { fileName, mimeType, text: Buffer.from(content).toString('base64'), isBase64: true as const };
    const rowCount = contents.turns.length - leftOut.length;
    const logged = exported(context.app, 'transcript', file, { ...input, rowCount });
    return { file: { ...logged, leftOut: kept }, leftOut, namesReplaced: covered.count };
  }),
};

export const speakerApi = {
  add: api.speaker.add.handler(({ context, input }) => {
    const { actor, step, ...speaker } = input;
    return created(context, 'speaker.add', { actor, step }, (edit) => transcripts.addSpeaker(edit, speaker));
  }),
  update: api.speaker.update.handler(({ context, input }) => {
    const { actor, step, id, ...patch } = input;
    return edited(context, 'speaker.update', { actor, step }, (edit) => edit.update('speaker', id, patch));
  }),
  remove: api.speaker.remove.handler(({ context, input }) =>
    edited(context, 'speaker.remove', input, (edit) => transcripts.removeSpeaker(edit, input.id, input.into)),
  ),
};

export const turnApi = {
  add: api.turn.add.handler(({ context, input }) => {
    const { actor, step, after, ...turn } = input;
    return created(context, 'turn.add', { actor, step }, (edit) => turns.addTurn(edit, turn, after));
  }),
  write: api.turn.write.handler(({ context, input }) => {
    const change = edited(context, 'turn.write', input, (edit) =>
      turns.writeTurn(edit, input.id, input.body),
    );
    return change.rows.length === 0 ? null : change;
  }),
  update: api.turn.update.handler(({ context, input }) => {
    const { actor, step, id, ...patch } = input;
    return edited(context, 'turn.update', { actor, step }, (edit) => turns.updateTurn(edit, id, patch));
  }),
  check: api.turn.check.handler(({ context, input }) =>
    edited(context, 'turn.check', input, (edit) => {
      for (const id of input.ids) edit.update('turn', id, { isChecked: input.isChecked });
    }),
  ),
  align: api.turn.align.handler(({ context, input }) =>
    edited(context, 'turn.align', input, (edit) => turns.alignTurn(edit, input.id, input.atMs)),
  ),
  split: api.turn.split.handler(({ context, input }) =>
    created(context, 'turn.split', input, (edit) => turns.splitTurn(edit, input.id, input.at, input.atMs)),
  ),
  join: api.turn.join.handler(({ context, input }) =>
    edited(context, 'turn.join', input, (edit) => turns.joinTurn(edit, input.id)),
  ),
  move: api.turn.move.handler(({ context, input }) =>
    edited(context, 'turn.move', input, (edit) => turns.moveTurn(edit, input.id, input.after)),
  ),
  remove: api.turn.remove.handler(({ context, input }) =>
    edited(context, 'turn.remove', input, (edit) => turns.removeTurn(edit, input.id)),
  ),
};
