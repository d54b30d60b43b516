import type { EgressIo } from '../io';
import { decodeUtf8, openInputs, type ReadInput } from '../inputs/open-inputs';
import { ESTATE_BYTES } from '../limits';

/** Reads what Terraform and CDKTF write. A plan that Terraform alone can read stays an archive, so that it is called one. */
export function openEstates(io: Pick<EgressIo, 'stdin'>): ReadInput {
  return openInputs(io, {
    limit: ESTATE_BYTES,
    decode: (bytes, file) => (isArchive(bytes) ? bytes.toString('latin1') : decodeUtf8(bytes, file)),
  });
}

/** What a ZIP archive begins with; PKWARE APPNOTE, "Local file header". */
function isArchive(bytes: Buffer): boolean {
  return bytes.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004', 'latin1'));
}
