import { alignmentFileName, runFileName } from './file-names.js';

const RUN = { id: '01a21bf8-7c00-7000-8000-0000000a1b2c', kind: 'cart-slot', site: { code: 'LHS' } };

it('the file of a run says of what, where and when, and is not called as that of another run of the minute', () => {
  const name = runFileName(RUN, '2026-11-27', 'pdf');
  expect(name).toBe('labels-cart-slot-lhs-2026-11-27-0a1b2c.pdf');
  const next = { ...RUN, id: '01a21bf8-7c00-7000-8000-0000000a1b2d' };
  expect(runFileName(next, '2026-11-27', 'pdf')).not.toBe(name);
});

it.each([
  ['Avery 5160', 'Front office', 'alignment-avery-5160-front-office.pdf'],
  ['Zebra 2×1', 'Dirección "Nº 2"/..', 'alignment-zebra-2-1-direccion-no-2.pdf'],
  ['Avery 5160', '打印机', 'alignment-avery-5160.pdf'],
])('the alignment sheet of %s on %s is %s', (stock, printer, name) =>
  expect(alignmentFileName(stock, printer, 'pdf')).toBe(name),
);
