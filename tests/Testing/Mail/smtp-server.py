"""An SMTP server on a free loopback port, whose behaviour the local part of the recipient decides:

refused@  no such mailbox, for good       full@  takes the mail and then refuses it, for good
busy@     not now, the first time         slow@  never answers

Prints its port, then each mail that it has taken as a line of JSON. Arguments: account USER PASSWORD, certificate FILE KEY, how encryption begins
(starttls | tls), each with its word before it.
"""
import asyncio
import base64
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult


class Handler:
    def __init__(self):
        self.busy = set()

    async def handle_RCPT(self, server, session, envelope, address, options):
        kind = address.split("@")[0]
        if kind == "refused":
            return "550 5.1.1 <%s>: no such mailbox" % address
        if kind == "busy" and address not in self.busy:
            self.busy.add(address)
            return "451 4.2.0 come again"
        if kind == "slow":
            await asyncio.Event().wait()
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if envelope.rcpt_tos[0].startswith("full@"):
            return "552-5.2.2 the mailbox\r\n552 5.2.2 is full"
        mail = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "data": base64.b64encode(envelope.original_content).decode(),
            "encrypted": server.transport.get_extra_info("ssl_object") is not None,
            "account": session.auth_data.decode() if session.auth_data else None,
        }
        print(json.dumps(mail), flush=True)
        return "250 taken"


def authenticator(user, password):
    def check(server, session, envelope, mechanism, data):
        right = data.login == user.encode() and data.password == password.encode()
        return AuthResult(success=right, handled=False, auth_data=data.login if right else None)

    return check


async def main(words):
    settings = {}
    implicit = None
    context = None
    while words:
        word = words.pop(0)
        if word == "account":
            settings.update(authenticator=authenticator(words.pop(0), words.pop(0)), auth_required=True, auth_require_tls=False)
        elif word == "certificate":
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            context.load_cert_chain(words.pop(0), words.pop(0))
        elif word == "starttls":
            settings.update(tls_context=context, require_starttls=True)
        elif word == "tls":
            implicit = context
    handler = Handler()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(handler, enable_SMTPUTF8=True, loop=loop, **settings), "127.0.0.1", 0, ssl=implicit)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main(sys.argv[1:]))
