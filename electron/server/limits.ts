/** All that a caller may take of this server, in one place. Everything within the study's own limits is the core's. */
export type Limits = {
  /** Largest body of a call. Slices of an interview's recording have the core's own limit, uploads none but the disk. */
  callByteLimit: number;
  /** Longest time for the head of a request, and for the body of a call, to arrive; a connection that says nothing ends then too. */
  arrivalTimeLimitMs: number;
  /**
   * An upload, which may take hours, is cut off when in this much waiting for its sender … A drive that wakes up takes
   * ten seconds, and nobody honest is this slow on their own machine.
   */
  stallTimeLimitMs: number;
  /** … fewer bytes than these have come. */
  stallByteLimit: number;
  /** Connections that have not shown the cookie yet, at once; above it the one that has waited longest is ended. */
  strangerLimit: number;
};

export const defaultLimits: Limits = {
  callByteLimit: 8 * 1024 * 1024,
  arrivalTimeLimitMs: 15_000,
  stallTimeLimitMs: 60_000,
  stallByteLimit: 64 * 1024,
  strangerLimit: 64,
};
