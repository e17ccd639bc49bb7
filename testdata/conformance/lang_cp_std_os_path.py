import os
print(os.path.join("a", "b.txt"), os.path.splitext("x/y.tar.gz"), os.path.basename("/a/b"), os.path.dirname("/a/b"), os.path.exists("/nope"))
with open("t.txt", "w") as f: f.write("l1\nl2\n")
with open("t.txt") as f: print(f.read().split(), f.closed)
print(f.closed, [l.strip() for l in open("t.txt")], os.path.getsize("t.txt")); os.remove("t.txt"); print(os.path.isfile("t.txt"))
try: open("missing.txt")
except FileNotFoundError as e: print(e.errno, e)
