import type { JsonObject } from '@inspected-egress/terraform';
import { partnerStack, verdictOn } from './partner-stack';

const EXIT = 'every-exit-is-inspected';

it('an uninspected exit of IPv6 is a violation until a reviewer accepts the gateway too', () => {
  const { json } = partnerStack({
    zones: 1,
    ipv6: { kind: 'uninspected-exit', accept: 'uninspected-ipv6' },
  });
  const [name] = Object.keys((json['resource'] as JsonObject)['aws_egress_only_internet_gateway'] ?? {});
  const target = `aws_egress_only_internet_gateway.${name ?? ''}`;
  expect(verdictOn(json, EXIT)).toBe('violated');
  expect(verdictOn(json, EXIT, [{ target, reason: 'IPv6 is not to be inspected' }])).toBe('proved');
  expect(verdictOn(partnerStack({ zones: 1, ipv6: 'inspected' }).json, EXIT)).toBe('proved');
});
