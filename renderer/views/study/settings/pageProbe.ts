/** Another origin than ours, and on this machine: should the page's policy fail, the call leaves it all the same not. */
const elsewhere = 'http://127.0.0.1:9/';

/** A browser tells of what its policy forbade a moment after it forbade it. */
const patienceMs = 2000;

/** Whether this page, which tries it now, may not call anybody but its own core. */
export function isPageConfined(): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (isConfined: boolean): void => {
      clearTimeout(timer);
      document.removeEventListener('securitypolicyviolation', hear);
      resolve(isConfined);
    };
    const hear = ({ blockedURI, effectiveDirective }: SecurityPolicyViolationEvent): void => {
      if (blockedURI.startsWith(elsewhere) && effectiveDirective === 'connect-src') end(true);
    };
    const timer = setTimeout(() => end(false), patienceMs);
    document.addEventListener('securitypolicyviolation', hear);
    // Answered or refused by the network: it was tried, which is what must not be.
    fetch(elsewhere, { mode: 'no-cors' }).catch(() => null);
  });
}
