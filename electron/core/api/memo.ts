import * as memos from '../store/memo.ts';
import { searchTexts } from '../store/search.ts';
import { describeThings } from '../store/thing.ts';
import { api, created, edited } from './base.ts';

export const memoApi = {
  add: api.memo.add.handler(({ context, input }) => {
    const { actor, about, title, body } = input;
    return created(context, 'memo.add', input, (edit) =>
      memos.addMemo(edit, about, { title, body, personId: actor }),
    );
  }),
  update: api.memo.update.handler(({ context, input }) => {
    const { actor, step, id, ...patch } = input;
    return edited(context, 'memo.update', { actor, step }, (edit) =>
      memos.updateMemo(edit, id, patch, { personId: actor }),
    );
  }),
  remove: api.memo.remove.handler(({ context, input }) =>
    edited(context, 'memo.remove', input, (edit) => edit.remove('memo', input.id)),
  ),
  removeUnwritten: api.memo.removeUnwritten.handler(({ context, input }) => {
    const change = edited(context, 'memo.remove', input, (edit) => memos.removeUnwritten(edit, input.id));
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
    return created(context, 'link.add', input, (edit) =>
      memos.addLink(edit, from, to, { relation, personId: actor }),
    );
  }),
  update: api.link.update.handler(({ context, input }) =>
    edited(context, 'link.update', input, (edit) =>
      edit.update('link', input.id, { relation: input.relation }),
    ),
  ),
  remove: api.link.remove.handler(({ context, input }) =>
    edited(context, 'link.remove', input, (edit) => edit.remove('link', input.id)),
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
