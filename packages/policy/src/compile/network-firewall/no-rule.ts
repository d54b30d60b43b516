import type { EgressPolicy } from '../../model';
import type { Signature } from './signature';
import { formsOf, type LateApplication, type WireForm } from './wire-forms';

/**
 * What no rule matched. AWS's default action lets bytes of no protocol that the engine knows leave until it gives up, and
 * a drop in words does not; with it, action order drops the rest too.
 */
export function noRule(mode: EgressPolicy['mode'], late: ReadonlySet<LateApplication>): readonly Signature[] {
  const earlier = new Set<LateApplication>(['https', ...late]);
  const ports = { from: 1, to: 65_535 };
  const neither = ['ip_proto:!1', 'ip_proto:!6', 'ip_proto:!17', 'ip_proto:!58', 'flow:to_server'];
  const forms: readonly Pick<WireForm, 'key' | 'protocol' | 'port' | 'options'>[] = [
    ...formsOf({ tcp: ports }, earlier, false),
    ...formsOf({ udp: ports }, earlier, false),
    { key: 'icmp', protocol: 'icmp', port: 'any', options: ['flow:to_server'] },
    { key: 'ip', protocol: 'ip', port: 'any', options: neither },
  ];
  return forms.map(({ key, protocol, port, options }) => ({
    // No rule of a policy has an empty id.
    key: `/no-rule/${key}`,
    action: mode === 'enforce' ? 'drop' : 'pass',
    protocol,
    source: '$HOME_NET',
    destination: 'any',
    port,
    options,
    message: mode === 'enforce' ? 'no rule' : 'monitor: no rule, would drop',
  }));
}
