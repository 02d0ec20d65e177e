import * as memos from '../store/memo.ts';
import { searchTexts } from '../store/search.ts';
import { describeThings } from '../store/thing.ts';
import { api } from './base.ts';

export const memoApi = {
  add: api.memo.add.handler(({ context, input }) => {
    const { actor, about, title, body } = input;
    const { result, change } = context.app
      .study()
      .store.edit('memo.add', input, (edit) => memos.addMemo(edit, about, { title, body, personId: actor }));
    return { id: result, change };
  }),
  update: api.memo.update.handler(({ context, input }) => {
    const { actor, step, id, ...patch } = input;
    return context.app
      .study()
      .store.edit('memo.update', { actor, step }, (edit) =>
        memos.updateMemo(edit, id, patch, { personId: actor }),
      ).change;
  }),
  remove: api.memo.remove.handler(
    ({ context, input }) =>
      context.app.study().store.edit('memo.remove', input, (edit) => edit.remove('memo', input.id)).change,
  ),
  removeUnwritten: api.memo.removeUnwritten.handler(({ context, input }) => {
    const { change } = context.app
      .study()
      .store.edit('memo.remove', input, (edit) => memos.removeUnwritten(edit, input.id));
    return change.rows.length === 0 ? null : change;
  }),
  list: api.memo.list.handler(({ context, input }) => {
    const { store, watching } = context.app.study();
    const found = watching === null ? memos.memosOf(store.read, input.about?.id ?? null) : [];
    return { seq: store.lastSeq, memos: found };
  }),
};

export const linkApi = {
  add: api.link.add.handler(({ context, input }) => {
    const { actor, from, to, relation } = input;
    const { result, change } = context.app
      .study()
      .store.edit('link.add', input, (edit) => memos.addLink(edit, from, to, { relation, personId: actor }));
    return { id: result, change };
  }),
  update: api.link.update.handler(
    ({ context, input }) =>
      context.app
        .study()
        .store.edit('link.update', input, (edit) =>
          edit.update('link', input.id, { relation: input.relation }),
        ).change,
  ),
  remove: api.link.remove.handler(
    ({ context, input }) =>
      context.app.study().store.edit('link.remove', input, (edit) => edit.remove('link', input.id)).change,
  ),
  list: api.link.list.handler(({ context, input }) => {
    const { store, watching } = context.app.study();
    const found = watching === null ? memos.linksOf(store.read, input.about?.id ?? null) : [];
    return { seq: store.lastSeq, links: found };
  }),
};

export const thingApi = {
  describe: api.thing.describe.handler(({ context, input }) => {
    const { store, watching } = context.app.study();
    return { things: watching === null ? describeThings(store.read, input.things) : [] };
  }),
};

export const searchApi = {
  find: api.search.find.handler(({ context, input }) => {
    const { store, watching } = context.app.study();
    return searchTexts(store.read, input, watching);
  }),
};
