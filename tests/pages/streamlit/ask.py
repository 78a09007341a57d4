"""Asks as the page's own script does: over a WebSocket, in Streamlit's own messages."""
import asyncio
import sys

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg


async def run(socket, seen, states=()):
    """Has the script run once, and passes on each element that it draws."""
    message = BackMsg()
    message.rerun_script.query_string = ""
    for element, text in states:
        state = message.rerun_script.widget_states.widgets.add()
        state.id, state.chat_input_value.data = element, text
    await socket.send(message.SerializeToString())
    async for text in socket:
        forward = ForwardMsg.FromString(text)
        if forward.WhichOneof("type") == "delta":
            seen(forward.delta.new_element)
        if forward.WhichOneof("type") == "script_finished":
            return


async def main():
    inputs, texts = [], []
    async with websockets.connect(sys.argv[1].replace("http", "ws") + "/_stcore/stream") as socket:
        await run(socket, lambda element: element.chat_input.id and inputs.append(element.chat_input.id))
        await run(socket, lambda element: element.markdown.body and texts.append(element.markdown.body), [(inputs[0], "Hello?")])
    print(len(set(texts)), texts[-1])


asyncio.run(main())
