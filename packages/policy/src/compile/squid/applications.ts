import { formatApplication } from '../../applications';
import type { EgressRule } from '../../model';
import type { SquidOptions } from './compile-squid';
import type { Reason } from './destinations';

/** What the proxy is asked for; the rest goes past it, or nowhere. */
export function planApplications({ applications, action }: EgressRule, { mode }: SquidOptions) {
  const ranges = applications.flatMap((one) => (typeof one === 'object' && 'tcp' in one ? [one.tcp] : []));
  const ports =
    mode === 'explicit'
      ? ranges
      : [80, 443]
          .filter((port) => ranges.some(({ from, to }) => from <= port && port <= to))
          .map((port) => ({ from: port, to: port }));
  const unseen = applications.filter((one) => {
    if (typeof one === 'string') return one !== 'http' && one !== 'https';
    if ('udp' in one) return true;
    return mode === 'transparent' && !ports.some(({ from }) => one.tcp.from === from && one.tcp.to === from);
  });
  const list = unseen.map((one) => `\`${formatApplication(one)}\``).join(', ');
  const isNarrower = unseen.length > 0 && mode === 'explicit' && action === 'pass';
  const isPast = unseen.length > 0 && mode === 'transparent';
  return {
    carried: { http: applications.includes('http'), https: applications.includes('https'), ports },
    reasons: isNarrower
      ? [
          [
            'narrower',
            'not-proxied',
            `no program asks a proxy for ${list}: without another way out it stays inside`,
          ] as Reason,
        ]
      : [],
    remarks: isPast
      ? [`${list}: only ports 80 and 443 are redirected to the proxy, the rest goes past it`]
      : [],
  };
}
