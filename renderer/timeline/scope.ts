/**
 * The one owner of listeners, observers, frames and children: whatever a part of the timeline or player begins, it
 * begins through its scope, so that `dispose` cannot forget one. After it, `add` undoes at once.
 */
export class Scope {
  readonly #undo = new Set<() => void>();
  #isDisposed = false;

  get isDisposed(): boolean {
    return this.#isDisposed;
  }

  add(undo: () => void): () => void {
    const once = (): void => {
      if (this.#undo.delete(once)) undo();
    };
    this.#undo.add(once);
    if (this.#isDisposed) once();
    return once;
  }

  listen<Name extends keyof HTMLElementEventMap>(
    target: HTMLElement,
    name: Name,
    listener: (event: HTMLElementEventMap[Name]) => void,
    options?: AddEventListenerOptions,
  ): () => void;
  listen<Name extends keyof WindowEventMap>(
    target: Window,
    name: Name,
    listener: (event: WindowEventMap[Name]) => void,
    options?: AddEventListenerOptions,
  ): () => void;
  listen(
    target: EventTarget,
    name: string,
    listener: (event: Event) => void,
    options?: AddEventListenerOptions,
  ): () => void;
  listen(
    target: EventTarget,
    name: string,
    listener: (event: never) => void,
    options?: AddEventListenerOptions,
  ): () => void {
    const handler: EventListener = (event) => listener(event as never);
    target.addEventListener(name, handler, options);
    return this.add(() => target.removeEventListener(name, handler, options));
  }

  /** Runs once in the next frame, however often it is asked for before. */
  frame(run: (timestampMs: number) => void): () => void {
    let id: number | null = null;
    this.add(() => {
      if (id !== null) cancelAnimationFrame(id);
    });
    return () => {
      if (id !== null || this.#isDisposed) return;
      id = requestAnimationFrame((timestampMs) => {
        id = null;
        run(timestampMs);
      });
    };
  }

  child(): Scope {
    const child = new Scope();
    const forget = this.add(() => child.dispose());
    child.add(forget);
    return child;
  }

  dispose(): void {
    this.#isDisposed = true;
    for (const undo of [...this.#undo].reverse()) undo();
  }
}
