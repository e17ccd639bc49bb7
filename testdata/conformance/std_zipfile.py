import zipfile, io, os
with zipfile.ZipFile("a.zip", "w", zipfile.ZIP_DEFLATED) as z:
    z.writestr("x/y.txt", "hello " * 20)
    with z.open("b.bin", "w") as f:
        f.write(b"abc")
    print(z.namelist(), z.filename, z.mode)
with zipfile.ZipFile("a.zip") as z:
    print(z.namelist(), z.read("b.bin"), z.getinfo("x/y.txt").file_size, [i.filename for i in z.infolist()], z.infolist()[0].is_dir(), z.testzip())
    z.extractall("out")
    try:
        z.read("nope")
    except KeyError as e:
        print(e)
    try:
        z.writestr("a", "b")
    except ValueError as e:
        print(e)
    with z.open("x/y.txt") as f: print(f.read(5), f.read()[-3:])
print(sorted(os.listdir("out")), open("out/x/y.txt").read()[:5], zipfile.is_zipfile("a.zip"), zipfile.is_zipfile("nope"))
with zipfile.ZipFile("a.zip", "a") as z:
    z.write("out/b.bin", arcname="c.bin")
print(zipfile.ZipFile("a.zip").namelist())
b = io.BytesIO()
with zipfile.ZipFile(b, "w") as z:
    z.writestr("q", b"1")
print(zipfile.ZipFile(io.BytesIO(b.getvalue())).read("q"))
for f in [lambda: zipfile.ZipFile("missing.zip"), lambda: zipfile.ZipFile("out/b.bin"), lambda: zipfile.ZipFile("a.zip", "q")]:
    try:
        f()
    except Exception as e:
        print(type(e), e)
