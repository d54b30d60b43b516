import type { Key } from '../../src/graph/key';
import { traceSubnet } from '../../src/walk/trace-subnet';
import type { Hop, Trace, Way } from '../../src/walk/trace';
import { describeDestinations } from '../../src/walk/internet';
import { graphOf } from './graph-of';

/** What becomes of the packets of a subnet, one line for each part: `8.0.0.0/8: w-a nat-a igw exits-internet, back igw nat-a w-a`. */
export function tellTraces(rows: string, subnet: Key, family: 4 | 6 = 4): string[] {
  return traceSubnet(graphOf(rows), subnet, family).map(tell);
}

function tell({ destinations, only, out, back }: Trace): string {
  const part = only === undefined ? describeDestinations(destinations).replaceAll('`', '') : `some: ${only}`;
  return `${part}: ${tellWay(out)}${back === undefined ? '' : `; back ${tellWay(back)}`}`;
}

function tellWay({ hops, disposition }: Way): string {
  const passed = hops.map(tellHop).join(' ');
  return disposition === 'exits-internet' || disposition === 'delivered'
    ? passed
    : `${passed} ${disposition}`;
}

/** Hop, and the table that it goes on by. */
function tellHop({ key, table }: Hop): string {
  return table === undefined || table === key ? key : `${key}(${table})`;
}
