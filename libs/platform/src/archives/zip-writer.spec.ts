import { strFromU8, unzipSync } from 'fflate';
import type { ZipSource } from './zip-writer.js';
import { zipPieces } from './zip-writer.js';

async function* pieces(...texts: string[]): AsyncGenerator<string> {
  for (const text of texts) yield await Promise.resolve(text);
}

async function* sources(): AsyncGenerator<ZipSource> {
  yield await Promise.resolve({ name: 'a.csv', pieces: pieces('id,name\n', '1,Zoë\n') });
  yield { name: 'empty.csv', pieces: pieces() };
  yield { name: 'long.csv', pieces: pieces('x'.repeat(300_000), 'y') };
}

it('writes an archive that other programs read', async () => {
  const chunks: Buffer[] = [];
  for await (const chunk of zipPieces(sources())) chunks.push(chunk);
  const files = unzipSync(Buffer.concat(chunks));
  expect(Object.keys(files)).toEqual(['a.csv', 'empty.csv', 'long.csv']);
  expect(strFromU8(files['a.csv'])).toBe('id,name\n1,Zoë\n');
  expect(files['empty.csv']).toHaveLength(0);
  expect(files['long.csv']).toHaveLength(300_001);
});

it('says what went wrong with a source, and leaves none half read', async () => {
  let closed = false;
  async function* failing(): AsyncGenerator<string> {
    yield await Promise.resolve('id\n');
    throw new Error('the table is gone');
  }
  async function* endless(): AsyncGenerator<string> {
    try {
      for (;;) yield await Promise.resolve(String(Math.random()).repeat(1_000));
    } finally {
      closed = true;
    }
  }
  const of = async function* (name: string, texts: AsyncGenerator<string>): AsyncGenerator<ZipSource> {
    yield await Promise.resolve({ name, pieces: texts });
  };
  const read = async (): Promise<void> => {
    for await (const _ of zipPieces(of('a.csv', failing())));
  };
  await expect(read()).rejects.toThrow('the table is gone');
  for await (const _ of zipPieces(of('b.csv', endless()))) break;
  await new Promise(setImmediate);
  expect(closed).toBe(true);
});
