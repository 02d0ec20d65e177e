import type { Refusals } from '../../../shared/contract/protection.ts';

/** What the app says about itself and the network. */
export const protection = {
  protection: {
    title: 'No network',
    hint: 'Tried and counted on this computer just now, not promised.',
    asking: 'Trying…',
    again: 'Try again',
    loopback: 'Stillpoint answers at {{address}}, port {{port}}, which no other computer can reach.',
    reachable:
      'Stillpoint can be reached by other computers at {{address}}, port {{port}}. Close it and ask for help.',
    ports_zero: 'It has opened no port.',
    ports_one: 'It has opened no other port.',
    ports_other: 'It has opened {{count}} ports, more than it needs.',
    page: 'This page may not call any other address: it tried, and was stopped.',
    pageOpen: 'This page could call another address. Use the newest version of your browser.',
    media:
      'What reads recordings opens files only: it was asked to open addresses, and refused before trying.',
    mediaOpen:
      'What reads recordings does not refuse addresses of the network. Do not import files from others.',
    refused_zero: 'Nobody else has tried to get in since {{when}}.',
    refused_one: '{{count}} request that was not from this window was refused since {{when}}: {{kinds}}.',
    refused_other:
      '{{count, number}} requests that were not from this window were refused since {{when}}: {{kinds}}.',
    blocked_zero: 'No request to the network was made since {{when}}; every one would be stopped.',
    blocked_one: '{{count}} request to the network was stopped since {{when}}.',
    blocked_other: '{{count, number}} requests to the network were stopped since {{when}}.',
    kind: {
      host: 'another name for this computer ({{count, number}})',
      origin: 'another page ({{count, number}})',
      token: 'an address used before ({{count, number}})',
      cookie: 'a window without its key ({{count, number}})',
      shape: 'too large, too slow, or odd ({{count, number}})',
      connection: 'too many connections ({{count, number}})',
    } satisfies Record<keyof Refusals, string>,
  },
} as const;
