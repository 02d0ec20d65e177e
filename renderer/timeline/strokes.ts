import type { Pen } from './pen.ts';

/**
 * Paints marks too narrow to be seen apart, given in the order of their starts. Those that touch become one
 * rectangle as long as their colour is the same, and one that adds less than a pixel to what is painted is left
 * out: at most one rectangle a pixel, however many marks there are.
 */
export class Strokes {
  readonly #pen: Pen;
  readonly #top: number;
  readonly #height: number;
  #start = 0;
  #end = Number.NEGATIVE_INFINITY;
  #color = '';

  constructor(pen: Pen, top: number, height: number) {
    this.#pen = pen;
    this.#top = top;
    this.#height = height;
  }

  add(x: number, endX: number, color: string): void {
    const isApart = x > this.#end;
    if (!isApart && endX < this.#end + 1) return;
    if (isApart || color !== this.#color) {
      const start = Math.max(x, this.#end);
      this.flush();
      this.#start = start;
      this.#color = color;
    }
    this.#end = endX;
  }

  /** Paints what is still held back; to be called before anything else is drawn over it, and at the end. */
  flush(): void {
    if (this.#end > this.#start) {
      this.#pen.fillStyle = this.#color;
      this.#pen.fillRect(this.#start, this.#top, this.#end - this.#start, this.#height);
    }
    this.#end = Number.NEGATIVE_INFINITY;
  }
}
