// Reads {"secret", "headers", "body"} as JSON from the file named first and verifies it with npm's
// standardwebhooks. Exit code 0: accepted; 1: rejected; 2: could not be tried.
const { readFileSync } = require("fs");
const path = require("path");

let Webhook;
try {
  ({ Webhook } = require(path.join(process.env.LINI_NPM, "node_modules", "standardwebhooks")));
} catch (error) {
  console.error(String(error));
  process.exit(2);
}
const { secret, headers, body } = JSON.parse(readFileSync(process.argv[2], "utf8"));
try {
  new Webhook(secret).verify(body, headers);
} catch (error) {
  console.error(String(error));
  process.exit(1);
}
