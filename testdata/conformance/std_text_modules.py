import weakref
class A: pass
a = A(); r = weakref.ref(a); print(r() is a, weakref.WeakValueDictionary(x=a)['x'] is a, r == weakref.ref(a))
try: weakref.ref(5)
except TypeError as e: print(e)
s = weakref.WeakSet(); s.add(a); print(len(s), a in s); d = weakref.WeakKeyDictionary(); d[a] = 1; print(d[a], len(d))
from urllib.parse import *
u = urlparse('https://user:pw@Example.com:8080/a/b;p?q=1&r=2#frag')
print(u, u.hostname, u.port, u.username, u.password, u.geturl(), u[1], urlsplit('http://x/y?z'))
print(quote('a b/c?é'), quote_plus('a b/c'), unquote('a%20b%C3%A9'), unquote_plus('a+b'), urlencode({'a': 1, 'b': 'x y'}), urlencode([('a', [1, 2])], doseq=True), parse_qs('a=1&a=2&b='), parse_qsl('a=1&b=2'))
print(urljoin('http://a/b/c/d', '../e'), urljoin('http://a/b/', 'c'), urljoin('http://a/b', '/x'), urljoin('http://a/b', 'http://c/d'), urljoin('http://a/b/c', '?q=1'), urlunparse(('http', 'h', '/p', '', 'q', 'f')), urlunsplit(('', 'h', 'p', '', '')))
import urllib.parse; print(urllib.parse.quote('x y'))
import shlex, html
print(shlex.split("a 'b c' \"d \\\" e\" f\\ g"), shlex.quote("it's"), shlex.quote('ok'), shlex.join(['a b', 'c']), html.escape('<a href="x">\'&'), html.unescape('&lt;&eacute;&#39;&amp;'))
try: shlex.split("'a")
except ValueError as e: print(e)
