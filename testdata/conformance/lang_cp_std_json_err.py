import json
try: json.loads("{bad")
except json.JSONDecodeError as e: print(type(e).__name__)
print(json.loads("[1, 2.5, true, null]"), json.dumps([1.0, 1e-7, "é", (1, 2)]), json.dumps({1: "a"}), json.dumps([], indent=2))
try: json.dumps({1, 2})
except TypeError as e: print(e)
