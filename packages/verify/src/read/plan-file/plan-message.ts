import type { JsonObject, JsonValue } from '../json';
import { isArray, isObject, objectOf } from '../json';
import { readMsgpack, type PlannedValue } from './msgpack';
import { bytesOf, numberOf, readMessage, textOf, type Message } from './protobuf';

/** One resource that a plan changes or keeps. */
export interface PlannedChange {
  readonly address: string;
  readonly actions: readonly string[];
  readonly before: JsonValue;
  /** Absent when it will not be there. */
  readonly after?: PlannedValue;
  readonly isDeposed: boolean;
}

export interface PlanMessage {
  readonly version: number;
  readonly isErrored: boolean;
  readonly isTargeted: boolean;
  /** Of the root module. */
  readonly variables: JsonObject;
  readonly changes: readonly PlannedChange[];
}

// Numbers of fields in Terraform's `planfile.proto`, version 3, as of Terraform 1.11.
const PLAN = { version: 1, variables: 2, changes: 3, targets: 5, errored: 20 } as const;
const MAP = { key: 1, value: 2 } as const;
const CHANGE = { deposed: 7, change: 9, address: 13 } as const;
const VALUES = { action: 1, values: 2 } as const;
const MSGPACK = 1;

const ACTIONS: Readonly<Record<number, readonly string[]>> = {
  0: ['no-op'],
  1: ['create'],
  2: ['read'],
  3: ['update'],
  5: ['delete'],
  6: ['delete', 'create'],
  7: ['create', 'delete'],
  8: ['forget'],
  9: ['create', 'forget'],
};

/** @throws RangeError when the bytes are no plan */
export function readPlanMessage(bytes: Uint8Array): PlanMessage {
  const plan = readMessage(bytes);
  return {
    version: numberOf(plan, PLAN.version),
    isErrored: numberOf(plan, PLAN.errored) !== 0,
    isTargeted: bytesOf(plan, PLAN.targets).length > 0,
    variables: Object.fromEntries(
      bytesOf(plan, PLAN.variables).map((entry) => readVariable(readMessage(entry))),
    ),
    changes: bytesOf(plan, PLAN.changes).map((entry) => readChange(readMessage(entry))),
  };
}

function readVariable(entry: Message): readonly [string, JsonValue] {
  const [value] = bytesOf(entry, MAP.value).map(readDynamic);
  // A variable may have any type, so its type comes with it.
  const typed = value?.value;
  return [textOf(entry, MAP.key), { value: Array.isArray(typed) ? ((typed[1] as JsonValue) ?? null) : null }];
}

function readChange(entry: Message): PlannedChange {
  const [change] = bytesOf(entry, CHANGE.change).map(readMessage);
  const actions = ACTIONS[change === undefined ? 0 : numberOf(change, VALUES.action)];
  if (change === undefined || actions === undefined) throw new RangeError('an unknown action');
  const values = bytesOf(change, VALUES.values).map(readDynamic);
  const [first, last] = [values[0], values.at(-1)];
  const isKept = !['delete', 'forget'].includes(actions.at(-1) ?? '') || actions.length > 1;
  const hasBefore = !['create', 'read'].includes(actions[0] ?? '') || actions.length > 1;
  return {
    address: textOf(entry, CHANGE.address),
    actions,
    before: hasBefore ? (first?.value ?? null) : null,
    ...(isKept && last !== undefined ? { after: last } : {}),
    isDeposed: textOf(entry, CHANGE.deposed) !== '',
  };
}

function readDynamic(bytes: Uint8Array): PlannedValue {
  const [packed] = bytesOf(readMessage(bytes), MSGPACK);
  return packed === undefined ? { value: null, mask: false } : readMsgpack(packed);
}

/** The values of an object, without what only apply knows; in a list it leaves a gap. */
export function knownFields({ value, mask }: PlannedValue): JsonObject {
  return objectOf(withoutUnknown(value, mask));
}

function withoutUnknown(value: JsonValue, mask: JsonValue): JsonValue {
  if (isArray(value))
    return value.map((item, index) => withoutUnknown(item, isArray(mask) ? (mask[index] ?? null) : null));
  if (!isObject(value)) return value;
  const masks = objectOf(mask);
  const fields = Object.entries(value).filter(([name]) => masks[name] !== true);
  return Object.fromEntries(
    fields.map(([name, field]) => [name, withoutUnknown(field ?? null, masks[name] ?? null)]),
  );
}
