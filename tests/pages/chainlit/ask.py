"""Asks as the page's own script does: over socket.io."""
import asyncio
import sys
import uuid

import socketio


async def main():
    client, tokens, done = socketio.AsyncClient(), [], asyncio.Event()
    client.on("stream_start", lambda data: tokens.append(data["output"]))
    client.on("stream_token", lambda data: tokens.append(data["token"]))
    client.on("task_end", lambda *_: tokens and done.set())
    session = {"clientType": "webapp", "sessionId": str(uuid.uuid4()), "userEnv": "{}"}
    await client.connect(sys.argv[1], socketio_path="/ws/socket.io", auth=session, transports=["websocket"])
    await client.emit("connection_successful")
    message = {"id": str(uuid.uuid4()), "name": "user", "type": "user_message", "output": "Hello?", "createdAt": "2026-01-01T00:00:00Z"}
    await client.emit("client_message", {"message": message, "fileReferences": []})
    await asyncio.wait_for(done.wait(), 60)
    await client.disconnect()
    print(len(tokens), "".join(tokens))


asyncio.run(main())
