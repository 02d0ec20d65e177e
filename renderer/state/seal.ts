import { attempt } from '../api/attempt.ts';
import { client } from '../api/client.ts';
import { t } from '../ui/i18n.ts';
import { onMessage } from './connection.ts';
import { flushDrafts } from './drafts.ts';
import { askBack, orShow, showFailure } from './notices.ts';
import { type StudyState, useStudy } from './study.ts';
import { flushViews } from './view.ts';

/** How the open study lies on the disk. */
export const sealOf = (state: StudyState): StudyState['seal'] => state.seal;

/** Closes the sealed study; the core's message then brings the page to Home, which asks for the passphrase. */
export async function lockStudy(): Promise<void> {
  flushViews();
  await flushDrafts();
  await orShow(attempt(client.seal.lock()));
}

export function noteRecoveryKey(): void {
  useStudy.setState(({ seal }) => ({ seal: { ...seal, hasRecoveryKey: true } }));
}

/** Often enough for a limit of a minute. */
const tellEveryMs = 20_000;

/**
 * Tells the core that somebody is there (keys, pointer, something playing), so that a sealed study left alone locks
 * itself, and says so when a file was found altered. Called once, at the start.
 */
export function followSeal(): void {
  let toldAt = Number.NEGATIVE_INFINITY;
  const stay = (): void => {
    const now = performance.now();
    if (!useStudy.getState().seal.isSealed || now - toldAt < tellEveryMs) return;
    toldAt = now;
    void attempt(client.seal.stay());
  };
  for (const sign of ['keydown', 'pointerdown', 'pointermove', 'wheel', 'timeupdate'] as const)
    window.addEventListener(sign, stay, { capture: true, passive: true });
  onMessage((message) => {
    if (message.type !== 'altered') return;
    const { file } = message;
    if (file.startsWith('peaks/')) askBack({ about: 'waveform', text: t('seal.waveform') });
    else showFailure({ code: 'FILE_ALTERED', data: { file } });
  });
}
