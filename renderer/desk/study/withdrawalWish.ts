import { create } from 'zustand';
import type { WithdrawalStage } from '../../../shared/contract/withdrawal.ts';
import type { SharedDecision, WithdrawalScope } from '../../../shared/model/consent.ts';
import type { WithdrawalId } from '../../../shared/model/ids.ts';
import type { CallFailure } from '../../api/attempt.ts';
import { client } from '../../api/client.ts';
import { onMessage } from '../../state/connection.ts';
import { actorNow, showDialog } from '../../state/interface.ts';
import { write } from '../../state/rows.ts';

export type Run =
  | { readonly phase: 'choosing' }
  | { readonly phase: 'running'; readonly stage: WithdrawalStage | null; readonly fraction: number | null }
  | { readonly phase: 'stopped'; readonly id: WithdrawalId | null; readonly failure: CallFailure }
  | { readonly phase: 'done'; readonly id: WithdrawalId };

type WishState = {
  readonly scope: WithdrawalScope | null;
  readonly decisions: readonly SharedDecision[];
  readonly run: Run;
};

const blank: WishState = { scope: null, decisions: [], run: { phase: 'choosing' } };

/** The withdrawal that is being thought about, or done. */
export const useWish = create<WishState>(() => blank);

/** Opens the dialog; one that goes on is shown as it is. */
export function beginWithdrawal(scope: WithdrawalScope | null): void {
  if (useWish.getState().run.phase !== 'running') useWish.setState({ ...blank, scope });
  showDialog('withdraw');
}

export function choose(scope: WithdrawalScope): void {
  useWish.setState({ ...blank, scope });
}

export function decide(decision: SharedDecision): void {
  useWish.setState(({ decisions }) => ({
    decisions: [...decisions.filter(({ sessionId }) => sessionId !== decision.sessionId), decision],
  }));
}

/** Erases for good, and says at every moment how far it is. */
export async function carryOut(): Promise<void> {
  const { scope, decisions } = useWish.getState();
  if (scope === null) return;
  await follow(client.withdrawal.begin({ scope, decisions: [...decisions], actor: actorNow() }), null);
}

export async function continueWithdrawal(id: WithdrawalId): Promise<void> {
  useWish.setState({ ...blank });
  showDialog('withdraw');
  const resumed = client.withdrawal.resume({ id, actor: actorNow() }).then((answer) => ({ id, ...answer }));
  await follow(resumed, id);
}

async function follow(
  call: ReturnType<typeof client.withdrawal.begin>,
  id: WithdrawalId | null,
): Promise<void> {
  const show = (run: Run): void => useWish.setState({ run });
  show({ phase: 'running', stage: null, fraction: null });
  const stop = onMessage((message) => {
    if (message.type === 'withdrawal')
      show({ phase: 'running', stage: message.stage, fraction: message.fraction });
  });
  const result = await write(call);
  stop();
  if (result.ok) show({ phase: 'done', id: result.value.id });
  else show({ phase: 'stopped', id, failure: result.failure });
}
