/**
 * Whether a value holds a Terraform token of cdktf, which stands for what only Terraform knows: no check may judge it.
 *
 * A text holds one as `${…}`, a list is one as a whole when its only element begins with `#{`, and a number is one when
 * it is far below any other; `cdktf/lib/tokens/private/encoding`, cdktf 0.21.
 */
export function isToken(value: string | number | undefined): boolean {
  if (typeof value === 'number') return value < -1e280;
  return value !== undefined && (value.includes('${') || value.includes('#{'));
}
