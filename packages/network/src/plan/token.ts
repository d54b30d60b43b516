/** Whether a text or number stands for a value that Terraform knows later. Nothing else may be asked of one. */
export function isToken(value: string | number | undefined): boolean {
  if (value === undefined) return false;
  // cdktf writes a list that is a token as `#{…}` in its only element, and a number as one far below any other.
  return typeof value === 'number' ? value < -1e280 : value.includes('${') || value.includes('#{');
}
