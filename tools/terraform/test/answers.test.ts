import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Answers } from '../src/provider/answers';

const question = Buffer.from('us-east-1');
let asked = 0;
const ask = () => Promise.resolve(Buffer.from(`answer ${(asked += 1)}`));
const told = async (answers: Answers, path: string, about = question) =>
  (await answers.to(path, about, ask)).toString();

beforeEach(() => (asked = 0));
afterEach(() => delete process.env['PROVIDER_ANSWERS']);

it('what a provider says of itself is asked once; another call or another configuration is another question', async () => {
  const answers = new Answers(__filename);
  expect(await told(answers, 'Prepare')).toBe('answer 1');
  expect(await told(answers, 'Prepare')).toBe('answer 1');
  expect(await told(answers, 'Prepare', Buffer.from('eu-west-1'))).toBe('answer 2');
  expect(await told(answers, 'GetSchema')).toBe('answer 3');
});

it('a question that was not answered is asked again', async () => {
  const answers = new Answers(__filename);
  const unanswered = answers.to('Prepare', question, () => Promise.reject(new Error('gone')));
  await expect(unanswered).rejects.toThrow('gone');
  expect(await told(answers, 'Prepare')).toBe('answer 1');
});

it('who shares a folder asks once for each provider', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'answers-'));
  try {
    process.env['PROVIDER_ANSWERS'] = join(folder, 'new');
    expect(await told(new Answers(__filename), 'Prepare')).toBe('answer 1');
    expect(await told(new Answers(__filename), 'Prepare')).toBe('answer 1');
    expect(await told(new Answers(process.execPath), 'Prepare')).toBe('answer 2');
    expect(readdirSync(join(folder, 'new'))).toHaveLength(2);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
