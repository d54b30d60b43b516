import { filler, join, u16, u24, u8, withLength16, withLength8 } from './bytes';

const TLS_1_2 = 0x0303;
const CIPHER_SUITES = [0x1301, 0x1302, 0xc02f];
const X25519 = 0x001d;
const X25519_MLKEM768 = 0x11ec; // draft-ietf-tls-ecdhe-mlkem; key share of 1184 + 32 bytes
const EXTENSION = {
  serverName: 0,
  supportedGroups: 10,
  signatureAlgorithms: 13,
  applicationProtocols: 16,
  padding: 21,
  supportedVersions: 43,
  keyShare: 51,
  quicTransportParameters: 57,
} as const;

export interface ClientHello {
  /** `null` leaves the extension out. */
  readonly serverName: string | null;
  /** With a key share of 1216 bytes; what real clients send beside it needs a second segment. */
  readonly postQuantum?: boolean;
  /** Bytes of the padding extension (RFC 7685). */
  readonly padding?: number;
  readonly applicationProtocols?: readonly string[];
  readonly quic?: boolean;
}

/** The handshake message, without a record around it: what QUIC carries in its CRYPTO frame. */
export function clientHelloMessage(hello: ClientHello): Buffer {
  const { serverName, postQuantum = false, padding, applicationProtocols, quic = false } = hello;
  const keyShares = [
    ...(postQuantum ? [join(u16(X25519_MLKEM768), withLength16(filler(1216)))] : []),
    join(u16(X25519), withLength16(filler(32))),
  ];
  const extensions = [
    ...(serverName === null
      ? []
      : [extension(EXTENSION.serverName, withLength16(u8(0), withLength16(serverName)))]),
    extension(
      EXTENSION.supportedGroups,
      withLength16(...(postQuantum ? [u16(X25519_MLKEM768)] : []), u16(X25519)),
    ),
    extension(EXTENSION.signatureAlgorithms, withLength16(u16(0x0403), u16(0x0804))),
    ...(applicationProtocols === undefined
      ? []
      : [
          extension(
            EXTENSION.applicationProtocols,
            withLength16(...applicationProtocols.map((name) => withLength8(name))),
          ),
        ]),
    extension(EXTENSION.supportedVersions, withLength8(u16(0x0304), u16(TLS_1_2))),
    extension(EXTENSION.keyShare, withLength16(...keyShares)),
    ...(quic ? [extension(EXTENSION.quicTransportParameters, Buffer.from('01048000ea60', 'hex'))] : []),
    ...(padding === undefined ? [] : [extension(EXTENSION.padding, Buffer.alloc(padding))]),
  ];
  const body = join(
    u16(TLS_1_2),
    filler(32),
    withLength8(quic ? Buffer.alloc(0) : filler(32)),
    withLength16(...CIPHER_SUITES.map(u16)),
    withLength8(u8(0)),
    withLength16(...extensions),
  );
  return join(u8(1), u24(body.length), body);
}

/** The message in one TLS record, as TCP carries it. */
export const clientHelloRecord = (hello: ClientHello): Buffer =>
  join(u8(0x16), u16(0x0301), withLength16(clientHelloMessage(hello)));

/** A ServerHello of TLS 1.2, enough for an engine to see that the server answers TLS. */
export function serverHelloRecord(): Buffer {
  const body = join(u16(TLS_1_2), filler(32), u8(0), u16(0xc02f), u8(0), u16(0));
  return join(u8(0x16), u16(TLS_1_2), withLength16(u8(2), u24(body.length), body));
}

/** Ciphertext of the given length in a record. */
export const applicationDataRecord = (length: number): Buffer =>
  join(u8(0x17), u16(TLS_1_2), withLength16(filler(length)));

const extension = (type: number, data: Uint8Array): Buffer => join(u16(type), withLength16(data));
