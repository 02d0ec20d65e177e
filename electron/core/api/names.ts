import { api } from './base.ts';

export const namesApi = {
  state: api.names.state.handler(({ context }) =>
    context.app.current === null ? null : context.app.names.state,
  ),
  create: api.names.create.handler(({ context, input }) => context.app.names.create(input.passphrase)),
  choose: api.names.choose.handler(({ context }) => context.app.names.choose()),
  open: api.names.open.handler(({ context, input }) => {
    const { file, passphrase } = input;
    const sent = file === null ? null : { ...file, bytes: Buffer.from(file.bytes, 'base64') };
    return context.app.names.open(sent, passphrase);
  }),
  list: api.names.list.handler(({ context }) => context.app.names.list()),
  set: api.names.set.handler(({ context, input }) =>
    context.app.names.set(input.personId, input.names, input.contact),
  ),
  changePassphrase: api.names.changePassphrase.handler(({ context, input }) =>
    context.app.names.changePassphrase(input.passphrase),
  ),
  move: api.names.move.handler(({ context }) => context.app.names.move()),
  download: api.names.download.handler(async ({ context }) => {
    const { fileName, bytes } = await context.app.names.download();
    return { fileName, bytes: Buffer.from(bytes).toString('base64') };
  }),
  close: api.names.close.handler(async ({ context }) => {
    await context.app.names.close();
    return null;
  }),
  check: api.names.check.handler(({ context }) => context.app.names.check()),
  replace: api.names.replace.handler(({ context, input }) => {
    const { places, ...options } = input;
    return context.app.names.replace(places, options);
  }),
};
