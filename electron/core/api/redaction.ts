import { createRedaction, updateRedaction } from '../store/redaction.ts';
import { api, created, edited } from './base.ts';

export const redactionApi = {
  create: api.redaction.create.handler(({ context, input }) => {
    const { actor, step, ...redaction } = input;
    return created(context, 'redaction.create', { actor, step }, (edit) => createRedaction(edit, redaction));
  }),
  update: api.redaction.update.handler(({ context, input }) => {
    const { actor, step, id, ...patch } = input;
    return edited(context, 'redaction.update', { actor, step }, (edit) => updateRedaction(edit, id, patch));
  }),
  remove: api.redaction.remove.handler(({ context, input }) =>
    edited(context, 'redaction.remove', input, (edit) => edit.remove('redaction', input.id)),
  ),
};
