import { inventory, withMoto, type MotoServer } from '../src';

const ACCOUNT = '111122223333';

async function answers(url: string): Promise<boolean> {
  return fetch(`${url}/moto-api/data.json`).then(
    ({ ok }) => ok,
    () => false,
  );
}

it('a server answers while there is work, and is gone after it', async () => {
  const url = await withMoto(async (moto) => {
    expect(await answers(moto.url)).toBe(true);
    return moto.url;
  });
  expect(await answers(url)).toBe(false);
});

it('a server is gone after work that failed', async () => {
  let seen: MotoServer | undefined;
  const failing = withMoto(async (moto) => {
    seen = moto;
    throw new Error('the work failed');
  });
  await expect(failing).rejects.toThrow('the work failed');
  expect(await answers(seen?.url ?? '')).toBe(false);
});

it('two servers at once know nothing of each other', async () => {
  const [one, other] = await withMoto((first) =>
    withMoto(async (second) => [first.url, second.url] as const),
  );
  expect(one).not.toBe(other);
});

it('a server tells the calls that change something, in order, refused ones too', async () => {
  const calls = await withMoto(async (moto) => {
    const call = (action: string, asked: object) =>
      fetch(moto.url, {
        method: 'POST',
        headers: {
          'X-Amz-Target': `Route53Resolver.${action}`,
          'Content-Type': 'application/x-amz-json-1.1',
          Authorization: 'AWS4-HMAC-SHA256 Credential=AKIA/20261129/us-east-1/route53resolver/aws4_request',
        },
        body: JSON.stringify(asked),
      });
    await call('CreateFirewallDomainList', { CreatorRequestId: '1', Name: 'one' });
    await call('ListFirewallDomainLists', {});
    await call('DeleteFirewallDomainList', { FirewallDomainListId: 'rslvr-fdl-none' });
    return moto.calls();
  });
  expect(calls).toMatchObject([
    { service: 'route53resolver', action: 'CreateFirewallDomainList', status: 200, asked: { Name: 'one' } },
    { service: 'route53resolver', action: 'DeleteFirewallDomainList', status: 400 },
  ]);
});

it('an account holds a default VPC and nothing that somebody made', async () => {
  const lines = await withMoto((moto) => inventory(moto, ACCOUNT));
  expect(lines.filter((line) => line.startsWith('ec2 Vpcs '))).toHaveLength(1);
  expect(lines.filter((line) => /NatGateways|VpcEndpoints|Firewalls|KMS|Buckets/.test(line))).toEqual([]);
});
