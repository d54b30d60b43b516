import type { EgressPolicy } from '../model';

/** HTTPS to ipinfo.io, ping to addresses in the United States, and nothing else. */
export function workshopPolicy(): EgressPolicy {
  return {
    version: 1,
    name: 'workshop',
    mode: 'enforce',
    rules: [
      {
        id: 'ipinfo',
        description: 'HTTPS to one name',
        destinations: [{ name: 'ipinfo.io' }],
        applications: ['https'],
        action: 'pass',
      },
      {
        id: 'ping-united-states',
        description: 'Echo requests to addresses in the United States',
        destinations: [{ country: 'US' }],
        applications: ['icmp-echo'],
        action: 'pass',
      },
    ],
  };
}
