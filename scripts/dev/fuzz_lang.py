#!/usr/bin/env python3
"""Differential fuzzer of the language: random expressions and statements over
Python values in kerash and in CPython.

usage: scripts/dev/fuzz_lang.py [--seed N] [--rounds R] [--lines L] [--kerash EXE] [--python EXE]

Each round writes one program of many small texts, each run by exec: arithmetic,
slices, formats, string methods, comprehensions, containers, exceptions,
unpacking, classes and generators. What each printed, or the class and message
of its error, must be the same in both. Needs Python 3.11 (--python). Exit
status 1 when a difference was found.
"""
import argparse, os, random, re, subprocess, sys, tempfile

INTS = ['0', '1', '-1', '2', '3', '-7', '10', '255', '2**31', '2**63', '-2**64', '10**20', 'True', 'False']
FLOATS = ['0.0', '-0.0', '1.5', '-2.25', '1e16', '1e-7', '123456.789', "float('inf')", "float('nan')", '0.1', '2.5', '1e308']
STRS = ["''", "'a'", "'Hello World'", "'  pad '", "'1,2,,3'", "'é€😀'", "'tab\\tnew\\n'", "'ABCabc123'", "'x=1'", "b'bytes'", "'ß'", "'-42'"]
LISTS = ['[]', '[1, 2, 3]', '[3, 1, 2, 1]', "['b', 'a']", '(1, 2)', '()', '(0,)', 'list(range(7))', 'range(5)', 'range(9, 0, -2)', "[1, 'a', None]", '[[1, 2], [3]]']
SETS = ['set()', '{1, 2, 3}', '{2, 3, 4}', "frozenset({1, 2})", "{'a'}"]
DICTS = ['{}', "{'a': 1}", "{1: 'x', 2: 'y'}", "{'k': [1], 'm': {}}"]
METHODS = ['upper()', 'lower()', 'title()', 'swapcase()', 'capitalize()', 'casefold()', 'split()', "split(',')", "split('l', 1)", "rsplit(None, 1)", 'splitlines()',
           "partition('o')", "rpartition('l')", 'strip()', "strip('Hd')", "lstrip()", "find('l')", "rfind('l')", "index('z')", "count('l')", "replace('l', 'L', 1)",
           "center(15, '*')", 'ljust(12)', 'rjust(3)', 'zfill(8)', "startswith(('H', 'a'))", "endswith('d')", 'isdigit()', 'isalpha()', 'isidentifier()', 'isspace()',
           'istitle()', 'isupper()', 'encode()', "encode('ascii', 'replace')", "encode('latin-1')", "join(['1', '2'])", 'join([1])', "translate({97: 'X', 98: None})",
           'expandtabs(4)', "removeprefix('He')", "removesuffix('ld')", 'format(1, 2)', 'isprintable()', 'isascii()', 'isnumeric()', '__len__()', 'nope()']
SPECS = ['', 'd', 'x', '#x', 'b', 'o', 'e', '.3e', 'f', '.2f', 'g', '.4g', '%', '.1%', 'n', 'c', 's', '>10', '<10', '^10', '*^12', '+', ' ', '010', '+010.3f', ',', '_', ',.2f', '#b', '_x', '=+8', '.0f', '#.0f', '.10', '5', '!', '.', 'z.1f', '08b', '^', '<<5']
PERCENT = ['d', 'i', '5d', '-5d', '05d', '+d', 's', 'r', 'a', '10s', '-10s', '.2s', 'x', '#x', 'X', 'o', 'e', '.2e', 'f', '.1f', '8.3f', 'g', '.3g', 'c', '%', 'q', '*d']
BINOPS = ['+', '-', '*', '/', '//', '%', '**', '<<', '>>', '&', '|', '^', '<', '<=', '==', '!=', '>', '>=', 'in', 'not in', 'is', 'and', 'or', '@']
FUNCS = ['abs', 'len', 'sum', 'min', 'max', 'sorted', 'list', 'tuple', 'set', 'dict', 'str', 'repr', 'int', 'float', 'bool', 'complex', 'bytes', 'hex', 'oct', 'bin', 'chr', 'ord',
         'round', 'any', 'all', 'reversed', 'enumerate', 'iter', 'next', 'ascii', 'type', 'callable', 'divmod', 'frozenset', 'bytearray', 'zip']
STATEMENTS = [
    'a, *b, c = {L}\nprint(a, b, c)', 'a, b = {L}\nprint(a, b)', 'x = list({L})\nx[{i}:{i}] = {L}\nprint(x)', 'x = list({L})\ndel x[{i}]\nprint(x)',
    'x = list({L})\nx[::{i}] = {L}\nprint(x)', 'x = {V}\nx += {V}\nprint(x)', 'x = {V}\nx *= {I}\nprint(x)', 'for i, v in enumerate({L}):\n    if i == 2: break\n    print(v)\nelse: print("all")',
    'try:\n    print({E})\nexcept (TypeError, ValueError) as e: print("caught", e)\nfinally: print("end")', 'try:\n    raise {X}({V})\nexcept Exception as e: print(repr(e), e.args)',
    'def g():\n    r = yield {V}\n    print(r)\n    yield from {L}\nprint(list(g()))', 'def f(a, b={V}, *c, k={V}, **d): return a, b, c, k, d\nprint(f({V}, {V}, k={V}))',
    'def f(a, /, b, *, c): return a\nprint(f({I}, {V}))', 'print([x for x in {L} if x])', 'print({{x: y for x, y in zip({L}, {L})}})', 'print({{str(x) for x in {L}}} == set())',
    'print((y := {V}), y)', 'match {V}:\n    case int(): print("int")\n    case [a, *_]: print("seq", a)\n    case {{"a": v}}: print("map", v)\n    case str() as s: print("str", s)\n    case _: print("other")',
    'class A:\n    x = {V}\n    def __getattr__(self, n): return n\n    def __eq__(self, o): return {V}\nprint(A().x, A().y, A() == 1)', 'd = dict({D})\nprint(d.pop({V}, None), d.get({V}), d.setdefault({V}, 1), d)',
    'x = {L}\nprint(x[{i}], x[{i}:], x[:{i}], x[::{i}])', 'print(*{L}, sep={S})', 'print(f"{{{V}!r:>12}}|{{{V}}}")', 'x = {SET}\nprint(sorted(x {o} {SET}))', 'while True:\n    x = {V}\n    break\nelse: x = 0\nprint(x)',
    'assert {V}, {V}\nprint("ok")', 'print(sorted({L}, key=lambda v: -v))', 'print({V} if {V} else {V})', 'import functools\nprint(functools.reduce(lambda a, b: (a, b), {L}))', 'print(dict(zip({S}, {L})), {D} | {D})',
]


