import { createRedaction, updateRedaction } from '../store/redaction.ts';
import { api } from './base.ts';

export const redactionApi = {
  create: api.redaction.create.handler(({ context, input }) => {
    const { actor, step, ...redaction } = input;
    const { result, change } = context.app
      .study()
      .store.edit('redaction.create', { actor, step }, (edit) => createRedaction(edit, redaction));
    return { id: result, change };
  }),
  update: api.redaction.update.handler(({ context, input }) => {
    const { actor, step, id, ...patch } = input;
    return context.app
      .study()
      .store.edit('redaction.update', { actor, step }, (edit) => updateRedaction(edit, id, patch)).change;
  }),
  remove: api.redaction.remove.handler(
    ({ context, input }) =>
      context.app.study().store.edit('redaction.remove', input, (edit) => edit.remove('redaction', input.id))
        .change,
  ),
};
