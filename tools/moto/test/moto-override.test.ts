import { accountOf, motoOverride } from '../src';

const URL = 'http://127.0.0.1:1';
const provider = (more = {}) => ({ region: 'us-east-1', allowed_account_ids: ['111122223333'], ...more });

it('puts each provider into the account that it allows, and leaves the guard in force', () => {
  const stack = {
    provider: { aws: [provider(), provider({ alias: 'appliances', allowed_account_ids: ['444455556666'] })] },
  };
  const { provider: over } = motoOverride(stack, URL) as { provider: { aws: Record<string, unknown>[] } };
  expect(over.aws.map(({ access_key, alias }) => [access_key, alias])).toEqual([
    ['AKIA111122223333MOTO', undefined],
    ['AKIA444455556666MOTO', 'appliances'],
  ]);
  expect(over.aws.some((one) => 'allowed_account_ids' in one)).toBe(false);
});

it('calls moto for every service, and no address of AWS', () => {
  const { provider: over } = motoOverride({ provider: { aws: [provider()] } }, URL) as {
    provider: { aws: [{ endpoints: [Record<string, string>] }] };
  };
  const [{ endpoints }] = over.aws;
  expect(new Set(Object.values(endpoints[0]))).toEqual(new Set([URL]));
});

it('takes the account of moto for a provider that allows any', () => {
  expect(accountOf({})).toBe('123456789012');
});
