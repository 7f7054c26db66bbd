"""Which cooperations have ended, and how many are in force? With the standard library of Python alone.

python3 ended.py https://samband.example
"""

import json
import sys
import time
import urllib.error
import urllib.request

API = (sys.argv[1] if len(sys.argv) > 1 else "http://localhost:3000") + "/api/v1"


def get(address):
    """The answer as Python values; waits as long as the API says when there were too many requests."""
    while True:
        try:
            request = urllib.request.Request(address, headers={"Accept": "application/json"})
            with urllib.request.urlopen(request) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as refusal:
            if refusal.code != 429:
                # A problem (RFC 9457) says in a sentence what is wrong.
                sys.exit(json.load(refusal)["detail"])
            time.sleep(int(refusal.headers["Retry-After"]))


def items(path):
    """Every item of a list: `next` is the address of the page that follows."""
    address = API + path
    while address:
        page = get(address)
        yield from page["items"]
        address = page["next"]


for cooperation in items("/cooperations?status=ended&limit=5"):
    print(cooperation["id"])
answer = get(API + "/statistics?measure=in-force")
figure = answer["figure"]
print(f"In force at the end of {answer['years']['to']}: {figure['best']} ({figure['min']}-{figure['max']})")
