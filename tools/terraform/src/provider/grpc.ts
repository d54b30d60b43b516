import {
  constants,
  type ClientHttp2Session,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
  type ServerHttp2Stream,
} from 'node:http2';

// A call of gRPC is a request of HTTP/2 whose body is one message behind five bytes: a flag, and the length; how the call
// went is said after the body. See gRPC, "gRPC over HTTP2", 2026-11.
const FRONT_BYTES = 5;
const CONTENT = { 'content-type': 'application/grpc' };

/**
 * The answer to a call.
 * @throws Error when the call fails, as one does that the other side does not know
 */
export function call(session: ClientHttp2Session, path: string, message: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const request = session.request({ ':method': 'POST', ':path': path, ...CONTENT, te: 'trailers' });
    const chunks: Buffer[] = [];
    let status: unknown;
    request.on('response', (headers) => (status = headers['grpc-status']));
    request.on('trailers', (trailers) => (status = trailers['grpc-status']));
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (status === '0') resolve(Buffer.concat(chunks).subarray(FRONT_BYTES));
      else reject(new Error(`${path} has status ${String(status)}`));
    });
    request.on('error', reject);
    request.end(framed(message));
  });
}

/** The message with which a call comes. */
export async function messageOf(stream: ServerHttp2Stream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).subarray(FRONT_BYTES);
}

/** Answers a call with a message. */
export function reply(stream: ServerHttp2Stream, message: Buffer): void {
  stream.resume();
  stream.respond({ ':status': 200, ...CONTENT }, { waitForTrailers: true });
  stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
  stream.end(framed(message));
}

/** Takes a call, and says nothing until the caller hangs up. */
export function keepWaiting(stream: ServerHttp2Stream): void {
  stream.resume();
  stream.respond({ ':status': 200, ...CONTENT });
}

/** Hands a call on, and its answer back, as they are. */
export function forward(
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
  session: ClientHttp2Session,
): void {
  const request = session.request({ ...headers });
  let trailers: OutgoingHttpHeaders = {};
  request.on('response', (answer, flags) => {
    const isOver = (flags & constants.NGHTTP2_FLAG_END_STREAM) !== 0;
    stream.respond({ ...answer }, isOver ? { endStream: true } : { waitForTrailers: true });
    if (!isOver) request.pipe(stream);
  });
  request.on('trailers', (told) => (trailers = { ...told }));
  stream.on('wantTrailers', () => stream.sendTrailers(trailers));
  // Who waits for an answer that cannot come is told so.
  request.on('error', () => stream.close(constants.NGHTTP2_INTERNAL_ERROR));
  stream.on('close', () => request.close());
  stream.pipe(request);
}

function framed(message: Buffer): Buffer {
  const front = Buffer.alloc(FRONT_BYTES);
  front.writeUInt32BE(message.length, 1);
  return Buffer.concat([front, message]);
}
