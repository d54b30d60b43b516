import type { Answers } from './answers';
import type { Item } from './item';

/** Interfaces by id: those of their own answer, and those that instances tell of. */
export function interfaceItems(answers: Answers): ReadonlyMap<string, Item> {
  const ofInstances = instanceItems(answers).flatMap((instance) =>
    instance.items('NetworkInterfaces').map((one) => [one.need('NetworkInterfaceId'), one] as const),
  );
  // The own answer last: it tells more.
  return new Map([...ofInstances, ...answers.byId('NetworkInterfaces')]);
}

export function instanceItems(answers: Answers): readonly Item[] {
  return answers
    .of('Reservations')
    .flatMap((reservation) => reservation.needItems('Instances'))
    .filter((instance) => instance.item('State')?.text('Name') !== 'terminated');
}
