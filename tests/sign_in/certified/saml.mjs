// A SAML provider that lets in whoever says a name: node saml.mjs PORT REPLY_ADDRESS KEY CERTIFICATE
import { readFileSync } from "node:fs";
import express from "express";
import samlp from "samlp";

const [port, replyAddress, key, cert] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}/metadata`;
const own = { issuer, key: readFileSync(key), cert: readFileSync(cert) };
const app = express();

app.get("/metadata", samlp.metadata({ ...own, redirectEndpointPath: "/sso", postEndpointPath: "/sso" }));
app.get("/sso", (request, response) => {
  const asked = request.query.SAMLRequest.replace(/[^\w+/=]/g, "");
  response.send(`<form action="/let-in"><input name="login"><button>Sign-in</button>
    <input type="hidden" name="SAMLRequest" value="${asked}"></form>`);
});
app.get(
  "/let-in",
  samlp.auth({
    ...own,
    recipient: replyAddress,
    destination: replyAddress,
    nameIdentifierFormat: "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent",
    getPostURL: (audience, asked, request, then) => then(null, replyAddress),
    getUserFromRequest: ({ query: { login } }) => ({
      id: login,
      name: {},
      emails: [{ value: `${login}@provider.example` }],
    }),
  }),
);
app.listen(port, "127.0.0.1");
