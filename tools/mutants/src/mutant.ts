/** One deliberate breakage of a source file. */
export interface Mutant {
  /** Says what the broken code does, for example `replies of every zone go through the first endpoint`. */
  readonly breaks: string;
  /** The file, from the repository's root. */
  readonly file: string;
  /** Text that stands exactly once in the file. */
  readonly find: string;
  readonly replace: string;
}

/** The source with the mutant's breakage. @throws Error when the text to break is not there exactly once */
export function mutate(source: string, mutant: Mutant): string {
  const pieces = source.split(mutant.find);
  if (pieces.length !== 2) {
    throw new Error(
      `\`${mutant.find}\` stands ${pieces.length - 1} times in ${mutant.file}; a mutant breaks one place`,
    );
  }
  return pieces.join(mutant.replace);
}
