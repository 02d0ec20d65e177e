import * as sets from '../store/code-set.ts';
import { api, created, edited } from './base.ts';

export const codeSetApi = {
  create: api.codeSet.create.handler(({ context, input }) => {
    const { name, description, codeIds } = input;
    return created(context, 'codeSet.create', input, (edit) =>
      sets.createSet(edit, { name, description, codeIds }),
    );
  }),
  update: api.codeSet.update.handler(({ context, input }) => {
    const { actor, step, id, ...patch } = input;
    return edited(context, 'codeSet.update', { actor, step }, (edit) => edit.update('codeSet', id, patch));
  }),
  remove: api.codeSet.remove.handler(({ context, input }) =>
    edited(context, 'codeSet.remove', input, (edit) => sets.removeSet(edit, input.id)),
  ),
  addCode: api.codeSet.addCode.handler(({ context, input }) =>
    edited(context, 'codeSet.addCode', input, (edit) => sets.addToSet(edit, input.id, input.codeId)),
  ),
  removeCode: api.codeSet.removeCode.handler(({ context, input }) =>
    edited(context, 'codeSet.removeCode', input, (edit) => sets.takeFromSet(edit, input.id, input.codeId)),
  ),
};
