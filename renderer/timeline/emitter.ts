/** A listener can always be taken away by calling what `on` answered. */
export type Unsubscribe = () => void;

/** The smallest typed emitter: `Events` maps a name to what its listeners get. */
export class Emitter<Events extends object> {
  readonly #listeners = new Map<keyof Events, Set<(detail: never) => void>>();

  readonly on = <Name extends keyof Events>(
    name: Name,
    listener: (detail: Events[Name]) => void,
  ): Unsubscribe => {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners);
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  };

  emit<Name extends keyof Events>(name: Name, detail: Events[Name]): void {
    const listeners = this.#listeners.get(name);
    if (listeners === undefined) return;
    // `on` alone fills the map, with listeners of that very name; TypeScript cannot see it across the map.
    for (const listener of [...listeners]) (listener as (detail: Events[Name]) => void)(detail);
  }

  clear(): void {
    this.#listeners.clear();
  }
}
