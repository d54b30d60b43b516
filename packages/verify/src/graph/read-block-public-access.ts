import type { BlockPublicAccess } from './block-public-access';
import { unknown } from './known';
import type { Links } from './links';
import { readWord } from './read-facts';

const MODES = ['off', 'block-bidirectional', 'block-ingress'] as const;
const EXCLUSIONS = ['allow-bidirectional', 'allow-egress'] as const;

/** Absent when nothing in the input sets it. */
export function readBlockPublicAccess(links: Links): BlockPublicAccess | undefined {
  const options = links.ofType('aws_vpc_block_public_access_options');
  const exclusions = links.ofType('aws_vpc_block_public_access_exclusion');
  if (options.length === 0 && exclusions.length === 0) return undefined;
  return {
    options: options.map((resource) => ({
      origin: resource.address,
      mode: readWord(
        links,
        links.attribute(resource, 'internet_gateway_block_mode'),
        MODES,
        unknown('it names no mode'),
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
