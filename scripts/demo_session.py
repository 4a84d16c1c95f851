"""Signs in to a server of the demo city as its demo resident and prints the access token.

    python demo_session.py http://127.0.0.1:8080

The phone number and the code come from data/demo.toml, the version of the consent from data/policy.toml: the files
that the server itself carries. Exits with a sentence on standard error when the server refuses.
"""

import datetime
import json
import pathlib
import sys
import tomllib
import urllib.error
import urllib.request
import uuid

DATA = pathlib.Path(__file__).resolve().parent.parent / "data"


def load(name: str) -> dict:
    """Reads one TOML file of data/."""
    with open(DATA / name, "rb") as file:
        return tomllib.load(file)


def demo_resident(demo: dict) -> str:
    """The phone number of the first demo account that is a resident."""
    for account in demo.get("accounts", []):
        if account.get("role") == "resident":
            return str(account["phone"])
    raise LookupError("data/demo.toml has no [[accounts]] with role = \"resident\"")


def rule_in_force(policy: dict, key: str, today: datetime.date) -> str:
    """The value of a dated rule: of those that are in force today, the newest."""

    def since(rule: dict) -> str:
        return str(rule.get("effective_from", ""))  # a date or its ISO form: both sort as text

    rules = [
        rule
        for rule in policy.get("rules", [])
        if rule.get("key") == key and since(rule) <= today.isoformat()
    ]
    if not rules:
        raise LookupError(f"data/policy.toml has no rule {key!r} in force on {today}")
    return str(max(rules, key=since)["value"])


def post(url: str, body: dict, token: str = "") -> dict:
    """Posts JSON as a careful client does, with a token where one is given, and returns the JSON of the answer (empty
    for an empty one)."""
    headers = {"Content-Type": "application/json", "Idempotency-Key": str(uuid.uuid4())}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    request = urllib.request.Request(
        url,
        data=json.dumps(body).encode(),
        method="POST",
        headers=headers,
    )
    # No proxy of the environment stands between this and a server of the same machine.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=30) as response:
            text = response.read()
    except urllib.error.HTTPError as error:
        detail = error.read().decode(errors="replace")[:500]
        raise LookupError(f"POST {url} answered {error.code}: {detail}") from error
    return json.loads(text) if text.strip() else {}


def sign_in(base: str) -> str:
    """Asks for a code, signs in with the fixed one of the demo, and returns the access token."""
    demo = load("demo.toml")
    phone = demo_resident(demo)
    consent = rule_in_force(load("policy.toml"), "consent.version", datetime.date.today())
    post(f"{base}/v1/auth/codes", {"phone": phone})
    session = post(
        f"{base}/v1/sessions",
        {"phone": phone, "code": str(demo["fixed_code"]), "client": "app", "consent_version": consent},
    )
    token = session.get("access_token")
    if not token:
        raise LookupError(f"POST {base}/v1/sessions gave no access_token, only {sorted(session)}")
    return token


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    try:
        print(sign_in(sys.argv[1].rstrip("/")))
    except (LookupError, OSError) as error:
        sys.exit(f"error: signing in as the demo resident failed: {error}")
