export const minuteMs = 60_000;

/** In the environment of an app: at each SIGUSR2 its wall clock, and nothing else, goes on by a minute. */
export const withWallClock = {
  NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(`
    const now = Date.now;
    let aheadMs = 0;
    Date.now = () => now() + aheadMs;
    process.on('SIGUSR2', () => { aheadMs += ${minuteMs}; });
  `)}`,
};
