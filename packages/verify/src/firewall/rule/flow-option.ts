import { matchAll, matchIf, unsure, type Match } from '../match';
import type { Packet } from '../packet';
import type { Condition } from './condition';

/** `flow:to_server, established`. */
export function flowCondition(value: string): Condition {
  const words = value.split(',').map((word) => word.trim().toLowerCase());
  return (packet) => matchAll(words.map((word) => matchWord(word, packet)));
}

function matchWord(word: string, { to, isEstablished }: Packet): Match {
  switch (word) {
    case 'to_server':
    case 'from_client':
      return matchIf(to === 'server');
    case 'to_client':
    case 'from_server':
      return matchIf(to === 'client');
    case 'established':
      return matchIf(isEstablished);
    case 'not_established':
      return matchIf(!isEstablished);
    case 'stateless':
    case 'no_frag':
      return matchIf(true);
    case 'only_frag':
      return matchIf(false);
    default:
      return unsure(`\`flow:${word}\` is not modelled`);
  }
}
