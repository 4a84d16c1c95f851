"""A WeChat for scripts/schemathesis: answers `code2Session`, `stable_token` and `getuserphonenumber` for every code, at 127.0.0.1.

    python fake_wechat.py PORT

The same code is the same person; a code with an odd sum of its characters is refused, as WeChat refuses one that is used
or wrong: with HTTP 200 and an errcode. Ends with the process that started it.
"""

import hashlib
import http.server
import json
import sys
import urllib.parse

from demo_session import demo_resident, load


def is_refused(code):
    """Whether WeChat would not take this code."""
    return sum(map(ord, code)) % 2


def digest(code):
    """What a code becomes."""
    return hashlib.sha256(code.encode(errors="replace")).hexdigest()


def session(code):
    """`code2Session`."""
    if is_refused(code):
        return {"errcode": 40029, "errmsg": "invalid code"}
    return {"openid": digest(code)[:28], "session_key": "x"}


def phone(code):
    """`getuserphonenumber`: always the phone of the demo resident, who asks. With another one they could not sign in again."""
    if is_refused(code):
        return {"errcode": 40029, "errmsg": "invalid code"}
    number = demo_resident(load("demo.toml"))
    return {"errcode": 0, "errmsg": "ok", "phone_info": {"phoneNumber": number, "purePhoneNumber": number, "countryCode": "86"}}


class Handler(http.server.BaseHTTPRequestHandler):
    """One request, one answer."""

    def do_GET(self):
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query, keep_blank_values=True)
        self.say(session(query.get("js_code", [""])[0]))

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))) or b"{}")
        if urllib.parse.urlsplit(self.path).path == "/cgi-bin/stable_token":
            self.say({"access_token": "made-up", "expires_in": 7200})
        else:
            self.say(phone(str(body.get("code", ""))))

    def say(self, answer):
        body = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        """Nothing: the tool tells what was asked."""


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
