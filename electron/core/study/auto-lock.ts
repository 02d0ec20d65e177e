const lookEveryMs = 5000;
/** A timer that comes this late was not late: the machine slept, or was stopped. */
const sleptMs = 60_000;

export type AutoLockOptions = {
  /** Minutes without anybody there; 0: never. Asked anew each time, since it is a setting. */
  idleMinutes(): number;
  /** A recall interview that is being recorded, an import under way: then nothing is locked, whatever the clock says. */
  isBusy(): boolean;
  lock(): void;
  /** Milliseconds that go on while the machine sleeps. */
  now?: () => number;
};

/**
 * Locks a sealed study that was left alone, and one whose machine slept. Whoever wakes a laptop may be somebody else
 * than who closed it.
 */
export class AutoLock {
  private readonly options: AutoLockOptions;
  private readonly now: () => number;
  private readonly timer: NodeJS.Timeout;
  private lastThere: number;
  private lastLook: number;
  /** The machine slept, or was locked, when nothing could be: then at the end of that, unless somebody came back. */
  private isDue = false;

  constructor(options: AutoLockOptions) {
    this.options = options;
    this.now = options.now ?? Date.now;
    this.lastThere = this.now();
    this.lastLook = this.lastThere;
    this.timer = setInterval(() => this.look(), lookEveryMs);
    this.timer.unref();
  }

  /** Somebody is there. */
  stay(): void {
    this.lastThere = this.now();
    this.isDue = false;
  }

  /** The system says that it is about to sleep, or that its own lock is on. */
  systemLocks(): void {
    if (this.options.isBusy()) this.isDue = true;
    else this.options.lock();
  }

  private look(): void {
    const now = this.now();
    const minutes = this.options.idleMinutes();
    if (minutes > 0 && now - this.lastLook > sleptMs) this.isDue = true;
    this.lastLook = now;
    if (this.options.isBusy()) {
      this.lastThere = now;
      return;
    }
    const isIdle = minutes > 0 && now - this.lastThere > minutes * 60_000;
    if (isIdle || this.isDue) this.options.lock();
  }

  stop(): void {
    clearInterval(this.timer);
  }
}
