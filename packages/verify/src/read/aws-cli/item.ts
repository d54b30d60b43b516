import { PlanError } from '@inspected-egress/problem';
import { malformedAnswer } from '../../errors';
import { isArray, isObject, own, type JsonObject, type JsonValue } from '../json';

/**
 * A part of an answer, whose members are read with their types. Who wrote the answer otherwise than the AWS CLI is told
 * where.
 */
export class Item {
  /**
   * @param file - that it stands in
   * @param path - in the file, as `RouteTables[0]`; empty for the whole
   */
  constructor(
    readonly file: string,
    readonly path: string,
    readonly members: JsonObject,
  ) {}

  has(name: string): boolean {
    return (own(this.members, name) ?? null) !== null;
  }

  /** Absent when it is empty, too. @throws PlanError VFY121 when it is no text */
  text(name: string): string | undefined {
    const value = this.value(name);
    if (value !== undefined && typeof value !== 'string') this.refuse(name, 'a text');
    return value === '' ? undefined : value;
  }

  /** @throws PlanError VFY121 when it is absent or empty, too */
  need(name: string): string {
    return this.text(name) ?? this.refuse(name, 'a text');
  }

  flag(name: string): boolean | undefined {
    const value = this.value(name);
    if (value !== undefined && typeof value !== 'boolean') this.refuse(name, '`true` or `false`');
    return value;
  }

  number(name: string): number | undefined {
    const value = this.value(name);
    if (value !== undefined && typeof value !== 'number') this.refuse(name, 'a number');
    return value;
  }

  /** None when it is absent. */
  texts(name: string): readonly string[] {
    return this.list(name).map((one, index) =>
      typeof one === 'string' ? one : this.refuse(`${name}[${index}]`, 'a text'),
    );
  }

  /** None when it is absent. */
  items(name: string): readonly Item[] {
    return this.list(name).map((one, index) => this.inner(`${name}[${index}]`, one));
  }

  /** Where nothing and an empty list are not the same. @throws PlanError VFY121 when it is absent, too */
  needItems(name: string): readonly Item[] {
    return this.has(name) ? this.items(name) : this.refuse(name, 'a list');
  }

  item(name: string): Item | undefined {
    const value = this.value(name);
    return value === undefined ? undefined : this.inner(name, value);
  }

  /** Each member of an object that is one. None when it is absent. */
  entries(name: string): readonly (readonly [string, Item])[] {
    const map = this.item(name);
    return map === undefined
      ? []
      : Object.keys(map.members).map((key) => [key, map.inner(key, own(map.members, key) ?? null)] as const);
  }

  refuse(name: string, wanted: string): never {
    const path = [this.path, name].filter((part) => part !== '').join('.');
    throw new PlanError('input', [malformedAnswer(this.file, path, wanted)]);
  }

  private value(name: string): JsonValue | undefined {
    return own(this.members, name) ?? undefined;
  }

  private list(name: string): readonly JsonValue[] {
    const value = this.value(name) ?? [];
    return isArray(value) ? value : this.refuse(name, 'a list');
  }

  private inner(name: string, value: JsonValue): Item {
    if (!isObject(value)) return this.refuse(name, 'an object');
    return new Item(this.file, [this.path, name].filter((part) => part !== '').join('.'), value);
  }
}
