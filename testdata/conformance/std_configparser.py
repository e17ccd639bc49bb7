import configparser, io
c = configparser.ConfigParser()
c.read_string("""
[DEFAULT]
lr = 0.01
root = /data
; comment
[train]
epochs = 10
path: %(root)s/train
shuffle = yes
multi = a
   b
   c

[eval]
LR = 0.5
""")
print(c.sections(), c["train"]["epochs"], c.getint("train", "epochs"), c["train"]["path"], c.getboolean("train", "shuffle"), c.getfloat("eval", "lr"), c["train"].getfloat("lr"), repr(c["train"]["multi"]), "train" in c, "zz" in c, list(c["train"]), dict(c["eval"]), c.has_option("train", "nope"), c.get("train", "nope", fallback="fb"), c["train"].get("nope", "d"), c["train"], c.options("eval"), c.items("eval"))
for f in (lambda: c["zz"], lambda: c.get("train", "zz"), lambda: c.get("q", "a"), lambda: c.add_section("train"), lambda: c.set("train", "x", 5), lambda: c.getint("train", "path"), lambda: c["train"]["zz"], lambda: c.getboolean("train", "epochs"), lambda: c.read_string("a = 1"), lambda: c.read_string("[x]\nnonsense\n")):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
c["new"] = {"A": "1", "b": "two"}; c.set("new", "c", "3"); c.add_section("empty"); c.remove_option("train", "multi"); c.remove_section("eval")
o = io.StringIO(); c.write(o); print(o.getvalue()); print(c.read("nope.ini"), len(c), list(c), c.defaults(), [s for s in c])
