/** The problems of the error that `make` throws, one line each; none when it throws nothing. */
export function problemLines(make: () => unknown): readonly string[] {
  try {
    make();
  } catch (error) {
    return (error as Error).message
      .split('\n')
      .slice(1)
      .map((line) => line.trim());
  }
  return [];
}
