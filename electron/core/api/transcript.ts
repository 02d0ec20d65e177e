import { Failure } from '../../../shared/contract/failure.ts';
import { isTranscriptVisible } from '../store/blindness.ts';
import * as transcripts from '../store/transcript.ts';
import * as turns from '../store/transcript-turn.ts';
import { api } from './base.ts';

export const transcriptApi = {
  create: api.transcript.create.handler(({ context, input }) => {
    const { actor, step, ...transcript } = input;
    const { result, change } = context.app.study().store.edit('transcript.create', { actor, step }, (edit) =>
      transcripts.createTranscript(edit, transcript, {
        origin: 'written',
        sourceName: '',
        personId: actor,
      }),
    );
    return { id: result, change };
  }),
  import: api.transcript.import.handler(({ context, input }) => {
    const { actor, step, turns, people, origin, sourceName, ...transcript } = input;
    const { result, change } = context.app
      .study()
      .store.edit('transcript.import', { actor, step }, (edit) => {
        const id = transcripts.createTranscript(edit, transcript, { origin, sourceName, personId: actor });
        transcripts.appendTurns(edit, id, turns, { isMachineMade: origin === 'machine', people });
        return id;
      });
    return { id: result, change };
  }),
  append: api.transcript.append.handler(
    ({ context, input }) =>
      context.app.study().store.edit('transcript.append', input, (edit) => {
        const isMachineMade = edit.get('transcript', input.id).origin === 'machine';
        transcripts.appendTurns(edit, input.id, input.turns, { isMachineMade, people: {} });
      }).change,
  ),
  update: api.transcript.update.handler(({ context, input }) => {
    const { actor, step, id, ...patch } = input;
    return context.app
      .study()
      .store.edit('transcript.update', { actor, step }, (edit) => edit.update('transcript', id, patch))
      .change;
  }),
  remove: api.transcript.remove.handler(
    ({ context, input }) =>
      context.app
        .study()
        .store.edit('transcript.remove', input, (edit) => transcripts.removeTranscript(edit, input.id))
        .change,
  ),
  load: api.transcript.load.handler(({ context, input }) => {
    const { store, watching } = context.app.study();
    const contents = transcripts.transcriptContents(store.read, input.id);
    if (!isTranscriptVisible(store.read, input.id, watching)) throw new Failure('NOT_ALLOWED');
    return { ...contents, seq: store.lastSeq };
  }),
};

export const speakerApi = {
  add: api.speaker.add.handler(({ context, input }) => {
    const { actor, step, ...speaker } = input;
    const { result, change } = context.app
      .study()
      .store.edit('speaker.add', { actor, step }, (edit) => transcripts.addSpeaker(edit, speaker));
    return { id: result, change };
  }),
  update: api.speaker.update.handler(({ context, input }) => {
    const { actor, step, id, ...patch } = input;
    return context.app
      .study()
      .store.edit('speaker.update', { actor, step }, (edit) => edit.update('speaker', id, patch)).change;
  }),
  remove: api.speaker.remove.handler(
    ({ context, input }) =>
      context.app
        .study()
        .store.edit('speaker.remove', input, (edit) => transcripts.removeSpeaker(edit, input.id, input.into))
        .change,
  ),
};

export const turnApi = {
  add: api.turn.add.handler(({ context, input }) => {
    const { actor, step, after, ...turn } = input;
    const { result, change } = context.app
      .study()
      .store.edit('turn.add', { actor, step }, (edit) => turns.addTurn(edit, turn, after));
    return { id: result, change };
  }),
  write: api.turn.write.handler(({ context, input }) => {
    const { change } = context.app
      .study()
      .store.edit('turn.write', input, (edit) => turns.writeTurn(edit, input.id, input.body));
    return change.rows.length === 0 ? null : change;
  }),
  update: api.turn.update.handler(({ context, input }) => {
    const { actor, step, id, ...patch } = input;
    return context.app
      .study()
      .store.edit('turn.update', { actor, step }, (edit) => turns.updateTurn(edit, id, patch)).change;
  }),
  check: api.turn.check.handler(
    ({ context, input }) =>
      context.app.study().store.edit('turn.check', input, (edit) => {
        for (const id of input.ids) edit.update('turn', id, { isChecked: input.isChecked });
      }).change,
  ),
  align: api.turn.align.handler(
    ({ context, input }) =>
      context.app
        .study()
        .store.edit('turn.align', input, (edit) => turns.alignTurn(edit, input.id, input.atMs)).change,
  ),
  split: api.turn.split.handler(({ context, input }) => {
    const { result, change } = context.app
      .study()
      .store.edit('turn.split', input, (edit) => turns.splitTurn(edit, input.id, input.at, input.atMs));
    return { id: result, change };
  }),
  join: api.turn.join.handler(
    ({ context, input }) =>
      context.app.study().store.edit('turn.join', input, (edit) => turns.joinTurn(edit, input.id)).change,
  ),
  move: api.turn.move.handler(
    ({ context, input }) =>
      context.app
        .study()
        .store.edit('turn.move', input, (edit) => turns.moveTurn(edit, input.id, input.after)).change,
  ),
  remove: api.turn.remove.handler(
    ({ context, input }) =>
      context.app.study().store.edit('turn.remove', input, (edit) => turns.removeTurn(edit, input.id)).change,
  ),
};
