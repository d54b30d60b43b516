import type { JsonObject } from '../../src';
import { restricts } from '../../src/promise/restricts';

const statement = (more: object): JsonObject => ({
  ...{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' },
  ...more,
});
const allow = (more: object) => ({ Version: '2012-10-17', Statement: [statement(more)] });
const when = (operator: string, key: string, value: unknown) => ({
  Condition: { [operator]: { [key]: value } },
});

describe('an endpoint policy restricts', () => {
  it.each<[string, object]>([
    ['to a bucket', { Resource: ['arn:aws:s3:::our-bucket', 'arn:aws:s3:::our-bucket/*'] }],
    ['to buckets by their names', { Resource: 'arn:aws:s3:::our-*' }],
    ['to an account', { Resource: 'arn:aws:dynamodb:*:111122223333:table/*' }],
    ['to a table', { Resource: 'arn:aws:dynamodb:*:*:table/orders' }],
    ['to whom it belongs', when('StringEquals', 'aws:ResourceOrgID', 'o-exampleorg1')],
    ['to paths of an organization', when('ForAnyValue:StringLike', 'aws:ResourceOrgPaths', ['o-a/*'])],
    ['to who asks', when('StringEquals', 'aws:PrincipalOrgID', ['o-exampleorg1'])],
    ['to roles that ask', when('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::111122223333:role/app-*')],
    ['to services of AWS', when('Bool', 'aws:PrincipalIsAWSService', 'true')],
  ])('%s', (_, more) => {
    expect(restricts(allow(more))).toBe(true);
    expect(restricts(JSON.stringify(allow(more)))).toBe(true);
  });
});

describe('an endpoint policy restricts nothing', () => {
  it.each<[string, object]>([
    ['that allows everything', {}],
    ['of a whole service', { Resource: 'arn:aws:s3:::*' }],
    ['of all objects', { Resource: ['arn:aws:s3:::*/*'] }],
    ['of one key in every bucket', { Resource: 'arn:aws:s3:::*/upload' }],
    ['of all ARNs', { Resource: 'arn:*' }],
    ['of every table', { Resource: 'arn:aws:dynamodb:*:*:table/*' }],
    ['of some resources and all others', { Resource: ['arn:aws:s3:::our-bucket/*', '*'] }],
    ['but some resources', { Resource: undefined, NotResource: 'arn:aws:s3:::our-bucket/*' }],
    ['but asks for TLS', when('Bool', 'aws:SecureTransport', 'true')],
    ['but asks for the network that it is in', when('StringEquals', 'aws:SourceVpc', 'vpc-0a')],
    ['but leaves out somebody', when('StringNotEquals', 'aws:ResourceOrgID', 'o-exampleorg1')],
    ['where the key is missing', when('StringEqualsIfExists', 'aws:ResourceOrgID', 'o-exampleorg1')],
    ['where no key is among them', when('ForAllValues:StringEquals', 'aws:ResourceOrgPaths', ['o-a/*'])],
    ['by a pattern of everybody', when('StringLike', 'aws:PrincipalArn', '*')],
    ['by a pattern of every ARN', when('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::*:*')],
    ['by one pattern of everybody', when('StringLike', 'aws:ResourceAccount', ['111122223333', '*'])],
    ['to all but services of AWS', when('Bool', 'aws:PrincipalIsAWSService', 'false')],
  ])('%s', (_, more) => {
    expect(restricts(allow(more))).toBe(false);
  });

  it('that is none, or has a statement without restriction beside others', () => {
    expect(restricts('{')).toBe(false);
    expect(restricts([])).toBe(false);
    const narrow = statement({ Resource: 'arn:aws:s3:::our-bucket/*' });
    expect(restricts({ Statement: [narrow, statement({})] })).toBe(false);
    expect(restricts({ Statement: [narrow, statement({ Effect: 'Deny' })] })).toBe(true);
  });
});
