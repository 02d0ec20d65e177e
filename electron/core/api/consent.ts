import { recordConsent, setRetention } from '../store/consent.ts';
import { api } from './base.ts';

export const consentApi = {
  record: api.consent.record.handler(({ context, input }) => {
    const { actor, step, ...consent } = input;
    const { result, change } = context.app
      .study()
      .store.edit('consent.record', { actor, step }, (edit) => recordConsent(edit, consent));
    return { id: result, change };
  }),
  remove: api.consent.remove.handler(
    ({ context, input }) =>
      context.app.study().store.edit('consent.remove', input, (edit) => edit.remove('consent', input.id))
        .change,
  ),
  setRetention: api.consent.setRetention.handler(
    ({ context, input }) =>
      context.app
        .study()
        .store.edit('consent.setRetention', input, (edit) =>
          setRetention(edit, input.personId, input.keptUntil),
        ).change,
  ),
};
