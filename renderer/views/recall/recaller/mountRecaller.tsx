import { MantineProvider } from '@mantine/core';
import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { createRoot } from 'react-dom/client';
import type { Contract } from '../../../../shared/contract/contract.ts';
import type { Link } from '../../../api/client.ts';
import { resolveVariables, theme } from '../../../ui/theme.ts';
import { RecallerPage } from './RecallerPage.tsx';

export type RecallerClient = ContractRouterClient<Pick<Contract, 'recaller'>>;

/** The second window: it follows, and it stops. Its client knows no other calls, and its address answers no others. */
export function mountRecaller(root: HTMLElement, link: Link, styleNonce: string): void {
  const client: RecallerClient = createORPCClient(link);
  createRoot(root).render(
    <MantineProvider
      theme={theme}
      cssVariablesResolver={resolveVariables}
      forceColorScheme="dark"
      getStyleNonce={() => styleNonce}
    >
      <RecallerPage client={client} />
    </MantineProvider>,
  );
}
