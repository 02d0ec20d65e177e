/** What a request that the browser host refused was lacking. */
export type Refusals = {
  /** Another name than ours in `Host`: a name of somebody's that points at this machine (DNS rebinding). */
  host: number;
  /** Sent by a page of another origin. */
  origin: number;
  /** A token that is spent, or guessed. */
  token: number;
  /** No cookie, or another's. */
  cookie: number;
  /** Too large, too slow, or no method of ours. */
  shape: number;
  /** Connections that made room for newer ones. */
  connection: number;
};

/** What keeps a study from the network, as it is found when asked: measured, none of it is a constant. */
export type Protection = {
  /** Ports on which this process listens, for anybody. */
  openPorts: number;
  /** The browser host's own port; null on the desktop, which has none. */
  listening: { address: string; port: number; isLoopback: boolean } | null;
  /** Since the start; null on the desktop. */
  refused: Refusals | null;
  /** Of the desktop: requests that the windows made and that were blocked; null in a browser, which the page asks itself. */
  blocked: number | null;
  /** Whether FFmpeg, asked to open an address of the network, refused before it tried. */
  isMediaOffline: boolean;
  sinceMs: number;
};
