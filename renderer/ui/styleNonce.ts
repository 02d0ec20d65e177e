/** By which the page's own style elements pass its content security policy; empty where there is none, as in development. */
export const styleNonce = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? '';
