"""Signs in as the administrator that the Secret declares, and asks over the page's API."""
import json
import os
import sys

import httpx

page = httpx.Client(base_url=sys.argv[1], timeout=120)
stranger = {"name": "stranger", "email": "stranger@example.com", "password": "stranger"}
assert page.post("/api/v1/auths/signup", json=stranger).status_code == 403, "a stranger may sign up"
who = {"email": os.environ["WEBUI_ADMIN_EMAIL"], "password": os.environ["WEBUI_ADMIN_PASSWORD"]}
signed_in = page.post("/api/v1/auths/signin", json=who).raise_for_status().json()
assert signed_in["role"] == "admin", signed_in["role"]
page.headers["Authorization"] = f"Bearer {signed_in['token']}"
models = [model["id"] for model in page.get("/api/models").raise_for_status().json()["data"]]
assert models == ["stand-in"], models
asked = {"model": "stand-in", "stream": True, "messages": [{"role": "user", "content": "Hello?"}]}
words = []
with page.stream("POST", "/api/chat/completions", json=asked) as events:
    for line in events.iter_lines():
        if line.startswith("data: {"):
            words += [choice["delta"].get("content") or "" for choice in json.loads(line[6:])["choices"]]
words = [word for word in words if word]
print(len(words), "".join(words))
