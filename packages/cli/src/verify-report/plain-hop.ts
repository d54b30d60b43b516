import { destinationText, type Hop } from '@inspected-egress/verify';

/** A hop for programs. */
export interface PlainHop {
  readonly kind: string;
  readonly key: string;
  readonly subnet?: string;
  readonly zone?: string;
  /** Where a packet looks when it goes on from here. */
  readonly table?: string;
  /** What led here. */
  readonly by?: { readonly route: string; readonly destination: string };
}

export function plainHop({ kind, key, subnet, zone, table, by }: Hop): PlainHop {
  return {
    kind,
    key,
    ...(subnet === undefined ? {} : { subnet }),
    ...(zone === undefined ? {} : { zone }),
    ...(table === undefined ? {} : { table }),
    ...(by === undefined
      ? {}
      : { by: { route: by.origin, destination: destinationText(by).replaceAll('`', '') } }),
  };
}
