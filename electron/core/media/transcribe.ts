import { AV_CHANNEL_ORDER_UNSPEC } from 'node-av/constants';
import { avChannelLayoutDescribe, Frame } from 'node-av/lib';
import { Failure, toFailure } from '../../../shared/contract/failure.ts';
import { Decoder } from './decode.ts';
import { closeInput, openInput } from './open.ts';
import { playedStreams, visitPackets } from './packets.ts';
import type { DraftedTurn, TranscribeJob } from './types.ts';
import { type DraftedLine, openWhisper, type SpeechFilter, type SpeechInput } from './whisper.ts';

/**
 * Listens to the file that is played and tells what is said, stretch by stretch, as a model on this machine understands it.
 * Instants are the player's. Throws as `openInput` and `openWhisper`, MEDIA_NO_TRACK without sound, CANCELLED.
 */
export async function transcribe(
  job: TranscribeJob,
  onTurns: (turns: DraftedTurn[]) => void,
  signal: AbortSignal,
  openFilter = openWhisper,
): Promise<null> {
  const input = await openInput(job.played);
  const waiting: Frame[] = [];
  let filter: SpeechFilter | null = null;
  try {
    const { audio } = playedStreams(input, null);
    using decoder = audio && (await Decoder.open(audio));
    if (audio === null || decoder === null) throw new Failure('MEDIA_NO_TRACK');
    using frame = new Frame();
    frame.alloc();
    // The decoder's frame is used again for the next one: what waits for the model is another over the same sound.
    const accept = (decoded: Frame): void => {
      const kept = decoded.clone();
      if (kept !== null) waiting.push(kept);
    };
    const { index, timeBase } = audio;
    const tell = (lines: readonly DraftedLine[]): void => {
      if (lines.length > 0) onTurns(lines.map(toTurn));
    };
    const listen = async (): Promise<void> => {
      for (let sound = waiting.shift(); sound !== undefined; sound = waiting.shift()) {
        try {
          if (signal.aborted) throw new Failure('CANCELLED');
          filter ??= openFilter(shapeOf(sound, timeBase), job.model);
          tell(await filter.push(sound));
        } finally {
          sound.free();
        }
      }
    };
    await visitPackets(
      input,
      signal,
      (packet) => {
        if (packet.streamIndex === index) decoder.decode(packet, frame, accept);
      },
      listen,
    );
    decoder.decode(null, frame, accept);
    await listen();
    if (filter !== null) tell(await (filter as SpeechFilter).push(null));
    return null;
  } catch (thrown) {
    throw toFailure(thrown);
  } finally {
    for (const sound of waiting) sound.free();
    (filter as SpeechFilter | null)?.[Symbol.dispose]();
    await closeInput(input);
  }
}

function shapeOf(sound: Frame, timeBase: SpeechInput['timeBase']): SpeechInput {
  const { sampleRate, format, channels, channelLayout } = sound;
  const isNamed = channelLayout.order !== AV_CHANNEL_ORDER_UNSPEC;
  return {
    sampleRate,
    format,
    channels,
    timeBase,
    layout: isNamed ? avChannelLayoutDescribe(channelLayout) : null,
  };
}

function toTurn({ startMs, endMs, text }: DraftedLine): DraftedTurn {
  return { startMs: Math.round(startMs), endMs: Math.round(endMs), text };
}
