import { createHash } from 'node:crypto';
import {
  connect,
  constants,
  createServer,
  type ClientHttp2Stream,
  type Http2Session,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
  type ServerHttp2Stream,
} from 'node:http2';
import { createConnection } from 'node:net';

/**
 * What a provider answers about itself, and always alike: its schema, and whether a block of configuration fits it, for
 * which the AWS provider examines 1500 schemas, half of the work of a plan. Every other call changes or reads the world.
 *
 * @see terraform-plugin-go, tfplugin5.proto and tfplugin6.proto, 2026-11
 */
const ABOUT_ITSELF =
  /^\/tfplugin\d\.Provider\/(GetSchema|GetProviderSchema|PrepareProviderConfig|ValidateProviderConfig)$/;

const WINDOW = { initialWindowSize: 2 ** 30, maxFrameSize: 2 ** 24 - 1 };

/** A socket that calls go through, and what closes it. */
export interface ProviderMemo {
  close(): void;
}

interface Answer {
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
  readonly trailers: OutgoingHttpHeaders;
}

/**
 * Passes each call on to a running provider, except those of the same bytes as an earlier one that only ask the provider
 * about itself: these have the provider's own earlier answer.
 *
 * @param provider - path of the socket on which a provider serves gRPC
 * @param path - of the socket to make, where Terraform is to call
 */
export function remember(provider: string, path: string): Promise<ProviderMemo> {
  const answers = new Map<string, Promise<Answer>>();
  const sessions = new Set<Http2Session>();
  const keep = (session: Http2Session) => {
    sessions.add(session.on('error', () => session.destroy()));
    session.on('close', () => sessions.delete(session));
  };
  const server = createServer({ settings: WINDOW });
  server.on('session', (session) => {
    keep(session);
    const onward = connect('http://provider', {
      createConnection: () => createConnection(provider),
      settings: WINDOW,
    });
    keep(onward);
    session.on('close', () => onward.close());
    session.on('stream', (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => {
      stream.on('error', () => stream.destroy());
      const call = () => onward.request(callOf(headers));
      const what = headers[':path'] ?? '';
      if (!ABOUT_ITSELF.test(what)) return void passOn(stream, call());
      void bodyOf(stream).then((body) => {
        const key = `${what} ${createHash('sha256').update(body).digest('hex')}`;
        const answer = answers.get(key) ?? answerOf(call(), body);
        answers.set(key, answer);
        answer.then(
          (known) => give(stream, known),
          () => {
            answers.delete(key);
            stream.destroy();
          },
        );
      });
    });
  });
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(path, () =>
      resolve({
        close: () => {
          server.close();
          for (const session of sessions) session.destroy();
        },
      }),
    );
  });
}

/** Headers without those that each connection has of its own. */
function callOf(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !/^:(authority|scheme)$/.test(name)));
}

function passOn(stream: ServerHttp2Stream, call: ClientHttp2Stream): void {
  let trailers: OutgoingHttpHeaders = {};
  call.on('trailers', (last) => (trailers = { ...last }));
  call.on('response', (headers, flags) => {
    const isAll = (flags & constants.NGHTTP2_FLAG_END_STREAM) !== 0;
    stream.respond({ ...headers }, isAll ? { endStream: true } : { waitForTrailers: true });
  });
  stream.on('wantTrailers', () => stream.sendTrailers(trailers));
  call.on('error', () => stream.destroy());
  stream.on('aborted', () => call.close());
  stream.pipe(call).pipe(stream);
}

function bodyOf(stream: ServerHttp2Stream | ClientHttp2Stream): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => resolve(Buffer.concat(chunks)));
    stream.on('error', reject);
  });
}

async function answerOf(call: ClientHttp2Stream, request: Buffer): Promise<Answer> {
  let [headers, trailers]: [OutgoingHttpHeaders, OutgoingHttpHeaders] = [{}, {}];
  call.on('response', (first) => (headers = { ...first }));
  call.on('trailers', (last) => (trailers = { ...last }));
  call.end(request);
  const body = await bodyOf(call);
  if (trailers['grpc-status'] !== '0') throw new Error('a call that failed is none to remember');
  return { headers, body, trailers };
}

function give(stream: ServerHttp2Stream, { headers, body, trailers }: Answer): void {
  if (stream.destroyed) return;
  stream.respond(headers, { waitForTrailers: true });
  stream.on('wantTrailers', () => stream.sendTrailers(trailers));
  stream.end(body);
}
