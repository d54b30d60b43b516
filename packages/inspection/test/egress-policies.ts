import { readPolicy, type EgressPolicy } from '@inspected-egress/policy';

export const TODAY = '2026-11-22';
export const PREFIX_LISTS = { 'pl-0123456789abcdef0': ['192.0.2.0/24', '2001:db8:1::/48'] };
export const CERTIFICATE_AUTHORITY =
  'arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d-0000-4000-8000-000000000000';

/** Every form of source, destination, application and action. */
export const EVERY_FORM: EgressPolicy = readPolicy(
  `
version: 1
name: every-form
mode: enforce
groups:
  builders: { cidrBlocks: [10.1.0.0/25] }
sets:
  indexes: [{ name: pypi.org }, { name: '*.pythonhosted.org' }]
rules:
  - { id: watch, destinations: [{ set: indexes }], applications: [https], action: alert }
  - { id: names, destinations: [{ set: indexes }], applications: [https, http, dns], action: pass }
  - { id: no-names, destinations: [{ name: '*.example.com' }], applications: [https], action: reject }
  - { id: blocks, destinations: [{ cidrBlock: 198.51.100.0/24 }, { cidrBlock: '2001:db8:2::/48' }], applications: [ssh, ntp], action: pass }
  - { id: list, destinations: [{ prefixList: pl-0123456789abcdef0 }], applications: [{ tcp: { from: 8000, to: 8080 } }], action: pass }
  - { id: country, destinations: [{ country: US }], applications: [icmp-echo], action: pass }
  - { id: service, destinations: [{ service: s3 }], applications: [https], action: pass }
  - { id: by-group, sources: [{ group: builders }], destinations: [{ name: github.com }], applications: [https], action: pass }
  - { id: by-tier, sources: [{ tier: protected }], destinations: [{ name: gitlab.com }], applications: [https], action: pass }
  - { id: by-block, sources: [{ cidrBlock: 10.1.0.128/25 }], destinations: [{ anywhere: all }], applications: [{ udp: { from: 443, to: 443 } }], action: drop }
  - { id: old, destinations: [{ anywhere: all }], applications: [https], action: pass, expires: 2026-11-21 }
`,
  { format: 'yaml' },
);

/** One rule that passes names to some workloads alone. */
export const BY_WORKLOAD: EgressPolicy = {
  version: 1,
  name: 'by-workload',
  mode: 'enforce',
  groups: { builders: { cidrBlocks: ['10.1.0.0/25'] } },
  rules: [
    {
      id: 'builders',
      sources: [{ group: 'builders' }],
      destinations: [{ name: 'example.com' }],
      applications: ['https'],
      action: 'pass',
    },
  ],
};
