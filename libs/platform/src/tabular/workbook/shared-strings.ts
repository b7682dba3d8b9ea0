import { TableRefused } from '../errors.js';
import { unescaped } from './cell-text.rules.js';
import { readXml } from './xml-events.js';

/** The texts of a workbook stand in one table that its cells point into: this much of it is kept in memory. */
const MOST_CHARACTERS = 48_000_000;
const MOST_TEXTS = 2_000_000;

/** @throws TableRefused */
export async function sharedStrings(bytes: AsyncIterable<Uint8Array>): Promise<string[]> {
  const texts: string[] = [];
  const text = new RichText();
  let characters = 0;
  await readXml(bytes, {
    open: (name) => (name === 'si' ? text.begin() : text.open(name)),
    text: (piece) => text.add(piece),
    close: (name) => {
      if (name !== 'si') return text.close(name);
      characters += text.value.length;
      if (characters > MOST_CHARACTERS || texts.length >= MOST_TEXTS) throw new TableRefused('workbook-too-big');
      texts.push(unescaped(text.value));
    },
  });
  return texts;
}

/** Gathers a text that stands in pieces of its own looks; how it is pronounced is left out. */
export class RichText {
  value = '';
  private taken = false;
  private phonetic = false;

  begin(): void {
    this.value = '';
    this.taken = false;
    this.phonetic = false;
  }

  open(name: string): void {
    if (name === 't') this.taken = !this.phonetic;
    else if (name === 'rPh') this.phonetic = true;
  }

  add(text: string): void {
    if (this.taken) this.value += text;
  }

  close(name: string): void {
    if (name === 't') this.taken = false;
    else if (name === 'rPh') this.phonetic = false;
  }
}
