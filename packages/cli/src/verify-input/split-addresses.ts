/** Words with commas between; a key of `for_each`, as in `aws_subnet.this["a,b"]`, keeps its own. */
export function splitAddresses(text: string): readonly string[] {
  return (text.match(/(?:\["(?:[^"\\]|\\.)*"\]|[^,])+/g) ?? [])
    .map((word) => word.trim())
    .filter((word) => word !== '');
}
