"""Asks as the page's own script does: a POST, then a stream of events."""
import json
import sys

import httpx

call = f"{sys.argv[1]}/gradio_api/call/answer"
event = httpx.post(call, json={"data": ["Hello?"]}).json()["event_id"]
texts = []
with httpx.stream("GET", f"{call}/{event}", timeout=60) as events:
    for line in events.iter_lines():
        if line.startswith("data: ") and json.loads(line[6:]):
            texts.append(json.loads(line[6:])[0])
print(len(set(texts)), texts[-1])
