from __future__ import annotations
from dataclasses import dataclass, field
from typing import Callable, Iterator, Protocol
import math, random
class Scheduler(Protocol):
    def __call__(self, step: int) -> float: ...
@dataclass
class Warmup:
    base: float
    steps: int = 10
    def __call__(self, step: int) -> float:
        return self.base * min(1.0, (step + 1) / self.steps)
class EarlyStop:
    def __init__(self, patience=2): self.patience, self.best, self.wait = patience, math.inf, 0
    def update(self, v: float) -> bool:
        if v < self.best - 1e-9: self.best, self.wait = v, 0
        else: self.wait += 1
        return self.wait >= self.patience
@dataclass
class Trainer:
    lr: Scheduler
    stop: EarlyStop
    hooks: dict[str, list[Callable]] = field(default_factory=dict)
    history: list[tuple[int, float]] = field(default_factory=list)
    def on(self, name):
        def deco(fn): self.hooks.setdefault(name, []).append(fn); return fn
        return deco
    def fire(self, name, **kw):
        for fn in self.hooks.get(name, ()): fn(self, **kw)
    def batches(self, n) -> Iterator[list[int]]:
        data = list(range(n)); rng = random.Random(0); rng.shuffle(data)
        while data: yield [data.pop() for _ in range(min(3, len(data)))]
    def fit(self, epochs):
        for e in range(epochs):
            loss = 0.0
            for i, b in enumerate(self.batches(8)):
                loss += sum(b) * self.lr(e * 3 + i) / 100
            loss = round(loss / (e + 1) ** 2, 6)
            self.history.append((e, loss)); self.fire("epoch_end", epoch=e, loss=loss)
            if self.stop.update(loss): self.fire("stop", epoch=e); break
        return self
t = Trainer(Warmup(0.1), EarlyStop())
@t.on("epoch_end")
def log(tr, epoch, loss): print(f"Epoch {epoch + 1:>2}/{10}: loss={loss:.4f} lr={tr.lr(epoch):.3f}")
@t.on("stop")
def stopped(tr, epoch): print("stopped at", epoch, tr.stop.best)
print(t.fit(10).history[-1], Trainer.__annotations__["lr"], Trainer.fit.__annotations__, Warmup.__doc__)
