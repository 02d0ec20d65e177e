import { Failure } from '../../../shared/contract/failure.ts';
import { caseId, personId, sessionParticipantId } from '../../../shared/model/ids.ts';
import type { App } from '../app.ts';
import { openSample } from '../sample/sample.ts';
import { patched } from '../store/edit.ts';
import { newId } from '../store/ids.ts';
import { addSessionParticipant, removeCase, removePerson } from '../store/session.ts';
import { sessionCounts, studyOf } from '../store/study.ts';
import { listBackups } from '../study/backups.ts';
import { StudyFiles } from '../study/files.ts';
import { api, created, edited } from './base.ts';

async function chooseStudy(app: App) {
  if (app.host.dialogs === null) throw new Failure('NOT_ALLOWED');
  const folder = await app.host.dialogs.chooseStudy();
  if (folder === null) return null;
  app.library.name(folder);
  return await app.library.listing(folder);
}

export const studyApi = {
  list: api.study.list.handler(({ context }) => context.app.library.list()),
  create: api.study.create.handler(({ context, input }) => context.app.create(input.title, input.passphrase)),
  choose: api.study.choose.handler(({ context }) => chooseStudy(context.app)),
  open: api.study.open.handler(async ({ context, input }) =>
    context.app.openFolder(await context.app.library.resolve(input.ref), input.secret),
  ),
  openSample: api.study.openSample.handler(({ context }) => openSample(context.app)),
  close: api.study.close.handler(async ({ context }) => {
    await context.app.close();
    await context.app.profile.closed();
    return null;
  }),
  forget: api.study.forget.handler(async ({ context, input }) => {
    await context.app.profile.forget(await context.app.library.resolve(input.ref));
    return null;
  }),
  load: api.study.load.handler(({ context }) =>
    context.app.current === null ? null : context.app.contents(),
  ),
  counts: api.study.counts.handler(({ context }) => {
    const { store, watching } = context.app.study();
    return sessionCounts(store.read, watching);
  }),
  update: api.study.update.handler(async ({ context, input }) => {
    const { store } = context.app.study();
    const { actor, step, ...patch } = input;
    const { id } = studyOf(store.read);
    const { change } = store.edit('study.update', { actor, step }, (edit) => edit.update('study', id, patch));
    await context.app.noteOpened(context.app.study());
    return change;
  }),
  configure: api.study.configure.handler(({ context, input }) => {
    const { store } = context.app.study();
    const { id, settings } = studyOf(store.read);
    return store.edit('study.configure', input, (edit) =>
      edit.update('study', id, { settings: patched(settings, input.settings) }),
    ).change;
  }),
};

export const backupApi = {
  list: api.backup.list.handler(async ({ context, input }) => {
    const { app } = context;
    const files =
      input.ref === undefined
        ? app.study().files
        : new StudyFiles(await app.library.resolve(input.ref), null);
    return await listBackups(files);
  }),
  make: api.backup.make.handler(({ context }) => context.app.study().backUp()),
  restore: api.backup.restore.handler(async ({ context, input }) => {
    const { app } = context;
    const folder = await app.library.resolve(input.ref);
    const contents = await app.restore(folder, input.name, input.secret);
    app.study().store.logOccurrence('backup.restored', input.actor, { name: input.name });
    return contents;
  }),
};

export const caseApi = {
  create: api.case.create.handler(({ context, input }) => {
    const id = newId(caseId);
    const change = edited(context, 'case.create', input, (edit) =>
      edit.insert('case', { id, label: input.label, note: '', createdAt: Date.now() }),
    );
    return { id, change };
  }),
  update: api.case.update.handler(({ context, input }) => {
    const { actor, step, id, ...patch } = input;
    return edited(context, 'case.update', { actor, step }, (edit) => edit.update('case', id, patch));
  }),
  remove: api.case.remove.handler(({ context, input }) =>
    edited(context, 'case.remove', input, (edit) => removeCase(edit, input.id)),
  ),
};

export const personApi = {
  create: api.person.create.handler(({ context, input }) => {
    const id = newId(personId);
    const { kind, name, role } = input;
    const change = edited(context, 'person.create', input, (edit) =>
      edit.insert('person', { id, kind, name, role, isRetired: false, createdAt: Date.now() }),
    );
    return { id, change };
  }),
  update: api.person.update.handler(({ context, input }) => {
    const { actor, step, id, ...patch } = input;
    return edited(context, 'person.update', { actor, step }, (edit) => edit.update('person', id, patch));
  }),
  remove: api.person.remove.handler(({ context, input }) =>
    edited(context, 'person.remove', input, (edit) => removePerson(edit, input.id)),
  ),
};

export const sessionParticipantApi = {
  add: api.sessionParticipant.add.handler(({ context, input }) => {
    const { actor, step, ...fields } = input;
    const row = { id: newId(sessionParticipantId), ...fields };
    return created(context, 'sessionParticipant.add', { actor, step }, (edit) =>
      addSessionParticipant(edit, row),
    );
  }),
  update: api.sessionParticipant.update.handler(({ context, input }) => {
    const { actor, step, id, ...patch } = input;
    return edited(context, 'sessionParticipant.update', { actor, step }, (edit) =>
      edit.update('sessionParticipant', id, patch),
    );
  }),
  remove: api.sessionParticipant.remove.handler(({ context, input }) =>
    edited(context, 'sessionParticipant.remove', input, (edit) =>
      edit.remove('sessionParticipant', input.id),
    ),
  ),
};
