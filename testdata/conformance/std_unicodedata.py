import unicodedata
print("\N{BULLET} \N{greek small letter alpha} \N{LATIN SMALL LETTER E WITH ACUTE}", f"x\N{BULLET}{1+1}\N{DEGREE SIGN}", r"\N{x}", rf"\N{1}")
for c in "aZ5½²Ⅻ中é\n €😀가\u0301(<": print(repr(c), unicodedata.name(c, None), unicodedata.category(c), unicodedata.bidirectional(c), unicodedata.combining(c), unicodedata.east_asian_width(c), unicodedata.mirrored(c), unicodedata.decomposition(c), unicodedata.numeric(c, None), unicodedata.digit(c, None))
try: eval(r"'\N{NOPE NAME}'")
except SyntaxError as e: print(e.msg)
try: eval(r"'\N'")
except SyntaxError as e: print(e.msg)
print(unicodedata.normalize("NFD", "é").encode(), unicodedata.lookup("SNOWMAN"), unicodedata.normalize("NFKC", "ﬁ①"))
