import { AV_NOPTS_VALUE } from 'node-av/constants';
import { Filter, type FilterContext, FilterGraph, Frame } from 'node-av/lib';
import { Failure } from '../../../shared/contract/failure.ts';
import { checkCode } from './open.ts';

/** What was said in a stretch of sound. Times in ms of the recording, not rounded. */
export type DraftedLine = { startMs: number; endMs: number; text: string };

/** Sound goes in, words come out: the boundary at which a test puts something else in the model's place. */
export type SpeechFilter = Disposable & {
  /** Takes the next sound (null: that was the last), and answers what has been understood since. */
  push(sound: Frame | null): Promise<DraftedLine[]>;
};

export type SpeechInput = {
  sampleRate: number;
  format: number;
  /** As FFmpeg describes it, `stereo`; null where the file names none. */
  layout: string | null;
  channels: number;
  timeBase: { num: number; den: number };
};

export type OpenSpeechFilter = (
  input: SpeechInput,
  model: { path: string; language: string },
) => SpeechFilter;

/**
 * How much sound is understood at once. The filter cuts there, in the middle of a word too, so that longer is better; the
 * whole stretch is one line, so that shorter is.
 */
const queueSeconds = 10;

/**
 * FFmpeg's whisper filter over a model in ggml format. It writes what it understands to the frames that come out, with the
 * length of the stretch; where the stretch ends is where the frame does. Throws DRAFT_UNAVAILABLE when this FFmpeg was
 * built without the filter, MODEL_NOT_RECOGNISED for a file that is no model.
 */
export const openWhisper: OpenSpeechFilter = (input, { path, language }) => {
  const whisper = Filter.getByName('whisper');
  if (whisper === null) throw new Failure('DRAFT_UNAVAILABLE');
  const options = `model=${escaped(path)}:language=${escaped(language)}:queue=${queueSeconds}`;
  return openSpeechGraph(input, (graph) => [withModel(graph, whisper, options)]);
};

/** Filters one behind another, of which the last leaves on its frames what whisper does. Exported for its test. */
export function openSpeechGraph(
  input: SpeechInput,
  create: (graph: FilterGraph) => readonly FilterContext[],
): SpeechFilter {
  const graph = new FilterGraph();
  graph.alloc();
  try {
    const { sampleRate, format, channels, timeBase } = input;
    const layout = input.layout === null ? `channels=${channels}` : `channel_layout=${escaped(input.layout)}`;
    const source = created(
      graph,
      'abuffer',
      `sample_rate=${sampleRate}:sample_fmt=${format}:${layout}:time_base=${timeBase.num}/${timeBase.den}`,
    );
    const filters = create(graph);
    const sink = created(graph, 'abuffersink', '');
    let last = source;
    for (const next of [...filters, sink]) {
      last.link(0, next, 0);
      last = next;
    }
    checkCode(graph.configSync(), 'MEDIA_UNREADABLE');
    return speechFilter(graph, source, sink);
  } catch (thrown) {
    graph.free();
    throw thrown;
  }
}

function created(graph: FilterGraph, name: string, options: string): FilterContext {
  const filter = Filter.getByName(name);
  const context = filter && graph.createFilter(filter, name, options);
  if (!context) throw new Failure('INTERNAL');
  return context;
}

/** The filter reads the model as it is made, and all that it says of a file that is none is an error of reading. */
function withModel(graph: FilterGraph, whisper: Filter, options: string): FilterContext {
  try {
    const context = graph.createFilter(whisper, 'whisper', options);
    if (context !== null) return context;
  } catch (thrown) {
    throw new Failure('MODEL_NOT_RECOGNISED', {}, { cause: thrown });
  }
  throw new Failure('MODEL_NOT_RECOGNISED');
}

/** A value among options that colons part (ffmpeg-utils, "Quoting and escaping"). */
function escaped(value: string): string {
  return value.replaceAll(/[\\':]/g, (sign) => `\\${sign}`);
}

function speechFilter(graph: FilterGraph, source: FilterContext, sink: FilterContext): SpeechFilter {
  const frame = new Frame();
  frame.alloc();
  return {
    async push(sound) {
      // Beside the event loop: the model may think for a minute, in which the worker must hear that it is to stop.
      checkCode(await source.buffersrcAddFrame(sound), 'MEDIA_UNREADABLE');
      const lines: DraftedLine[] = [];
      while ((await sink.buffersinkGetFrame(frame)) >= 0) {
        const line = lineOf(frame, sink.buffersinkGetTimeBase());
        if (line !== null) lines.push(line);
        frame.unref();
      }
      return lines;
    },
    [Symbol.dispose]() {
      frame.free();
      graph.free();
    },
  };
}

function lineOf(frame: Frame, timeBase: { num: number; den: number }): DraftedLine | null {
  using metadata = frame.getMetadata();
  const text = metadata.get('lavfi.whisper.text')?.trim() ?? '';
  const seconds = Number(metadata.get('lavfi.whisper.duration') ?? Number.NaN);
  if (text === '' || !Number.isFinite(seconds) || frame.pts === AV_NOPTS_VALUE) return null;
  const startOfFrameMs = (Number(frame.pts) * 1000 * timeBase.num) / timeBase.den;
  const endMs = startOfFrameMs + (frame.nbSamples * 1000) / frame.sampleRate;
  return { startMs: Math.max(0, endMs - seconds * 1000), endMs, text };
}
