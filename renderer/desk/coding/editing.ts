import type { CodeRow, CodingRow } from '../../../shared/model/rows.ts';
import { client } from '../../api/client.ts';
import { actorNow } from '../../state/interface.ts';
import { orShow, tell } from '../../state/notices.ts';
import { mirror, write } from '../../state/rows.ts';
import { settingsNow } from '../../state/settings.ts';
import { announce } from '../../ui/announcer.tsx';
import { t } from '../../ui/i18n.ts';
import { type Desk, focusOn, recordingNow, selectedEntry, takeTurn } from '../session/desk.ts';
import { withPerson } from '../session/person.ts';
import { timeWords } from '../session/timeWords.ts';
import { pressNow } from './applying.ts';
import { toggleFavourite, useCoding } from './coding.ts';

/** The coding made or chosen last, when it is this coder's own and still there. */
export function codingNow(): CodingRow | undefined {
  const coding = mirror.get('coding', useCoding.getState().codingId);
  return coding?.personId === actorNow() ? coding : undefined;
}

/** This coder's spans of the recording that go on. */
export function openSpans(desk: Desk): readonly CodingRow[] {
  const recordingId = recordingNow(desk)?.id;
  if (recordingId === undefined) return [];
  return mirror
    .of('coding', recordingId)
    .filter(
      ({ endMs, targetKind, personId }) => targetKind === 'span' && endMs === null && personId === actorNow(),
    );
}

/** Ends every span of this coder that goes on, those that were begun just before too, before whatever is pressed next. */
export function endSpans(desk: Desk, atMs: number): void {
  withPerson((personId) => {
    takeTurn(desk, async () => {
      for (const { codeId } of openSpans(desk)) await pressNow(desk, codeId, personId, atMs);
    });
  });
}

export function sayCertainty(desk: Desk, place: number): void {
  const point = settingsNow().certaintyScale[place];
  if (point === undefined) return;
  takeTurn(desk, async () => {
    const coding = codingNow();
    if (coding === undefined) return;
    const certainty = coding.certainty === point.value ? null : point.value;
    const done = await orShow(write(client.coding.update({ id: coding.id, certainty, actor: actorNow() })));
    if (done !== undefined)
      announce(certainty === null ? t('coding.desk.said.certaintyTakenBack') : point.label);
  });
}

/** Sets an edge of the chosen span at the playhead; beyond the other edge it takes that along. */
export function setCodingEdge(desk: Desk, edge: 'start' | 'end', atMs: number): void {
  takeTurn(desk, async () => {
    const coding = codingNow();
    if (coding?.startMs == null) return;
    const startMs = edge === 'start' ? atMs : Math.min(coding.startMs, atMs);
    const endMs = edge === 'end' ? atMs : coding.endMs === null ? null : Math.max(coding.endMs, atMs);
    const call = client.coding.update({ id: coding.id, startMs, endMs, actor: actorNow() });
    if ((await orShow(write(call))) !== undefined)
      announce(
        t(edge === 'start' ? 'coding.desk.said.start' : 'coding.desk.said.end', { time: timeWords(atMs) }),
      );
  });
}

export function removeCoding(desk: Desk): void {
  takeTurn(desk, async () => {
    const coding = codingNow();
    if (coding === undefined) return;
    const name = mirror.get('code', coding.codeId)?.name ?? '';
    const done = await orShow(write(client.coding.remove({ id: coding.id, actor: actorNow() })));
    if (done === undefined) return;
    useCoding.setState({ codingId: null });
    announce(t('session.said.uncoded', { code: name }));
  });
}

/** In turn: a code whose key was pressed just before is used once the core has it. */
function codeUsedLast(): CodeRow | undefined {
  const [codeId] = useCoding.getState().recent;
  return mirror.get('code', codeId ?? null);
}

/** Makes the code used last a favourite, or no longer. */
export function favourLast(desk: Desk): void {
  takeTurn(desk, () => {
    const code = codeUsedLast();
    if (code === undefined) return;
    tell(
      t(toggleFavourite(code.id) ? 'coding.desk.said.favoured' : 'coding.desk.said.unfavoured', {
        code: code.name,
      }),
    );
  });
}

/** Makes the selected moment an anchor example of the code used last. */
export function makeExample(desk: Desk): void {
  takeTurn(desk, async () => {
    const code = codeUsedLast();
    const momentId = selectedEntry(desk)?.moment.id;
    if (code === undefined || momentId === undefined) return;
    const call = client.codeExample.add({ codeId: code.id, momentId, note: '', actor: actorNow() });
    if ((await orShow(write(call))) !== undefined) tell(t('coding.desk.said.example', { code: code.name }));
  });
}

/** Lets go of what only coding holds, innermost first; false when it held nothing. */
export function releaseCoding(desk: Desk): boolean {
  const { statementId } = useCoding.getState();
  if (statementId === null) return false;
  useCoding.setState({ statementId: null });
  focusOn(desk, 'recording');
  return true;
}
