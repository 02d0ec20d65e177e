import { Filter, type FilterContext, FilterGraph, type Frame } from 'node-av/lib';
import { Failure } from '../../../shared/contract/failure.ts';
import { checkCode } from './open.ts';

type Ratio = { num: number; den: number };

/** Pictures as they go in. */
export type ChainInput = { width: number; height: number; format: number; timeBase: Ratio; aspect: Ratio };

/** Filters of FFmpeg's, one behind another, over pictures. `using` frees it. */
export class FilterChain implements Disposable {
  readonly #graph: FilterGraph;
  readonly #source: FilterContext;
  readonly #sink: FilterContext;

  private constructor(graph: FilterGraph, source: FilterContext, sink: FilterContext) {
    this.#graph = graph;
    this.#source = source;
    this.#sink = sink;
  }

  /** `filters` are FFmpeg's names with their options. Throws MEDIA_NOT_RECOGNISED for pictures that they do not take. */
  static open(
    input: ChainInput,
    filters: readonly (readonly [name: string, options: string])[],
  ): FilterChain {
    const { width, height, format, timeBase, aspect } = input;
    const graph = new FilterGraph();
    graph.alloc();
    const create = (name: string, options: string): FilterContext => {
      const filter = Filter.getByName(name);
      const context = filter && graph.createFilter(filter, name, options);
      if (!context) throw new Failure('INTERNAL');
      return context;
    };
    const source = create(
      'buffer',
      `width=${width}:height=${height}:pix_fmt=${format}:time_base=${timeBase.num}/${timeBase.den}` +
        `:pixel_aspect=${aspect.num}/${Math.max(1, aspect.den)}`,
    );
    let last = source;
    for (const [name, options] of [...filters, ['buffersink', ''] as const]) {
      const next = create(name, options);
      last.link(0, next, 0);
      last = next;
    }
    checkCode(graph.configSync(), 'MEDIA_NOT_RECOGNISED');
    return new FilterChain(graph, source, last);
  }

  /** Filters count in a unit of their own. */
  get timeBase(): Ratio {
    return this.#sink.buffersinkGetTimeBase();
  }

  /** Puts a picture in (null: that was the last). A damaged one is left out. */
  push(frame: Frame | null): boolean {
    return this.#source.buffersrcAddFrameSync(frame) >= 0;
  }

  /** Takes the next picture that is ready; false when there is none. */
  take(into: Frame): boolean {
    return this.#sink.buffersinkGetFrameSync(into) >= 0;
  }

  [Symbol.dispose](): void {
    this.#graph.free();
  }
}
