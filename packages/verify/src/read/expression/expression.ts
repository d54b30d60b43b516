import type { JsonValue } from '../json';

/** An expression of Terraform's language, as far as arguments of resources use it. */
export type Expression =
  | { readonly is: 'literal'; readonly value: JsonValue }
  /** Text with interpolations. */
  | { readonly is: 'template'; readonly parts: readonly Expression[] }
  /** The first word of a reference: `aws_subnet`, `var`, or the variable of a `for`. */
  | { readonly is: 'name'; readonly name: string }
  | { readonly is: 'attribute'; readonly of: Expression; readonly name: string }
  | { readonly is: 'index'; readonly of: Expression; readonly key: Expression }
  /** `of[*].name[0]`: the steps are taken from each item. */
  | { readonly is: 'splat'; readonly of: Expression; readonly steps: readonly Step[] }
  | { readonly is: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | {
      readonly is: 'conditional';
      readonly condition: Expression;
      readonly yes: Expression;
      readonly no: Expression;
    }
  | { readonly is: 'unary'; readonly operator: string; readonly operand: Expression }
  | {
      readonly is: 'binary';
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly is: 'tuple'; readonly items: readonly Expression[] }
  | { readonly is: 'object'; readonly entries: readonly (readonly [Expression, Expression])[] }
  | ForExpression;

export interface ForExpression {
  readonly is: 'for';
  /** `i` of `for i, item in …`. */
  readonly keyName?: string;
  readonly itemName: string;
  readonly collection: Expression;
  /** Present in the form that makes an object: `{for … : key => body}`. */
  readonly key?: Expression;
  readonly body: Expression;
  readonly condition?: Expression;
}

export type Step = { readonly attribute: string } | { readonly index: Expression };
