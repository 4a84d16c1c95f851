"""A WeChat for scripts/schemathesis: answers `code2Session` for every code, at 127.0.0.1.

    python fake_wechat.py PORT

The same code is the same person; a code with an odd sum of its characters is refused, as WeChat refuses one that is used
or wrong: with HTTP 200 and an errcode. Ends with the process that started it.
"""

import hashlib
import http.server
import json
import sys
import urllib.parse


class Handler(http.server.BaseHTTPRequestHandler):
    """One GET, one answer."""

    def do_GET(self):
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query, keep_blank_values=True)
        code = query.get("js_code", [""])[0]
        if sum(map(ord, code)) % 2:
            answer = {"errcode": 40029, "errmsg": "invalid code"}
        else:
            answer = {"openid": hashlib.sha256(code.encode(errors="replace")).hexdigest()[:28], "session_key": "x"}
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
