from enum import Enum
from typing import List, Optional
class Color(Enum):
    RED = 1
    BLUE = 2
print(Color.RED, Color.RED.name, Color.BLUE.value, Color(1), [c.name for c in Color], Color.RED is Color.RED)
def f(x: Optional[int] = None, y: List[str] = ()) -> int: return 1
print(f(), f(2, ["a"]))
