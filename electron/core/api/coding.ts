import { compareCodebooks } from '../../../shared/model/codebook.ts';
import { addExample, createCode, moveCode, removeCode, updateCode } from '../store/code.ts';
import { mergeCode, previewChange, splitCode } from '../store/code-restructure.ts';
import * as codebooks from '../store/codebook.ts';
import { codedThings, exampleMoments } from '../store/coded-things.ts';
import { pressCode, toggleCoding, updateCoding } from '../store/coding.ts';
import { codingProgress, nextUnit } from '../store/coding-units.ts';
import { answered, api, created, edited } from './base.ts';

export const codeApi = {
  create: api.code.create.handler(({ context, input }) => {
    const { actor, step, ...code } = input;
    return created(context, 'code.create', { actor, step }, (edit) => createCode(edit, code));
  }),
  update: api.code.update.handler(({ context, input }) => {
    const { actor, step, id, ...patch } = input;
    return edited(context, 'code.update', { actor, step }, (edit) => updateCode(edit, id, patch));
  }),
  move: api.code.move.handler(({ context, input }) =>
    edited(context, 'code.move', input, (edit) => moveCode(edit, input.id, input.parentId, input.before)),
  ),
  codings: api.code.codings.handler(({ context, input }) => {
    const { store, watching } = context.app.study();
    return codedThings(store.read, input.id, watching);
  }),
  examples: api.code.examples.handler(({ context, input }) => {
    const { store, watching } = context.app.study();
    return exampleMoments(store.read, input.id, watching);
  }),
  remove: api.code.remove.handler(({ context, input }) =>
    edited(context, 'code.remove', input, (edit) => removeCode(edit, input.id)),
  ),
  preview: api.code.preview.handler(({ context, input }) =>
    previewChange(context.app.study().store.read, input.change),
  ),
  merge: api.code.merge.handler(({ context, input }) =>
    edited(context, 'code.merge', input, (edit) => mergeCode(edit, input.id, input.into)),
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
    return created(context, 'codeExample.add', input, (edit) => addExample(edit, { codeId, momentId, note }));
  }),
  update: api.codeExample.update.handler(({ context, input }) =>
    edited(context, 'codeExample.update', input, (edit) =>
      edit.update('codeExample', input.id, { note: input.note }),
    ),
  ),
  remove: api.codeExample.remove.handler(({ context, input }) =>
    edited(context, 'codeExample.remove', input, (edit) => edit.remove('codeExample', input.id)),
  ),
};

export const codebookApi = {
  snapshot: api.codebook.snapshot.handler(({ context, input }) => {
    const { actor, name, note } = input;
    return created(context, 'codebook.snapshot', input, (edit) =>
      codebooks.takeSnapshot(edit, { name, note, personId: actor }),
    );
  }),
  versions: api.codebook.versions.handler(({ context }) =>
    codebooks.listVersions(context.app.study().store.read),
  ),
  removeVersion: api.codebook.removeVersion.handler(({ context, input }) =>
    edited(context, 'codebook.removeVersion', input, (edit) => edit.remove('codebookVersion', input.id)),
  ),
  compare: api.codebook.compare.handler(({ context, input }) => {
    const { read } = context.app.study().store;
    const after = input.to === null ? codebooks.codebookNow(read) : codebooks.codebookOf(read, input.to);
    return compareCodebooks(codebooks.codebookOf(read, input.from), after);
  }),
};

export const codingApi = {
  toggle: api.coding.toggle.handler(({ context, input }) => {
    const { target, codeId, personId, certainty, comment } = input;
    return answered(context, 'coding.toggle', input, (edit) =>
      toggleCoding(edit, target, { codeId, personId }, { certainty, comment }),
    );
  }),
  press: api.coding.press.handler(({ context, input }) => {
    const { recordingId, atMs, codeId, personId } = input;
    return answered(context, 'coding.press', input, (edit) =>
      pressCode(edit, { recordingId, atMs, codeId, personId }),
    );
  }),
  update: api.coding.update.handler(({ context, input }) => {
    const { actor, step, id, ...patch } = input;
    return edited(context, 'coding.update', { actor, step }, (edit) => updateCoding(edit, id, patch));
  }),
  remove: api.coding.remove.handler(({ context, input }) =>
    edited(context, 'coding.remove', input, (edit) => edit.remove('coding', input.id)),
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
