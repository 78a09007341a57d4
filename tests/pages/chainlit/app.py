import chainlit
from openai import AsyncOpenAI

model = AsyncOpenAI()


@chainlit.on_message
async def answer(question: chainlit.Message):
    message = chainlit.Message(content="")
    asked = [{"role": "user", "content": question.content}]
    async for chunk in await model.chat.completions.create(model="stand-in", messages=asked, stream=True):
        await message.stream_token(chunk.choices[0].delta.content or "")
    await message.update()
