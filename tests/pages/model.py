"""A stand-in for the model: one model, whose answers come word by word. It says how long each question was."""
import json
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

WORDS = ["The ", "model ", "answers ", "word ", "by ", "word."]


class Model(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.reply({"object": "list", "data": [{"id": "stand-in", "object": "model", "created": 0, "owned_by": "tests"}]})

    def do_POST(self):
        question = self.rfile.read(int(self.headers["Content-Length"]))
        print(len(question), json.loads(question).get("model"), flush=True)
        if not json.loads(question).get("stream"):
            message = {"role": "assistant", "content": "".join(WORDS)}
            self.reply({"id": "1", "object": "chat.completion", "choices": [{"index": 0, "message": message}]})
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        for word in WORDS:
            delta = {"index": 0, "delta": {"content": word}, "finish_reason": None}
            self.event({"id": "1", "object": "chat.completion.chunk", "choices": [delta]})
            time.sleep(0.3)
        last = {"index": 0, "delta": {}, "finish_reason": "stop"}
        self.event({"id": "1", "object": "chat.completion.chunk", "choices": [last]})
        self.wfile.write(b"data: [DONE]\n\n")

    def event(self, chunk):
        self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
        self.wfile.flush()

    def reply(self, body):
        text = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_):
        pass


ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Model).serve_forever()
