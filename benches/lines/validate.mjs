// Validates JSON Lines by a JSON Schema with ajv, and prints the numbers of records and of invalid records.
//
// Arguments: the schema and the records. All errors of a record are found. The file is read in large blocks.

import { createReadStream, readFileSync } from 'node:fs';
import Ajv from 'ajv/dist/2020.js';

const [, , schemaPath, recordsPath] = process.argv;
const schema = JSON.parse(readFileSync(schemaPath, 'utf8'));
delete schema.$schema;
const snake = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
// The records have the logical names.
schema.properties = Object.fromEntries(Object.entries(schema.properties).map(([name, value]) => [snake(name), value]));
const validate = new Ajv.default({ allErrors: true, strict: false }).compile(schema);

let records = 0;
let invalid = 0;
let rest = '';
const check = (line) => {
  if (line === '') return;
  records += 1;
  if (!validate(JSON.parse(line))) invalid += 1;
};
const stream = createReadStream(recordsPath, { encoding: 'utf8', highWaterMark: 1 << 20 });
for await (const chunk of stream) {
  const lines = (rest + chunk).split('\n');
  rest = lines.pop();
  lines.forEach(check);
}
check(rest);
console.log(`${records} ${invalid}`);
