import { Failure } from '../../../shared/contract/failure.ts';
import type { App, Current } from '../app.ts';
import { checkAll } from '../study/check-all.ts';
import { api } from './base.ts';

/** The open study, if it is sealed. Throws STUDY_NOT_OPEN, NOT_ALLOWED. */
function sealedStudy(app: App): Current {
  const study = app.study();
  if (study.keys === null) throw new Failure('NOT_ALLOWED');
  return study;
}

export const sealApi = {
  lock: api.seal.lock.handler(async ({ context }) => {
    await context.app.lock();
    return null;
  }),
  changePassphrase: api.seal.changePassphrase.handler(async ({ context, input }) => {
    const { folder, store } = sealedStudy(context.app);
    await context.app.sealing.changePassphrase(folder, input.secret, input.next);
    store.logOccurrence('passphrase.changed', null);
    return null;
  }),
  makeRecoveryKey: api.seal.makeRecoveryKey.handler(async ({ context, input }) => {
    const study = sealedStudy(context.app);
    const recoveryKey = await context.app.sealing.makeRecoveryKey(study.folder, input.secret);
    study.hasRecoveryKey = true;
    study.store.logOccurrence('recoveryKey.made', null);
    return { recoveryKey };
  }),
  convert: api.seal.convert.handler(async ({ context, input, signal }) => {
    const folder = await context.app.library.resolve(input.ref);
    return await context.app.convert(folder, input.secret, { isGoingOn: input.isGoingOn, signal });
  }),
  verify: api.seal.verify.handler(async ({ context }) => {
    const study = context.app.study();
    return await checkAll(study, study.keys);
  }),
  stay: api.seal.stay.handler(({ context }) => {
    context.app.current?.autoLock?.stay();
    return null;
  }),
};
