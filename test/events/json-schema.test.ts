import { expect } from '@open-wc/testing';
import { catalogue } from '../../src/events/catalogue.js';
import { jsonSchemaOf } from '../../src/events/json-schema.js';
import { fieldsOf } from '../../src/events/schemas/fields.js';

const schemaOf = (event: string) => jsonSchemaOf(catalogue.find(({ name }) => name === event)!);

describe('JSON Schema', () => {
  for (const event of catalogue) {
    it(`of ${event.name} holds every field and requires what it must have`, () => {
      const schema = jsonSchemaOf(event);
      const fields = fieldsOf(event.schema);
      expect(schema.$schema).to.equal('https://json-schema.org/draft/2020-12/schema');
      expect(schema.title).to.equal(event.name);
      expect(Object.keys(schema.properties ?? {})).to.deep.equal(fields.map(([name]) => name));
      expect(schema.required ?? []).to.have.members(fields.filter(([, { level }]) => level === 'must').map(([name]) => name));
      expect(schema.examples).to.deep.equal([event.example]);
    });
  }

  it('says what kinds say', () => {
    const { properties } = schemaOf('Order Completed');
    expect(properties?.total).to.include({ type: 'number', minimum: 0 });
    expect(properties?.currency).to.include({ type: 'string', pattern: '^[A-Z]{3}$' });
    expect(properties?.customer_type).to.deep.include({ enum: ['new', 'returning'] });
    expect(properties?.products).to.have.nested.property('items.required').that.deep.equals(['product_id']);
  });

  it('wants one of several where the event does', () => {
    expect(schemaOf('Promotion Viewed').anyOf).to.deep.equal([{ required: ['promotion_id'] }, { required: ['name'] }]);
    expect(schemaOf('Product Viewed').anyOf).to.equal(undefined);
  });
});
