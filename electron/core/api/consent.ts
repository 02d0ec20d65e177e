import { recordConsent, setRetention } from '../store/consent.ts';
import { api, created, edited } from './base.ts';

export const consentApi = {
  record: api.consent.record.handler(({ context, input }) => {
    const { actor, step, ...consent } = input;
    return created(context, 'consent.record', { actor, step }, (edit) => recordConsent(edit, consent));
  }),
  remove: api.consent.remove.handler(({ context, input }) =>
    edited(context, 'consent.remove', input, (edit) => edit.remove('consent', input.id)),
  ),
  setRetention: api.consent.setRetention.handler(({ context, input }) =>
    edited(context, 'consent.setRetention', input, (edit) =>
      setRetention(edit, input.personId, input.keptUntil),
    ),
  ),
};
