import { PlanError, throwProblems, type Problem } from '../src';

const wrongZone: Problem = {
  code: 'NET103',
  path: 'zones[1].firewallEndpoint',
  message: 'endpoint is in `us-east-1b` but the zone is `us-east-1a`',
  remedy: 'use the endpoint of `us-east-1a`',
};
const hostBits: Problem = {
  code: 'CIDR113',
  path: 'cidrBlock',
  message: '`10.0.1.5/24` has host bits set',
  remedy: 'write `10.0.1.0/24`',
};

describe('PlanError', () => {
  it('counts the problems and gives each one line', () => {
    expect(new PlanError('egress routes of `dev/vpc`', [wrongZone, hostBits]).message.split('\n')).toEqual([
      'egress routes of `dev/vpc`: 2 problems',
      '  zones[1].firewallEndpoint: endpoint is in `us-east-1b` but the zone is `us-east-1a`; use the endpoint of `us-east-1a` [NET103]',
      '  cidrBlock: `10.0.1.5/24` has host bits set; write `10.0.1.0/24` [CIDR113]',
    ]);
  });

  it('says 1 problem of one', () => {
    expect(new PlanError('subnets', [hostBits]).message).toMatch(/^subnets: 1 problem\n/);
  });

  it('keeps subject and problems as values', () => {
    const error = new PlanError('subnets', [wrongZone, hostBits]);
    expect(error).toMatchObject({ name: 'PlanError', subject: 'subnets', problems: [wrongZone, hostBits] });
  });

  it('writes out control characters of the subject', () => {
    expect(new PlanError('subnets of `\u001b[2J\n`', [hostBits]).message.split('\n')).toHaveLength(2);
  });
});

describe('throwProblems', () => {
  it('throws one error with every problem, in the order they were found', () => {
    expect(() => throwProblems('subnets', [wrongZone, hostBits])).toThrow(
      expect.objectContaining({ problems: [wrongZone, hostBits] }),
    );
  });

  it('throws an error that is a PlanError', () => {
    expect(() => throwProblems('subnets', [hostBits])).toThrow(PlanError);
  });

  it('returns when there is none', () => {
    expect(() => throwProblems('subnets', [])).not.toThrow();
  });
});
