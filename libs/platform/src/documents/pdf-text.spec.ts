import { buffer } from 'node:stream/consumers';
import { RenderedPdf } from '../../../../test/support/rendered-pdf.js';
import { openPdf, textTools } from './index.js';

const MM = 1_000;
const PAGE = { width: 200 * MM, height: 40 * MM };

async function printed(text: string): Promise<RenderedPdf> {
  const pdf = await openPdf('Text');
  const bytes = buffer(pdf.stream);
  pdf.page(PAGE.width, PAGE.height);
  pdf.text({ x: 20 * MM, baseline: 20 * MM, size: 20, text });
  pdf.end();
  return RenderedPdf.of(await bytes);
}

/** What is copied out of the document. */
const copied = async (text: string): Promise<string> => (await printed(text)).copied(1);

describe('text of a document', () => {
  it.each([
    ['Latin', 'José Ñúñez, Nguyễn Thị Hằng'],
    ['Cyrillic', 'Олена Ковальчук'],
    ['Armenian', 'Անահիտ'],
    ['Georgian', 'მარიამ ბერიძე'],
    ['Hebrew', 'שרה כהן'],
    ['Arabic', 'محمد عبد الله'],
    ['Persian', 'زهرا پژمان'],
    ['Chinese', '王小明 張偉'],
    ['Japanese', '佐藤 さくら カレン'],
    ['Korean', '김민준'],
    ['Thai', 'สมชาย ใจดี'],
    ['Lao', 'ສົມສັກ'],
    ['Khmer', 'សុខា'],
    ['Amharic', 'አበበ ቢቂላ'],
    ['Punjabi', 'ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ'],
    ['Hindi', 'पूजा शर्मा'],
    ['Bengali', 'বাংলা'],
    ['Gujarati', 'ગુજરાતી'],
    ['Tamil', 'தமிழ்'],
    ['Telugu', 'తెలుగు'],
    ['Kannada', 'ಕನ್ನಡ'],
    ['Malayalam', 'മലയാളം'],
    ['Burmese', 'မြန်မာ'],
    ['a line of two directions', 'Room 12: אבי, Grade 3'],
    ['a hyphen between Hebrew words', 'שרה כהן-לוי'],
    ['Sinhala, with a joiner', 'ශ්‍රී'],
  ])('%s is printed, and copied as it was written', async (_script, text) => {
    const { printable, measure } = await textTools();
    expect(printable(text)).toBe(text);
    expect(measure(text, 10)).toBeGreaterThan(2 * MM);
    expect(await copied(text)).toBe(text);
  });

  it.each([
    ['Ana 😀', 'Ana ?'],
    ['👩‍👩‍👧‍👦', '?'],
    ['❤️ 王', '? 王'],
    ['1️⃣', '?'],
    ['A\u0301na', 'A\u0301na'],
  ])('%s comes out as %s, and the document has the same width', async (text, shown) => {
    const { printable, measure } = await textTools();
    expect(printable(text)).toBe(shown);
    expect(measure(text, 10)).toBe(measure(shown, 10));
  });

  it('opens no font but those that have its letters', async () => {
    const fonts = async (text: string): Promise<number> => {
      const pdf = await openPdf('Text');
      const bytes = buffer(pdf.stream);
      pdf.page(PAGE.width, PAGE.height);
      pdf.text({ x: 0, baseline: 20 * MM, size: 20, text });
      pdf.end();
      return (await bytes).toString('latin1').split('/Type /FontDescriptor').length - 1;
    };
    expect(await fonts('Lakeshore Unified')).toBe(1);
    expect(await fonts('王')).toBe(1);
    expect(await fonts('Ana 한')).toBe(2);
  });

  it('one shape that stands for two letters is copied as each of them', async () => {
    // Beh and teh are one curve with other dots.
    expect(await copied('ب ت ث ن')).toBe('ب ت ث ن');
  });
});
