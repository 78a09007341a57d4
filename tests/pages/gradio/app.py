import gradio
from openai import OpenAI

model = OpenAI()


def answer(question, _):
    asked, text = [{"role": "user", "content": question}], ""
    for chunk in model.chat.completions.create(model="stand-in", messages=asked, stream=True):
        text += chunk.choices[0].delta.content or ""
        yield text


gradio.ChatInterface(answer).launch()
