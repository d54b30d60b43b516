/** What the command has of the world beside files, so that a test can give it another. */
export interface EgressIo {
  readonly stdin: AsyncIterable<Uint8Array | string>;
  readonly stdout: TextSink;
  readonly stderr: TextSink;
  /** As `2026-11-30`; what `--today` is when it is not given. */
  readonly today: string;
  /** Says on the terminal, if there is one, what work over a second is at; the answer ends it. */
  readonly startProgress: (text: string) => () => void;
}

export interface TextSink {
  write(text: string): unknown;
}
