import streamlit
from openai import OpenAI

question = streamlit.chat_input("Ask")
if question:
    asked = [{"role": "user", "content": question}]
    chunks = OpenAI().chat.completions.create(model="stand-in", messages=asked, stream=True)
    streamlit.write_stream(chunk.choices[0].delta.content or "" for chunk in chunks)
