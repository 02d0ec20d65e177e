import type { CodingTarget } from '../../../shared/model/coding.ts';
import type { CodeId, PersonId } from '../../../shared/model/ids.ts';
import { client } from '../../api/client.ts';
import { orShow } from '../../state/notices.ts';
import { mirror, write } from '../../state/rows.ts';
import { announce } from '../../ui/announcer.tsx';
import { t } from '../../ui/i18n.ts';
import { type Desk, nowMs, recordingNow, selectedEntry, takeTurn } from '../session/desk.ts';
import { withPerson } from '../session/person.ts';
import { timeWords } from '../session/timeWords.ts';
import { noteUsed, useCoding } from './coding.ts';
import { goToUncoded } from './units.ts';

/** What became of a code's key: a unit got or lost it, a span began or ended, an instant was marked; null: nothing. */
export type Applied = 'applied' | 'takenOff' | 'began' | 'ended' | 'marked' | null;

/**
 * A code's key, or its choice in the palette. It is given to the statement that is being coded, else to the selected
 * moment, and with neither it marks the recording itself at `atMs`, where playback stood when the key went down. In
 * turn with marks: pressed right after M it means the moment that M is making. Nothing is shown before the core has it.
 */
export function applyCode(desk: Desk, codeId: CodeId, atMs: number): Promise<Applied> {
  return new Promise((resolve) => {
    withPerson((personId) => {
      takeTurn(desk, async () => resolve(await applyNow(desk, codeId, personId, atMs)));
    });
  });
}

/** The same for the selected moment, whatever else is being coded: its own list of codes. */
export function applyToMoment(desk: Desk, codeId: CodeId): void {
  useCoding.setState({ statementId: null });
  void applyCode(desk, codeId, nowMs(desk));
}

/** Begins, ends or marks on the recording, whatever is selected. */
export function pressOnRecording(desk: Desk, codeId: CodeId, atMs: number): void {
  withPerson((personId) => {
    takeTurn(desk, async () => void (await pressNow(desk, codeId, personId, atMs)));
  });
}

function unitNow(desk: Desk): Extract<CodingTarget, { kind: 'moment' | 'statement' }> | null {
  const { statementId } = useCoding.getState();
  if (statementId !== null) return { kind: 'statement', statementId };
  const entry = selectedEntry(desk);
  return entry === undefined ? null : { kind: 'moment', momentId: entry.moment.id };
}

async function applyNow(desk: Desk, codeId: CodeId, personId: PersonId, atMs: number): Promise<Applied> {
  const code = mirror.get('code', codeId);
  if (code === undefined) return null;
  const target = unitNow(desk);
  if (target === null) return await pressNow(desk, codeId, personId, atMs);
  const toggled = await orShow(
    write(client.coding.toggle({ target, codeId, personId, actor: personId }), ({ isApplied, id }) => {
      useCoding.setState({ codingId: isApplied ? id : null });
      if (isApplied) noteUsed(codeId);
      announce(t(isApplied ? 'session.said.coded' : 'session.said.uncoded', { code: code.name }));
    }),
  );
  if (toggled === undefined) return null;
  const { isApplied } = toggled;
  if (isApplied && useCoding.getState().isAdvancing) await goToUncoded(desk, target.kind, 'next', personId);
  return isApplied ? 'applied' : 'takenOff';
}

/** Within a turn. */
export async function pressNow(
  desk: Desk,
  codeId: CodeId,
  personId: PersonId,
  atMs: number,
): Promise<Applied> {
  const recordingId = recordingNow(desk)?.id;
  const name = mirror.get('code', codeId)?.name ?? '';
  if (recordingId === undefined) return null;
  const pressed = await orShow(
    write(client.coding.press({ recordingId, atMs, codeId, personId, actor: personId }), ({ id, did }) => {
      useCoding.setState({ codingId: id });
      noteUsed(codeId);
      announce(t(`coding.desk.said.${did}`, { code: name, time: timeWords(atMs) }));
    }),
  );
  if (pressed === undefined) return null;
  return pressed.did;
}

/** Held so long, a key's release ends the span that its press began. */
const holdMs = 400;
type Held = { readonly codeId: CodeId; readonly downAt: number; readonly applied: Promise<Applied> };
/** By the physical key. */
const held = new Map<string, Held>();

/** A code's key went down. `physicalKey` is the event's code; `now` is `performance.now()`. */
export function pressCodeKey(
  desk: Desk,
  codeId: CodeId,
  atMs: number,
  physicalKey: string,
  now: number,
): void {
  held.set(physicalKey, { codeId, downAt: now, applied: applyCode(desk, codeId, atMs) });
}

/** A key came up: when it was held, and had begun a span, the span ends where playback stands now. */
export function releaseCodeKey(desk: Desk | null, physicalKey: string, atMs: number, now: number): void {
  const press = held.get(physicalKey);
  held.delete(physicalKey);
  if (desk === null || press === undefined || now - press.downAt < holdMs) return;
  void press.applied.then((applied) => {
    const coding = mirror.get('coding', useCoding.getState().codingId);
    // While it stands still a held key is only a slow press.
    if (applied === 'began' && coding?.startMs !== atMs) pressOnRecording(desk, press.codeId, atMs);
  });
}

/** The window lost the focus: releases will not be heard of. */
export function forgetHeld(): void {
  held.clear();
}
