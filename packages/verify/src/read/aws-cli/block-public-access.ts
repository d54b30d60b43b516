import { unknown, type Value } from '../value';
import type { Answers } from './answers';
import { callers } from './caller';
import { deployed, type Deployed } from './deployed';
import type { Item } from './item';

const ADDRESS = 'vpc-block-public-access';

/** The mode of VPC Block Public Access, and what is excluded from it. */
export function readBlockPublicAccess(answers: Answers): readonly Deployed[] {
  const mode = readMode(answers);
  const options =
    'mode' in mode
      ? deployed('aws_vpc_block_public_access_options', ADDRESS, { internet_gateway_block_mode: mode.mode })
      : deployed(
          'aws_vpc_block_public_access_options',
          ADDRESS,
          {},
          {
            internet_gateway_block_mode: unknown(mode.reason),
          },
        );
  if ('mode' in mode && mode.mode === 'off') return [options];
  const doubt = answers.doubtOf('VpcBlockPublicAccessExclusions');
  return [
    options,
    ...answers.of('VpcBlockPublicAccessExclusions').flatMap(readExclusion),
    ...(doubt === undefined
      ? []
      : [exclusion('describe-vpc-block-public-access-exclusions', {}, { vpc_id: unknown(doubt) })]),
  ];
}

type Mode = { readonly mode: string } | { readonly reason: string };

/** VPCs tell it of themselves, too; that of a VPC of another account only they tell. */
function readMode(answers: Answers): Mode {
  const options = answers
    .of('VpcBlockPublicAccessOptions')
    .flatMap((one) => one.item('VpcBlockPublicAccessOptions') ?? []);
  const changing = options.find((one) => one.text('State') === 'update-in-progress');
  if (changing !== undefined) return { reason: 'it is being changed now' };
  const vpcs = answers.of('Vpcs');
  const states = vpcs.map((vpc) => vpc.item('BlockPublicAccessStates')?.text('InternetGatewayBlockMode'));
  const isTold = states.length > 0 && states.every((state) => state !== undefined);
  const hasForeign = vpcs.some((vpc) => callers(answers).isForeign(vpc));
  const said = options.map((one) => one.need('InternetGatewayBlockMode'));
  const modes = new Set([...(hasForeign || said.length === 0 ? (isTold ? states : []) : []), ...said]);
  const [only, ...others] = [...modes].filter((mode): mode is string => mode !== undefined);
  if (only === undefined)
    return { reason: answers.doubtOf('VpcBlockPublicAccessOptions') ?? 'no answer tells it' };
  if (others.length > 0) return { reason: 'it is not the same everywhere; give the answers of one Region' };
  return hasForeign && !isTold
    ? { reason: 'a VPC is of another account, which sets its own' }
    : { mode: only };
}

const IN_FORCE = ['create-complete', 'update-complete'];
const GONE = ['create-failed', 'delete-complete', 'disable-complete'];

function readExclusion(item: Item): readonly Deployed[] {
  const state = item.text('State') ?? 'create-complete';
  if (GONE.includes(state)) return [];
  const [, kind, id] =
    /:(vpc|subnet)\/([^/]+)$/.exec(item.need('ResourceArn')) ??
    item.refuse('ResourceArn', 'the ARN of a VPC or subnet');
  const mode = item.text('InternetGatewayExclusionMode');
  const changing: Record<string, Value> = IN_FORCE.includes(state)
    ? {}
    : { internet_gateway_exclusion_mode: unknown(`it is \`${state}\` now`) };
  return [
    exclusion(
      item.need('ExclusionId'),
      { [kind === 'vpc' ? 'vpc_id' : 'subnet_id']: id, internet_gateway_exclusion_mode: mode },
      changing,
    ),
  ];
}

function exclusion(...[id, said, more]: [string, Record<string, string | undefined>, Record<string, Value>]) {
  return deployed('aws_vpc_block_public_access_exclusion', id, said, more);
}
