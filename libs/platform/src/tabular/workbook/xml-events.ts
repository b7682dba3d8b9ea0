import { SaxesParser } from 'saxes';
import { TableRefused } from '../errors.js';

export interface XmlHandlers {
  /** Names without their prefix. */
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  close?(name: string): void;
  text?(text: string): void;
}

/** Bytes without a tag: no part of a workbook has so many, and the parser would keep them all. */
const MOST_WITHOUT_TAG = 4_194_304;

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/**
 * Runs through an XML stream; one turn for each chunk, so that what the handlers have gathered can be taken away. Document
 * types are refused: nothing is declared, expanded or fetched.
 * @throws TableRefused
 */
export async function* xmlTurns(bytes: AsyncIterable<Uint8Array>, handlers: XmlHandlers): AsyncGenerator<void> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let quiet = 0;
  const parser = new SaxesParser();
  parser.on('error', () => refuse());
  parser.on('doctype', () => refuse());
  parser.on('opentag', ({ name, attributes }) => {
    quiet = 0;
    handlers.open?.(localName(name), attributes);
  });
  parser.on('closetag', ({ name }) => {
    quiet = 0;
    handlers.close?.(localName(name));
  });
  if (handlers.text) {
    parser.on('text', (text) => handlers.text?.(text));
    parser.on('cdata', (text) => handlers.text?.(text));
  }
  for await (const chunk of bytes) {
    quiet += chunk.length;
    if (quiet > MOST_WITHOUT_TAG) refuse();
    parser.write(decoded(() => decoder.decode(chunk, { stream: true })));
    yield;
  }
  parser.write(decoded(() => decoder.decode()));
  parser.close();
  yield;
}

/** The whole of a small part. @throws TableRefused */
export async function readXml(bytes: AsyncIterable<Uint8Array>, handlers: XmlHandlers): Promise<void> {
  for await (const _turn of xmlTurns(bytes, handlers));
}

function decoded(decode: () => string): string {
  try {
    return decode();
  } catch {
    return refuse();
  }
}

function refuse(): never {
  throw new TableRefused('workbook-damaged');
}
