import { SnakeNames } from './snake-names.js';

const names = new SnakeNames();

it.each([
  ['purchasePriceCents', 'purchase_price_cents'],
  ['id', 'id'],
  ['sha256Of', 'sha256_of'],
  ['mdmURLPath', 'mdm_url_path'],
])('%s is the column %s', (property, column) => {
  expect(names.columnName(property, undefined, [])).toBe(column);
});

it('respects a given name and puts the prefix of an embedded object first', () => {
  expect(names.columnName('value', 'given', ['holdState'])).toBe('hold_state_given');
  expect(names.tableName('DeviceModel', undefined)).toBe('device_model');
  expect(names.tableName('DeviceModel', 'model')).toBe('model');
  expect(names.joinColumnName('deviceModel', 'id')).toBe('device_model_id');
});
