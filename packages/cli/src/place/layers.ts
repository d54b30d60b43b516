import { dnsFirewall } from './dns-firewall';
import { endpointPolicy } from './endpoint-policy';
import { fortios } from './fortios';
import type { LayerCompiler } from './layer-compiler';
import { networkAcl } from './network-acl';
import { networkFirewall } from './network-firewall';
import { securityGroup } from './security-group';
import { squid } from './squid';

/** A row for each layer that a policy is compiled to. */
export const LAYERS: readonly LayerCompiler[] = [
  networkFirewall,
  dnsFirewall,
  securityGroup,
  networkAcl,
  squid,
  fortios,
  endpointPolicy,
];
