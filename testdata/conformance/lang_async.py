import asyncio
async def hello(n, d):
    await asyncio.sleep(d); print('hi', n); return n * 2
async def main():
    print(await hello(1, 0))
    r = await asyncio.gather(hello(2, .02), hello(3, .01)); print(r)
    t = asyncio.create_task(hello(4, .01)); print(t.done()); print(await t, t.done(), t.result())
    try: await asyncio.wait_for(asyncio.sleep(10), .01)
    except asyncio.TimeoutError as e: print('timeout', repr(e))
    return 'end'
print(asyncio.run(main()))
import asyncio
class CM:
    async def __aenter__(self): print('enter'); return self
    async def __aexit__(self, *a): print('exit', a[0]); return True
class It:
    def __init__(self, n): self.n = n
    def __aiter__(self): return self
    async def __anext__(self):
        if self.n == 0: raise StopAsyncIteration
        self.n -= 1; await asyncio.sleep(0); return self.n
async def agen(n):
    for i in range(n): yield i; await asyncio.sleep(0)
async def main():
    async with CM() as c: raise ValueError('x')
    async for x in It(3): print(x)
    else: print('else')
    async for x in agen(3): print('ag', x)
    print([x async for x in agen(4) if x % 2], {x: x async for x in agen(2)}, {x async for x in agen(2)})
    print([await asyncio.sleep(0, v) for v in 'ab'])
    q = asyncio.Queue()
    async def prod():
        for i in range(3): await q.put(i)
        await q.put(None)
    async def cons():
        out = []
        while (x := await q.get()) is not None: out.append(x)
        return out
    print(await asyncio.gather(prod(), cons()))
    lock = asyncio.Lock()
    async with lock: print(lock.locked())
    ev = asyncio.Event()
    async def waiter(): await ev.wait(); return 'woke'
    t = asyncio.create_task(waiter()); await asyncio.sleep(0); ev.set(); print(await t)
    t = asyncio.create_task(asyncio.sleep(5)); await asyncio.sleep(0); t.cancel()
    try: await t
    except asyncio.CancelledError: print('cancelled', t.cancelled())
    r = await asyncio.gather(asyncio.sleep(0, 1), bad(), return_exceptions=True); print(r)
    sem = asyncio.Semaphore(2)
    async def w(i):
        async with sem: await asyncio.sleep(0); return i
    print(await asyncio.gather(*(w(i) for i in range(4))))
    done, pending = await asyncio.wait([asyncio.create_task(asyncio.sleep(0, 'd'))]); print(len(done), len(pending), done.pop().result())
    for c in asyncio.as_completed([asyncio.sleep(.02, 'slow'), asyncio.sleep(.0, 'fast')]): print(await c)
    async with asyncio.TaskGroup() as tg:
        a = tg.create_task(asyncio.sleep(0, 'A')); b = tg.create_task(asyncio.sleep(0, 'B'))
    print(a.result(), b.result())
    loop = asyncio.get_running_loop(); f = loop.create_future(); loop.call_soon(f.set_result, 9); print(await f)
    async with asyncio.timeout(1): await asyncio.sleep(0)
    print(await asyncio.to_thread(lambda x: x + 1, 5))
async def bad(): raise KeyError('k')
asyncio.run(main())
try: asyncio.run(bad())
except KeyError as e: print(repr(e))
c = bad(); print(type(c).__name__, asyncio.iscoroutine(c), asyncio.iscoroutinefunction(bad)); c.close()
try: asyncio.run(5)
except ValueError as e: print(e)
async def m2():
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(bad())
    except* KeyError as e: print(repr(e))
asyncio.run(m2())
async def m3():
    try: await 5
    except TypeError as e: print(e)
    try:
        async for x in 5: pass
    except TypeError as e: print(e)
    try:
        async with 5: pass
    except TypeError as e: print(e)
    class Aw:
        def __await__(self): yield; return 'aw'
    print(await Aw())
    try:
        with CM(): pass
    except TypeError as e: print(e)
asyncio.run(m3())
