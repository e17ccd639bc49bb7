import threading, time
res = []
def work(n): time.sleep(.01 * n); res.append(n)
ts = [threading.Thread(target=work, args=(i,)) for i in (3, 1, 2)]
for t in ts: t.start()
print([t.is_alive() for t in ts])
for t in ts: t.join()
print(sorted(res), [t.name for t in ts], threading.current_thread().name, threading.active_count())
lock = threading.Lock(); c = 0
def inc():
    global c
    for _ in range(1000):
        with lock: c += 1
ts = [threading.Thread(target=inc) for _ in range(4)]
[t.start() for t in ts]; [t.join() for t in ts]; print(c)
class W(threading.Thread):
    def __init__(self, n): super().__init__(name=f'w{n}', daemon=True); self.n = n
    def run(self): self.out = self.n * 2
w = W(4); print(w.daemon); w.start(); w.join(); print(w.out, w.name, w.is_alive())
try: w.start()
except RuntimeError as e: print(e)
ev = threading.Event()
def waiter(): print('wait', ev.wait(1)); print('done')
t = threading.Thread(target=waiter); t.start(); print('set'); ev.set(); t.join()
print(lock.locked(), lock.acquire(False), lock.acquire(timeout=.01)); lock.release()
try: lock.release()
except RuntimeError as e: print(e)
r = threading.RLock()
with r:
    with r: print('re')
cond = threading.Condition(); items = []
def cons():
    with cond:
        while not items: cond.wait()
        print('got', items.pop())
t = threading.Thread(target=cons); t.start()
with cond: items.append(5); cond.notify()
t.join()
sem = threading.Semaphore(2); print(sem.acquire(), sem.acquire(), sem.acquire(blocking=False))
loc = threading.local(); loc.x = 1
def f(): print(hasattr(loc, 'x')); loc.x = 2
t = threading.Thread(target=f); t.start(); t.join(); print(loc.x)
b = threading.Barrier(2)
def g(i): b.wait(); res.append('b')
ts = [threading.Thread(target=g, args=(i,)) for i in range(2)]; [t.start() for t in ts]; [t.join() for t in ts]; print(res[-2:])
tm = threading.Timer(.01, print, args=('timer',)); tm.start(); tm.join()
print(threading.main_thread().name, threading.current_thread() is threading.main_thread())
def spin():
    global stop
    while not stop: pass
    print('spun')
stop = False
t = threading.Thread(target=spin); t.start(); stop = True; t.join()
def gen():
    for i in range(3): time.sleep(.001); yield i
t = threading.Thread(target=lambda: print(list(gen()))); t.start(); print(sum(gen())) if 0 else None; t.join()
import queue, threading
q = queue.Queue(maxsize=2)
def prod():
    for i in range(5): q.put(i)
    q.put(None)
t = threading.Thread(target=prod); t.start()
out = []
while True:
    x = q.get()
    if x is None: break
    out.append(x); q.task_done()
q.task_done(); q.join()
print(out, q.empty(), q.qsize(), q.full())
try: q.get_nowait()
except queue.Empty as e: print('empty', repr(e))
q.put(1); q.put(2)
try: q.put(3, timeout=.01)
except queue.Full as e: print('full', repr(e))
pq = queue.PriorityQueue(); [pq.put(x) for x in [(2, 'b'), (1, 'a'), (3, 'c')]]; print([pq.get() for _ in range(3)])
lq = queue.LifoQueue(); [lq.put(i) for i in range(3)]; print(lq.get(), lq.get())
s = queue.SimpleQueue(); s.put(1); print(s.get())
try: q.task_done(); q.task_done(); q.task_done()
except ValueError as e: print(e)
from concurrent.futures import ThreadPoolExecutor, as_completed, wait
import time
def sq(x): time.sleep(.01 * (5 - x)); return x * x
with ThreadPoolExecutor(max_workers=4) as ex:
    print(list(ex.map(sq, range(5))))
    fs = {ex.submit(sq, i): i for i in range(4)}
    print(sorted(f.result() for f in as_completed(fs)))
    f = ex.submit(lambda: 1 / 0)
    try: f.result()
    except ZeroDivisionError as e: print('zde', e)
    print(repr(f.exception()), f.done(), f.cancelled())
    d, nd = wait([ex.submit(sq, 1)]); print(len(d), len(nd))
    g = ex.submit(pow, 2, 10); g.add_done_callback(lambda fu: print('cb', fu.result())); g.result()
try: ex.submit(print)
except RuntimeError as e: print(e)
import atexit
atexit.register(print, 'bye', 1); atexit.register(lambda: print('first'))
import threading
def late(): time.sleep(.02); print('late thread')
threading.Thread(target=late).start()
print('main ends')
