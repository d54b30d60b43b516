import type { RoutedPart } from './effective-routes';
import { MOST_BRANCHES } from './limits';
import { narrow, type Position } from './position';

/** A part of the packets at a table, and what the table says of it. */
export interface PlacedPart {
  readonly position: Position;
  readonly choice: RoutedPart['choice'];
}

/** The parts of a table as positions: those whose destinations are known hold unless one that is vague takes them. */
export function splitVague(at: Position, parts: readonly RoutedPart[]): readonly PlacedPart[] {
  const branches = (at.branches ?? 1) * (1 + parts.filter(({ only }) => only !== undefined).length);
  if (branches > MOST_BRANCHES) {
    const reason = `the tables on the way have too many routes whose destinations are not known: more than ${MOST_BRANCHES} ways follow`;
    return [{ position: at, choice: { kind: 'undetermined', reason } }];
  }
  const vague = listVague(parts);
  return parts.map(({ destinations, only, choice }) => {
    const more = only === undefined ? { except: [...at.except, ...vague] } : { except: at.except, only };
    return { position: { ...narrow(at, destinations), ...more, branches }, choice };
  });
}

/** What may take packets of the other parts away; the list of a gateway endpoint holds addresses of AWS alone, and takes no other. */
function listVague(parts: readonly RoutedPart[]): readonly string[] {
  const ofServices = parts.filter(({ choice }) => isOfAwsService(choice)).map(({ only }) => only);
  const names = parts.flatMap(({ only }) => (only === undefined || ofServices.includes(only) ? [] : [only]));
  return [...new Set(names)];
}

function isOfAwsService(choice: RoutedPart['choice']): boolean {
  return choice.kind === 'route' && choice.route.target.kind === 'gateway-endpoint';
}
