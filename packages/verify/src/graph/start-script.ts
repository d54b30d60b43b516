/** What the user data of an instance says of its network; a number is absent while it says nothing of it. */
export interface StartScript {
  /** Every MTU that it sets, in bytes. */
  readonly mtus: readonly number[];
  /** Seconds that a connection is idle before TCP asks whether the other side is there. */
  readonly tcpKeepalive?: number;
}
