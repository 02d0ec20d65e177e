import type { CaseId, SessionId } from '../../shared/model/ids.ts';
import type { Result } from '../api/attempt.ts';
import { client } from '../api/client.ts';
import { t } from '../ui/i18n.ts';
import type { ImportTarget } from './imports.ts';
import { actorNow } from './interface.ts';
import { mirror, write } from './rows.ts';

/** A session to import into. `undo` takes back what was made for it, when the import does not succeed. */
export type ReadyTarget = { readonly sessionId: SessionId; readonly undo: () => Promise<void> };

/** Without a wish, each file gets a session of its own in the newest case: several files are mostly several sessions. */
export function defaultTarget(sessionId: SessionId | null): ImportTarget {
  if (sessionId !== null) return { kind: 'session', sessionId };
  const newest = [...mirror.all('case')].sort((left, right) => right.createdAt - left.createdAt)[0];
  return newest === undefined ? { kind: 'newCase' } : { kind: 'newSession', caseId: newest.id };
}

/** One more than the highest number in the case. */
export function nextNumber(caseId: CaseId): number {
  return Math.max(0, ...mirror.of('session', caseId).map((session) => session.number ?? 0)) + 1;
}

/** "Case 3" for the third: a working name, to be changed by whoever has a better one. */
export function nextCaseLabel(): string {
  return t('board.newCaseLabel', { number: mirror.all('case').length + 1 });
}

async function makeSession(caseId: CaseId): Promise<Result<ReadyTarget>> {
  const actor = actorNow();
  const number = nextNumber(caseId);
  const made = await write(client.session.create({ caseId, number, heldOn: null, title: '', actor }));
  if (!made.ok) return made;
  const { id } = made.value;
  return {
    ok: true,
    value: {
      sessionId: id,
      undo: async () => {
        await write(client.session.remove({ id, actor }));
      },
    },
  };
}

export async function readyTarget(target: ImportTarget): Promise<Result<ReadyTarget>> {
  if (target.kind === 'session')
    return { ok: true, value: { sessionId: target.sessionId, undo: () => Promise.resolve() } };
  if (target.kind === 'newSession') return makeSession(target.caseId);
  const actor = actorNow();
  const madeCase = await write(client.case.create({ label: nextCaseLabel(), actor }));
  if (!madeCase.ok) return madeCase;
  const { id } = madeCase.value;
  const session = await makeSession(id);
  const undoCase = async (): Promise<void> => {
    await write(client.case.remove({ id, actor }));
  };
  if (!session.ok) {
    await undoCase();
    return session;
  }
  const { sessionId, undo } = session.value;
  return { ok: true, value: { sessionId, undo: () => undo().then(undoCase) } };
}
