print('a,b,,c'.split(','), 'a b  c'.split(), ' a b '.split(' '), 'a,b,c'.split(',', 1), 'a,b,c'.rsplit(',', 1), 'abc'.partition('b'), 'abc'.rpartition('z'), 'a\nb\r\nc'.splitlines(), 'a\nb'.splitlines(True), ''.split(), ''.split(','))
print('abc'.center(10,'*'), 'abc'.ljust(5)+'|', 'abc'.rjust(5), '42'.zfill(5), '-42'.zfill(5), 'x'.center(4,'-'))
print('Hello World'.swapcase(), 'hello wORLD'.title(), 'hELLO'.capitalize(), "they're".title(), 'ß'.upper(), 'ẞ'.lower(), 'ß'.casefold(), 'ǅ'.swapcase())
print('abcabc'.find('c'), 'abcabc'.rfind('c'), 'abc'.find('z'), 'abcabc'.index('b', 2), 'abcabc'.count('bc'), 'aaa'.count('aa'), 'abc'.count(''), 'abc'.startswith(('x','a')), 'abc'.endswith('bc', 1), 'abc'.startswith('b', 1, 2))
print('  x '.strip()+'|', 'xxabcxx'.strip('x'), 'abcba'.lstrip('ab'), 'abcba'.rstrip('ab'), 'prefix_x'.removeprefix('prefix_'), 'x.py'.removesuffix('.py'))
print('abc'.replace('b','X'), 'aaa'.replace('a','b',2), 'abc'.replace('','-'), 'a-b'.translate(str.maketrans('a-','xy')), 'abc'.translate({97: None, 98: 'BB'}), str.maketrans({'a': 1}), 'abc'.translate(str.maketrans('a','b','c')))
print('abc'.isalpha(), '12'.isdigit(), '²'.isdigit(), '²'.isdecimal(), '½'.isnumeric(), 'aB1'.isalnum(), 'ab'.islower(), 'AB'.isupper(), ' \t'.isspace(), 'Ab Cd'.istitle(), 'a_1'.isidentifier(), 'é'.isascii(), ''.isalpha(), 'a\n'.isprintable())
print('a\tb'.expandtabs(4), '-'.join('abc'), ','.join(map(str,[1,2])), 'abc'.encode(), 'é'.encode('utf-8'), 'é'.encode('latin-1'), 'é'.encode('ascii','replace'), 'é'.encode('ascii','ignore'), 'é'.encode('ascii','xmlcharrefreplace'), 'é'.encode('ascii','backslashreplace'))
print(b'abc'[0], b'abc'[1:], b'a' + b'b', b'ab'*2, b'abc'.decode(), bytes([1,255]), bytes(3), bytearray(b'ab'), bytes('é','utf8'), b'\x00\n\t\'"', b"'", b'abc'.hex(), b'abc'.hex('-'), bytes.fromhex('61 62'), b'a,b'.split(b','), b'abc'.find(b'c'), 97 in b'abc', b'ab' in b'abc', b'Ab'.upper(), list(b'ab'), b'abc' < b'abd', b'a' == 'a')
ba = bytearray(b'hello'); ba[0] = 72; ba.append(33); ba.extend(b'xy'); ba[1:3] = b'EE'; del ba[-1]; print(ba, bytes(ba), ba.pop(), ba.decode(), len(ba), ba.find(b'l'), ba[::-1])
for s in ["'é'.encode('ascii')", "b'\\xff'.decode()", "'a'.join([1])", "'a'.join(5)", "'abc'.index('z')", "'a'.split('')", "'a'.center()", "'a'.ljust('x')", "'a'.center(5,'ab')", "'a'.replace('a')", "'a'.zfill()", "'a'.startswith(1)", "'a'.startswith([1])", "bytes([256])", "bytes('a')", "bytes(-1)", "bytearray(b'a')[5]", "b'a' + 'a'", "'a' + b'a'", "b'a'.join(['a'])", "int(b'12')", "'a'.encode('foo')", "'a'.foo()", "''.join(None)", "'a' in 5", "5 in 'a'", "str(b'a', 'utf8')", "str(1, 'utf8')", "'%s' 5", "'abc' 'def'", "'a'.count(1)", "'x'.partition('')", "str.upper(5)", "str.maketrans('a')", "str.maketrans('ab','c')", "chr(97).isalpha", "bytes.fromhex('6')", "bytearray(b'a').append(300)"]:
    try: print(s, eval(s)) if 'isalpha' not in s else None
    except Exception as e: print(s, '->', type(e).__name__, e)
print(repr('a\'b'), repr('a"b'), repr('a\'"b'), repr('\n\t\\\x00\x7f\x80\xa0\u200bé😀'), ascii('é\u1234😀'))
print(r'\n', 'a' 'b', '''x
y''', '\x41\u0042\101', "a\
b")
