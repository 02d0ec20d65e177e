import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from '../../shared/contract/contract.ts';
import type { Staged } from '../../shared/contract/recording.ts';

/** A 440 Hz tone: 16-bit mono WAV, 16 kHz. */
export function toneFile(seconds = 2): Buffer<ArrayBuffer> {
  const sampleRate = 16_000;
  const sampleCount = seconds * sampleRate;
  const file = Buffer.alloc(44 + sampleCount * 2);
  file.write('RIFF', 0);
  file.writeUInt32LE(file.length - 8, 4);
  file.write('WAVEfmt ', 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(sampleRate, 24);
  file.writeUInt32LE(sampleRate * 2, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36);
  file.writeUInt32LE(sampleCount * 2, 40);
  for (let index = 0; index < sampleCount; index += 1)
    file.writeInt16LE(
      Math.round(10_000 * Math.sin((index * 2 * Math.PI * 440) / sampleRate)),
      44 + index * 2,
    );
  return file;
}

/** Makes the study "Desktop" with one session, uploads the tone and imports it, as the page does. */
export async function setUpRecording(
  client: ContractRouterClient<Contract>,
  fetch: (path: string, init?: RequestInit) => Promise<Response>,
): Promise<{ recordingId: string; file: Buffer<ArrayBuffer> }> {
  await client.study.create({ title: 'Desktop' });
  const { id: caseId } = await client.case.create({ actor: null, label: 'A' });
  const session = { actor: null, caseId, number: 1, heldOn: null, title: '' };
  const { id: sessionId } = await client.session.create(session);
  const file = toneFile();
  const upload = await fetch('/upload?name=tone.wav', { method: 'POST', body: file });
  const { stagedId }: Staged = await upload.json();
  const job = { actor: null, stagedId, sessionId, label: 'Tone', audioTrack: null };
  const { id: recordingId } = await client.recording.import(job);
  return { recordingId, file };
}
