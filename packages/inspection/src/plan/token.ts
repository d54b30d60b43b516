/** Whether a text holds a Terraform token, whose value is known only later. Nothing else may be asked of one. */
export function isToken(text: string): boolean {
  // `#{` begins the only element of a list that is a token as a whole.
  return text.includes('${') || text.includes('#{');
}
