// Also here, and not only in main.tsx: modules that lazy parts share are in a chunk that runs before main.tsx does.
import './zodConfig.ts';
import { type ClientContext, type ClientLink, createORPCClient, DynamicLink } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from '../../shared/contract/contract.ts';

export type Client = ContractRouterClient<Contract>;
export type Link = ClientLink<ClientContext>;

const { promise: firstLink, resolve: setFirstLink } = Promise.withResolvers<Link>();
let current: Promise<Link> | Link = firstLink;

/** Calls made before there is a link wait for it; called once, by main.tsx, which alone knows the transport. */
export function setLink(link: Link): void {
  current = link;
  setFirstLink(link);
}

/** The core's procedures. Every promise may be refused: go through `attempt` (reads) or `write` (writes). */
export const client: Client = createORPCClient(new DynamicLink(() => current));
