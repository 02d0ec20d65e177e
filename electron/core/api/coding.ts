import { compareCodebooks } from '../../../shared/model/codebook.ts';
import { addExample, createCode, moveCode, removeCode, updateCode } from '../store/code.ts';
import { mergeCode, previewChange, splitCode } from '../store/code-restructure.ts';
import * as codebooks from '../store/codebook.ts';
import { codedThings, exampleMoments } from '../store/coded-things.ts';
import { pressCode, toggleCoding, updateCoding } from '../store/coding.ts';
import { codingProgress, nextUnit } from '../store/coding-units.ts';
import { api } from './base.ts';

export const codeApi = {
  create: api.code.create.handler(({ context, input }) => {
    const { actor, step, ...code } = input;
    const { result, change } = context.app
      .study()
      .store.edit('code.create', { actor, step }, (edit) => createCode(edit, code));
    return { id: result, change };
  }),
  update: api.code.update.handler(({ context, input }) => {
    const { actor, step, id, ...patch } = input;
    return context.app
      .study()
      .store.edit('code.update', { actor, step }, (edit) => updateCode(edit, id, patch)).change;
  }),
  move: api.code.move.handler(
    ({ context, input }) =>
      context.app
        .study()
        .store.edit('code.move', input, (edit) => moveCode(edit, input.id, input.parentId, input.before))
        .change,
  ),
  codings: api.code.codings.handler(({ context, input }) => {
    const { store, watching } = context.app.study();
    return codedThings(store.read, input.id, watching);
  }),
  examples: api.code.examples.handler(({ context, input }) => {
    const { store, watching } = context.app.study();
    return exampleMoments(store.read, input.id, watching);
  }),
  remove: api.code.remove.handler(
    ({ context, input }) =>
      context.app.study().store.edit('code.remove', input, (edit) => removeCode(edit, input.id)).change,
  ),
  preview: api.code.preview.handler(({ context, input }) =>
    previewChange(context.app.study().store.read, input.change),
  ),
  merge: api.code.merge.handler(
    ({ context, input }) =>
      context.app.study().store.edit('code.merge', input, (edit) => mergeCode(edit, input.id, input.into))
        .change,
  ),
  split: api.code.split.handler(({ context, input }) => {
    const { result, change } = context.app
      .study()
      .store.edit('code.split', input, (edit) => splitCode(edit, input.id, input.place, input.parts));
    return { ids: result, change };
  }),
};

export const codeExampleApi = {
  add: api.codeExample.add.handler(({ context, input }) => {
    const { codeId, momentId, note } = input;
    const { result, change } = context.app
      .study()
      .store.edit('codeExample.add', input, (edit) => addExample(edit, { codeId, momentId, note }));
    return { id: result, change };
  }),
  update: api.codeExample.update.handler(
    ({ context, input }) =>
      context.app
        .study()
        .store.edit('codeExample.update', input, (edit) =>
          edit.update('codeExample', input.id, { note: input.note }),
        ).change,
  ),
  remove: api.codeExample.remove.handler(
    ({ context, input }) =>
      context.app
        .study()
        .store.edit('codeExample.remove', input, (edit) => edit.remove('codeExample', input.id)).change,
  ),
};

export const codebookApi = {
  snapshot: api.codebook.snapshot.handler(({ context, input }) => {
    const { actor, name, note } = input;
    const { result, change } = context.app
      .study()
      .store.edit('codebook.snapshot', input, (edit) =>
        codebooks.takeSnapshot(edit, { name, note, personId: actor }),
      );
    return { id: result, change };
  }),
  versions: api.codebook.versions.handler(({ context }) =>
    codebooks.listVersions(context.app.study().store.read),
  ),
  removeVersion: api.codebook.removeVersion.handler(
    ({ context, input }) =>
      context.app
        .study()
        .store.edit('codebook.removeVersion', input, (edit) => edit.remove('codebookVersion', input.id))
        .change,
  ),
  compare: api.codebook.compare.handler(({ context, input }) => {
    const { read } = context.app.study().store;
    const after = input.to === null ? codebooks.codebookNow(read) : codebooks.codebookOf(read, input.to);
    return compareCodebooks(codebooks.codebookOf(read, input.from), after);
  }),
  import: api.codebook.import.handler(({ context, input }) => {
    const { result, change } = context.app
      .study()
      .store.edit('codebook.import', input, (edit) =>
        codebooks.importCodes(edit, input.codes, input.onKnown),
      );
    return { ...result, change };
  }),
};

export const codingApi = {
  toggle: api.coding.toggle.handler(({ context, input }) => {
    const { target, codeId, personId, certainty, comment } = input;
    const { result, change } = context.app
      .study()
      .store.edit('coding.toggle', input, (edit) =>
        toggleCoding(edit, target, { codeId, personId }, { certainty, comment }),
      );
    return { ...result, change };
  }),
  press: api.coding.press.handler(({ context, input }) => {
    const { recordingId, atMs, codeId, personId } = input;
    const { result, change } = context.app
      .study()
      .store.edit('coding.press', input, (edit) => pressCode(edit, { recordingId, atMs, codeId, personId }));
    return { ...result, change };
  }),
  update: api.coding.update.handler(({ context, input }) => {
    const { actor, step, id, ...patch } = input;
    return context.app
      .study()
      .store.edit('coding.update', { actor, step }, (edit) => updateCoding(edit, id, patch)).change;
  }),
  remove: api.coding.remove.handler(
    ({ context, input }) =>
      context.app.study().store.edit('coding.remove', input, (edit) => edit.remove('coding', input.id))
        .change,
  ),
  nextUnit: api.coding.nextUnit.handler(({ context, input }) => {
    const { store, watching } = context.app.study();
    return nextUnit(store.read, input, watching);
  }),
  progress: api.coding.progress.handler(({ context, input }) => {
    const { store, watching } = context.app.study();
    return codingProgress(store.read, input.sessionId, watching);
  }),
};
