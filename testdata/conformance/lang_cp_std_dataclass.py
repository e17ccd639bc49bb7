from dataclasses import dataclass, field, asdict
@dataclass
class P:
    x: int
    y: float = 2.0
    tags: list = field(default_factory=list)
p = P(1); p.tags.append("a"); print(p, P(1, 2.0, ["a"]) == p, asdict(p), P(3, y=1).y)
try: P()
except TypeError as e: print(e)
