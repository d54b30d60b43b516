import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:http2';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { remember } from '../src/provider-memo';

const SCHEMA = '/tfplugin5.Provider/GetSchema';
const VALIDATE = '/tfplugin5.Provider/PrepareProviderConfig';
const CONFIGURE = '/tfplugin5.Provider/Configure';
const READ = '/tfplugin5.Provider/ReadResource';

interface Call {
  readonly path: string;
  readonly body: string;
}

/** Makes calls, one after another, of a provider that answers with their number; each has `status`. */
async function throughMemo(calls: readonly Call[], status = '0') {
  const folder = mkdtempSync(join(tmpdir(), 'memo-'));
  const [socket, ours] = [join(folder, 'provider.sock'), join(folder, 'ours.sock')];
  const asked: string[] = [];
  const provider = createServer().on('stream', (stream, headers) => {
    let body = '';
    stream.on('data', (chunk: Buffer) => (body += chunk.toString()));
    stream.on('end', () => {
      const number = asked.push(`${headers[':path']} ${body}`);
      stream.respond({ ':status': 200 }, { waitForTrailers: true });
      stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': status }));
      stream.end(`answer ${number}`);
    });
  });
  await new Promise<void>((resolve) => provider.listen(socket, resolve));
  const memo = await remember(socket, ours);
  const session = connect('http://memo', { createConnection: () => createConnection(ours) });
  const answers: string[] = [];
  for (const { path, body } of calls) {
    answers.push(
      await new Promise<string>((resolve) => {
        const call = session.request({ ':method': 'POST', ':path': path });
        let [text, last] = ['', 'no status'];
        call.on('data', (chunk: Buffer) => (text += chunk.toString()));
        call.on('trailers', (trailers) => (last = String(trailers['grpc-status'])));
        call.on('error', () => undefined);
        call.on('close', () => resolve(`${text}, ${last}`));
        call.end(body);
      }),
    );
  }
  session.destroy();
  memo.close();
  provider.close();
  rmSync(folder, { recursive: true });
  return { answers, asked };
}

it('what a provider says of itself is asked once, and answered the same', async () => {
  const schema = { path: SCHEMA, body: '' };
  const { answers, asked } = await throughMemo([schema, schema, schema]);
  expect(answers).toEqual(Array(3).fill('answer 1, 0'));
  expect(asked).toHaveLength(1);
});

it('another configuration is another question', async () => {
  const { answers } = await throughMemo([
    { path: VALIDATE, body: 'us-east-1' },
    { path: VALIDATE, body: 'eu-west-1' },
    { path: VALIDATE, body: 'us-east-1' },
  ]);
  expect(answers).toEqual(['answer 1, 0', 'answer 2, 0', 'answer 1, 0']);
});

it('a configuration is given to the provider, and the world read, each time', async () => {
  const calls = [CONFIGURE, READ, CONFIGURE, READ].map((path) => ({ path, body: 'same' }));
  const { answers } = await throughMemo(calls);
  expect(answers).toEqual(['answer 1, 0', 'answer 2, 0', 'answer 3, 0', 'answer 4, 0']);
});

it('a call that failed is made again', async () => {
  const schema = { path: SCHEMA, body: '' };
  const { asked } = await throughMemo([schema, schema], '14');
  expect(asked).toHaveLength(2);
});
