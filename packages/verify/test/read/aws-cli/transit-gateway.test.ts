import { readGraph } from '../../../src/graph/read-graph';
import { readEstate } from '../../../src/read/read-estate';
import { verify } from '../../../src/verify';
import { joinedWorld, Dice } from '@inspected-egress/testing/worlds';
import { AwsAnswers } from '../../support/aws-answers';
import { graphOf } from '../../support/graph-of';

/** A centralized world of which every promise about packets is proved. */
const { answers } = new AwsAnswers(graphOf(joinedWorld(new Dice(1))));
const ROUTES = 'transit-gateway-routes-tgw-rtb-rtspokes';

type Answers = typeof answers;

function exitsOf(told: Answers) {
  const files = Object.entries(told).map(([name, answer]) => ({
    name: `${name}.json`,
    text: JSON.stringify(answer),
  }));
  const estate = readEstate(files);
  const findings = verify(readGraph(estate)).findings.filter(
    ({ promise }) => promise === 'every-exit-is-inspected',
  );
  const [first] = findings;
  return { verdict: first?.verdict, because: first?.because ?? '', notes: estate.notes };
}

const without = (name: string): Answers =>
  Object.fromEntries(Object.entries(answers).filter(([other]) => other !== name));

it('routes of transit gateways, associations and appliance mode prove inspection beyond the VPC', () => {
  expect(exitsOf(answers)).toMatchObject({ verdict: 'proved', notes: [] });
});

it.each([
  [ROUTES, 'search-transit-gateway-routes --transit-gateway-route-table-id tgw-rtb-rtspokes'],
  ['describe-transit-gateway-attachments', 'describe-transit-gateway-attachments'],
  ['describe-transit-gateway-vpc-attachments', 'describe-transit-gateway-vpc-attachments'],
])('without %s the call that is missing is named', (name, command) => {
  const { verdict, because } = exitsOf(without(name));
  expect(verdict).toBe('undetermined');
  expect(because).toContain(`\`${command}`);
  expect(because).toContain('was not given; add its answer');
});

it('associations are read from the answers of the tables, too', () => {
  const { TransitGatewayAttachments } = answers['describe-transit-gateway-attachments'] as {
    TransitGatewayAttachments: {
      TransitGatewayAttachmentId: string;
      Association: { TransitGatewayRouteTableId: string };
    }[];
  };
  const told = without('describe-transit-gateway-attachments');
  for (const { TransitGatewayAttachmentId, Association } of TransitGatewayAttachments) {
    const name = `associations-${Association.TransitGatewayRouteTableId}`;
    const { Associations = [] } = (told[name] ?? {}) as { Associations?: object[] };
    const one = { TransitGatewayAttachmentId, ResourceType: 'vpc', State: 'associated' };
    told[name] = { Associations: [...Associations, one] };
  }
  expect(exitsOf(told)).toMatchObject({ verdict: 'proved', notes: [] });
});

it('an answer of routes that is cut off tells nothing', () => {
  const cut = { ...answers[ROUTES], AdditionalRoutesAvailable: true };
  const { verdict, because } = exitsOf({ ...answers, [ROUTES]: cut });
  expect(verdict).toBe('undetermined');
  expect(because).toContain('is cut off');
});

it('a file whose name has no table in it is said to say nothing', () => {
  const { [ROUTES]: routes = {}, ...others } = answers;
  const { verdict, notes } = exitsOf({ ...others, routes });
  expect(verdict).toBe('undetermined');
  expect(notes).toEqual([
    '`routes.json` does not say of which route table it is; put its id into the name, `tgw-rtb-…`',
  ]);
});

it('to an account that does not own the transit gateway, no association that is told may be one', () => {
  const { TransitGatewayAttachments } = answers['describe-transit-gateway-attachments'] as {
    TransitGatewayAttachments: object[];
  };
  const seen = TransitGatewayAttachments.map((one) => ({
    ...one,
    Association: undefined,
    TransitGatewayOwnerId: '999999999999',
  }));
  const { verdict, because } = exitsOf({
    ...answers,
    'describe-transit-gateway-attachments': { TransitGatewayAttachments: seen },
  });
  expect(verdict).toBe('undetermined');
  expect(because).toContain('the account that owns `tgw-1` alone is told its table');
});

it('an attachment that is not accepted yet proves nothing', () => {
  const text = JSON.stringify(answers['describe-transit-gateway-vpc-attachments']);
  const pending = JSON.parse(text.replaceAll('"available"', '"pendingAcceptance"')) as Answers[string];
  const { verdict } = exitsOf({ ...answers, 'describe-transit-gateway-vpc-attachments': pending });
  expect(verdict).toBe('undetermined');
});

describe('answers of two accounts, read together', () => {
  const FOREIGN = '999999999999';
  const ATTACHMENTS = 'describe-transit-gateway-attachments';

  function seenBy(told: Answers[string], change: (one: Record<string, unknown>) => object): Answers[string] {
    const seen = Object.entries(told).map(([member, list]) => [
      member,
      (list as readonly Record<string, unknown>[]).map(change),
    ]);
    return Object.fromEntries(seen) as Answers[string];
  }
  const owned = seenBy(answers[ATTACHMENTS] ?? {}, (one) => ({ ...one, TransitGatewayOwnerId: FOREIGN }));
  const shared = seenBy(owned, (one) => ({ ...one, Association: undefined }));

  it.each([
    ['first', { a: owned, b: shared }],
    ['last', { a: shared, b: owned }],
  ])('the owner of a transit gateway says which table an attachment has, asked %s', (_, { a, b }) => {
    const told = { ...without(ATTACHMENTS), [`a-${ATTACHMENTS}`]: a, [`b-${ATTACHMENTS}`]: b };
    expect(exitsOf(told)).toMatchObject({ verdict: 'proved', notes: [] });
  });

  it('two tables of one attachment prove nothing', () => {
    const other = seenBy(owned, (one) => ({
      ...one,
      Association: { TransitGatewayRouteTableId: 'tgw-rtb-other', State: 'associated' },
    }));
    const told = { ...without(ATTACHMENTS), [`a-${ATTACHMENTS}`]: owned, [`b-${ATTACHMENTS}`]: other };
    expect(exitsOf(told)).toMatchObject({
      verdict: 'undetermined',
      because: expect.stringContaining('several tables') as string,
    });
  });

  it('tags are those of both, but for one that each gives another value', () => {
    const VPC = 'describe-transit-gateway-vpc-attachments';
    const sides = [
      { Side: 'ours', Team: 'network' },
      { Side: 'theirs', App: 'orders' },
    ].map((tags) =>
      seenBy(answers[VPC] ?? {}, (one) => ({
        ...one,
        Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
      })),
    );
    const files = [
      ...Object.entries(without(VPC)),
      ...sides.map((side, index) => [`${index}-${VPC}`, side] as const),
    ];
    const estate = readEstate(
      files.map(([name, answer]) => ({ name: `${name}.json`, text: JSON.stringify(answer) })),
    );
    const attachments = estate.resources.filter(
      ({ type }) => type === 'aws_ec2_transit_gateway_vpc_attachment',
    );
    expect(attachments.length).toBeGreaterThan(1);
    for (const one of attachments)
      expect(one.attribute('tags')).toEqual({ kind: 'known', value: { Team: 'network', App: 'orders' } });
  });
});
