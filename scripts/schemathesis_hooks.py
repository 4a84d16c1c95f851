"""What scripts/schemathesis tells the tool about operations that generated requests alone would not reach.

Loaded through SCHEMATHESIS_HOOKS. JINLIN_ORIGIN is the server of the demo city, JINLIN_TOKEN an access token of its demo
resident.

- end_session ends the session it is sent with: each of its requests has a session of its own, all others share one.
- add_voice_note takes sound, and keeps it with a need of one's own: recordings of some forms are made here, and every
  second request goes to a need that is there.
"""

import itertools
import os
import pathlib
import sys

import schemathesis
from hypothesis import strategies as st

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import demo_session  # noqa: E402  (found only with the path above)

ORIGIN = os.environ["JINLIN_ORIGIN"]
TOKEN = os.environ["JINLIN_TOKEN"]
# The first bytes of an MP4 of sound; the server keeps what it is sent, and plays nothing.
SOUND = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom"
# More than data/policy.toml allows for one recording.
TOO_LONG = SOUND + bytes(2 * 1024 * 1024)

schemathesis.openapi.media_type("audio/mp4", st.one_of(st.just(SOUND), st.binary(max_size=4096), st.just(TOO_LONG)))


def operation_id(operation) -> str:
    """The operationId of an operation."""
    return operation.definition.raw.get("operationId", "")


# No token is kept for later: which one a request has depends on its operation.
@schemathesis.auth(refresh_interval=None)
class DemoResident:
    """Signs every request as the demo resident."""

    def get(self, case, context):
        if operation_id(context.operation) == "end_session":
            return demo_session.sign_in(ORIGIN)
        return TOKEN

    def set(self, case, data, context):
        case.headers = {**(case.headers or {}), "Authorization": f"Bearer {data}"}


class OwnNeed:
    """A draft of the demo resident, posted when the first recording asks for it."""

    def __init__(self):
        self.id = None
        self.turns = itertools.cycle([True, False])

    def take(self) -> str:
        if self.id is None:
            draft = {"category": "companionship", "draft": True, "channel": "app", "community": "510104035017"}
            self.id = demo_session.post(f"{ORIGIN}/v1/needs", draft, TOKEN)["id"]
        return self.id


OWN_NEED = OwnNeed()


@schemathesis.hook
def before_call(context, case, kwargs):
    """Sends every second recording to a need of one's own."""
    if operation_id(case.operation) == "add_voice_note" and next(OWN_NEED.turns):
        case.path_parameters["id"] = OWN_NEED.take()
