import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TerraformStack, Testing } from 'cdktf';
import { InspectedVpc, planAddresses, SUBNET_TIERS } from '../src';

const README = readFileSync(join(__dirname, '..', 'README.md'), 'utf8');
const ZONES = [{ availabilityZone: 'us-east-1a' }, { availabilityZone: 'us-east-1b' }];

it('the README quotes the error that its input has', () => {
  const stack = new TerraformStack(Testing.app(), 'dev');
  const natGateways = { singleZone: 'us-east-1c' };
  let message = '';
  try {
    new InspectedVpc(stack, 'vpc', { cidrBlock: '10.1.0.0/24', zones: ZONES, natGateways });
  } catch (error) {
    message = String(error);
  }
  expect(message).not.toBe('');
  expect(README).toContain(message);
});

it('the README lists the blocks of the plan', () => {
  const { subnets } = planAddresses({ cidrBlock: '10.1.0.0/16', zones: ZONES, tiers: SUBNET_TIERS });
  expect(
    subnets.map(({ cidrBlock }) => cidrBlock).filter((block) => !README.includes(`\`${block}\``)),
  ).toEqual([]);
});
