// Calls the mock with the provider's own client for JavaScript. Each line of the input is a call; each line of the output
// says what the client makes of the response.
"use strict";

const { DomainRobot, DomainRobotModels } = require("js-domainrobot-sdk");

const [url, user, password] = process.argv.slice(2);
const contacts = new DomainRobot({ url, auth: { user, password, context: 4 } }).contact();

const calls = {
  create: ({ contact }) => contacts.create(new DomainRobotModels.Contact(contact)),
  info: ({ id }) => contacts.info(id),
  update: ({ id, contact }) => contacts.update({ ...contact, id }),
  delete: ({ id }) => contacts.delete(id),
  list: ({ query, keys }) => contacts.list(query, keys),
};

// The client prints each failure, and has no way to say that it should not.
console.log = () => {};

const answer = async (call) => {
  try {
    const { status, result } = await calls[call.call](call);
    return { succeeded: true, status, data: result.data };
  } catch (error) {
    return { succeeded: false, status: error.status, body: error.error, problem: error.message };
  }
};

const main = async () => {
  for await (const line of require("readline").createInterface({ input: process.stdin })) {
    process.stdout.write(JSON.stringify(await answer(JSON.parse(line))) + "\n");
  }
};

main();
