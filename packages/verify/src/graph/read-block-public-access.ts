import type { Estate, Resource } from '../read/estate';
import { textOf } from '../read/value';
import type { BlockPublicAccess } from './block-public-access';
import { unknown, type Known } from './known';
import type { Links } from './links';
import { readWord } from './read-facts';

const MODES = ['off', 'block-bidirectional', 'block-ingress'] as const;
const EXCLUSIONS = ['allow-bidirectional', 'allow-egress'] as const;

type Mode = BlockPublicAccess['options'][number]['mode'];

/**
 * Absent when nothing in the input sets it. It is a setting of one account in one Region: where the input is of several, nobody
 * knows which VPCs it blocks.
 *
 * @see VPC guide, "Block public access to VPCs and subnets", 2026-07
 */
export function readBlockPublicAccess(links: Links, estate: Estate): BlockPublicAccess | undefined {
  const options = links.ofType('aws_vpc_block_public_access_options');
  const exclusions = links.ofType('aws_vpc_block_public_access_exclusion');
  if (options.length === 0 && exclusions.length === 0) return undefined;
  const isOfSeveral = estate.isOfSeveralRegions === true || tellSeveral(links, options);
  const ofOne = (mode: Mode): Mode =>
    isOfSeveral && !(mode.is === 'known' && mode.value === 'off') ? OF_SEVERAL : mode;
  return {
    options: options.map((resource) => ({
      origin: resource.address,
      mode: ofOne(
        readWord(
          links,
          links.attribute(resource, 'internet_gateway_block_mode'),
          MODES,
          unknown('it names no mode'),
        ),
      ),
    })),
    exclusions: exclusions.map((resource) => ({
      origin: resource.address,
      excluded:
        links.keyOf(links.attribute(resource, 'subnet_id'), 'subnet') ??
        links.keyOf(links.attribute(resource, 'vpc_id'), 'vpc') ??
        unknown('it names neither VPC nor subnet'),
      mode: readWord(
        links,
        links.attribute(resource, 'internet_gateway_exclusion_mode'),
        EXCLUSIONS,
        unknown('it names no mode'),
      ),
    })),
  };
}

const OF_SEVERAL: Known<never> = unknown('it is set in one account and Region, and the input is of several');

/** Whether VPCs and the setting are said to be in different accounts or Regions. */
function tellSeveral(links: Links, options: readonly Resource[]): boolean {
  const all = [...links.ofType('aws_vpc'), ...options];
  const said = (resource: Resource, name: string) => textOf(links.attribute(resource, name));
  const partOfArn = (resource: Resource, part: number) => said(resource, 'arn')?.split(':')[part];
  const regions = all.flatMap((one) => said(one, 'aws_region') ?? partOfArn(one, 3) ?? []);
  const accounts = all.flatMap((one) => said(one, 'aws_account_id') ?? partOfArn(one, 4) ?? []);
  // Provider 6 takes a Region for each resource; without one it is that of the provider.
  const asked = all.map((one) => said(one, 'region') ?? '');
  return [regions, accounts, asked].some((values) => new Set(values).size > 1);
}