class Gen:
    def __init__(self, rnd):
        self.r = rnd

    def value(self, depth=0):
        if depth > 0 and self.r.random() < .5:
            return self.expr(depth - 1)
        return self.r.choice(self.r.choice([INTS, INTS, FLOATS, STRS, STRS, LISTS, SETS, DICTS, ['None', '...', '1j']]))

    def expr(self, depth=2):
        r, k = self.r, self.r.random()
        if k < .35:
            op = r.choice(BINOPS)
            b = r.choice(['2', '3', '0', '-1', '0.5']) if op in ('**', '<<') else self.value(depth)
            return f'({self.value(depth if op not in ("**", "<<", "*") else 0)} {op} {b})'
        if k < .5:
            return f'{r.choice(STRS)}.{r.choice(METHODS)}'
        if k < .62:
            return f'format({self.value()}, {r.choice(SPECS)!r})'
        if k < .7:
            return f"'%{r.choice(PERCENT)}' % ({self.value()},)"
        if k < .8:
            return f'{r.choice(LISTS + STRS)}[{r.choice(["::-1", "1:", ":-1", "-1", "1::2", "9:", "5", "0", "None", "1:2:0"])}]'
        if k < .84:
            return f'{r.choice(["-", "+", "~", "not "])}{self.value()}'
        f = r.choice(FUNCS)
        args = self.value(depth) + (', ' + self.value() if f in ('divmod', 'round', 'zip') or r.random() < .15 else '')
        return f'{f}({args})'

    def line(self):
        if self.r.random() < .55:
            return f'print({self.expr()})'
        fill = {'L': lambda: self.r.choice(LISTS + STRS), 'V': self.value, 'I': lambda: self.r.choice(['0', '2', '-1', '3', '1.5']), 'i': lambda: str(self.r.randint(-3, 3)), 'E': self.expr,
                'D': lambda: self.r.choice(DICTS), 'S': lambda: self.r.choice(STRS), 'SET': lambda: self.r.choice(SETS), 'o': lambda: self.r.choice('|&^-'),
                'X': lambda: self.r.choice(['ValueError', 'KeyError', 'OSError', 'StopIteration', 'RuntimeError', 'int'])}
        text = re.sub(r'\{(\w+)\}', lambda m: fill[m.group(1)]() if m.group(1) in fill else m.group(0), self.r.choice(STATEMENTS).replace('{{', '\0').replace('}}', '\1').replace('{\0', '\0{'))
        return text.replace('\0', '{').replace('\1', '}')


# Addresses, and sets, whose order may differ, are shown alike.
HEAD = '''
import re, io, contextlib
def run(i, text):
    out = io.StringIO()
    try:
        with contextlib.redirect_stdout(out):
            exec(text, {})
    except Exception as e:
        out.write("error " + type(e).__name__ + " " + str(e))
    print("#%d" % i, ascii(re.sub("0x[0-9a-f]+", "0x", out.getvalue())[:2000]))
'''


def main():
    ap = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    ap.add_argument('--seed', type=int, default=0)
    ap.add_argument('--rounds', type=int, default=1)
    ap.add_argument('--lines', type=int, default=500)
    ap.add_argument('--kerash', default='')
    ap.add_argument('--python', default='python3')
    a = ap.parse_args()
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    tmp = tempfile.mkdtemp()
    exe = a.kerash or os.path.join(tmp, 'kerash')
    if not a.kerash:
        subprocess.run(['go', 'build', '-o', exe, './cmd/kerash'], cwd=root, check=True)
    env = dict(os.environ, PYTHONHASHSEED='0', PYTHONWARNINGS='ignore')
    bad = total = 0
    for seed in range(a.seed, a.seed + a.rounds):
        gen = Gen(random.Random(seed))
        texts = [gen.line() for _ in range(a.lines)]
        path = os.path.join(tmp, f'round{seed}.py')
        with open(path, 'w') as f:
            f.write(HEAD + '\n'.join(f'run({i}, {t!r})' for i, t in enumerate(texts)) + '\n')
        answers = [dict(re.findall(r'^#(\d+) (.*)$', subprocess.run([x, path], capture_output=True, text=True, env=env, timeout=300).stdout, re.M)) for x in (a.python, exe)]
        for i, t in enumerate(texts):
            want, got = answers[0].get(str(i)), answers[1].get(str(i))
            total += 1
            if want != got and 'error SyntaxError' not in (want or ''):
                bad += 1
                print(f'seed {seed} #{i}\n{t}\n  python {want}\n  kerash {got}')
    print(f'{bad} of {total} differ')
    sys.exit(bad > 0)


if __name__ == '__main__':
    main()
