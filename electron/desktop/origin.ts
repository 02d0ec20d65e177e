/** The one page there is. A custom scheme, so that no port is open and nothing on the network can be it. */
export const scheme = 'stillpoint';
export const pageUrl = `${scheme}://app/`;

export function isOwnUrl(url: string | undefined): boolean {
  return url?.startsWith(pageUrl) ?? false;
}

/** The page itself, not a frame inside it. A frame that is gone (null) is nobody. */
export function isOwnPage(frame: { url: string; parent: unknown } | null): boolean {
  return frame !== null && frame.parent === null && isOwnUrl(frame.url);
}
