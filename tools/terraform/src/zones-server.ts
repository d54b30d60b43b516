import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Zones of us-east-1 by name; names and ids are in another order, as in most accounts. */
export const ZONES = [
  ['us-east-1a', 'use1-az4'],
  ['us-east-1b', 'use1-az6'],
  ['us-east-1c', 'use1-az1'],
  ['us-east-1d', 'use1-az2'],
] as const;

/**
 * Answers `DescribeAvailabilityZones` of EC2, which `data "aws_availability_zones"` asks while planning, and nothing else.
 * @see EC2 API reference, "DescribeAvailabilityZones", 2026-11
 */
export async function withZonesServer<T>(work: (endpoint: string) => Promise<T>): Promise<T> {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const isKnown = new URLSearchParams(body).get('Action') === 'DescribeAvailabilityZones';
      response.writeHead(isKnown ? 200 : 400, { 'content-type': 'text/xml' });
      response.end(isKnown ? ANSWER : REFUSAL);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.close();
  }
}

const ITEMS = ZONES.map(
  ([name, id]) =>
    `<item><zoneName>${name}</zoneName><zoneId>${id}</zoneId><zoneState>available</zoneState>` +
    '<regionName>us-east-1</regionName><zoneType>availability-zone</zoneType><groupName>us-east-1</groupName>' +
    '<networkBorderGroup>us-east-1</networkBorderGroup><optInStatus>opt-in-not-required</optInStatus></item>',
);
const ANSWER =
  '<DescribeAvailabilityZonesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>offline</requestId>' +
  `<availabilityZoneInfo>${ITEMS.join('')}</availabilityZoneInfo></DescribeAvailabilityZonesResponse>`;
const REFUSAL =
  '<Response><Errors><Error><Code>InvalidAction</Code><Message>this is no EC2</Message></Error></Errors></Response>';
