l = list(range(10))
l[2:5] = 'xy'; print(l)
l[::2] = [0]*len(l[::2]); print(l)
del l[1::3]; print(l)
l[5:1] = [7]; print(l)
l[-3:] = []; print(l)
del l[:]; print(l)
l = [1,2,3]; l[1:1] = [9,9]; print(l); l[10:] = [4]; print(l)
for s in ['l[::2] = [1]', 'l[5] = 1', 'del l[9]', 'l["a"] = 1', 'l[0:2] = 5', 'l[::0]', 'l.remove(77)', 'l.index(77)', 'l.pop(50)', '[].pop()', 'l.insert(1)', 'l.sort(5)', 'l.append()', 'l.extend(5)', 'l.index(1,2,3,4)', 'l.pop("a")', 'l.sort(foo=1)', 'l.reverse(1)', 'l.count()', '(1,)[0] ', 'del (1,)[0]', '"abc"[1]; "abc".x = 1', 'del "abc"[0]', 'range(3)[0:2] = 1', '{}.pop("a")', '{}.popitem()', '{}.update(5)', '{}.update([1])', '{}.update([(1,2,3)])', '{}.setdefault()', 'dict.fromkeys(5)', '{1,2}.remove(5)', 'set().pop()', '{1}.add([])', '{1}.update(5)', '{1} <= [1]', 'frozenset([1]).add(2)', '{1}.union(5)', '{}.get()', '{[]:1}', 'for i in d: d[i+1] = 1', 'for i in s1: s1.add(i+10)']:
    d = {1: 1}; s1 = {1}
    try: exec(s); print('ok', s)
    except Exception as e: print(s, '->', type(e).__name__, e)
print(sorted([(1,'b'),(1,'a'),(0,'z')], key=lambda t: t[0]), sorted('bAc', key=str.lower), sorted([3,1,2], key=lambda x: -x, reverse=True))
d = {'a': 1, 'b': 2}
print(d | {'c': 3}, d.keys() & {'a'}, d.items() ^ {('a', 1)}, d.keys() - ['b'], list(d.values()), d.keys() == {'a','b'}, {'a'} < d.keys())
d |= [('z', 9)]; print(d, d.pop('q', None), d.setdefault('n', []), d.popitem(), dict.fromkeys('ab', 0), dict(zip('ab', [1,2])), dict(a=1, **{'b': 2}))
print(list(reversed(d)), list(reversed(d.items())), next(iter(d.items())), d.copy() is d, d == dict(d), ('a' in d, 'zz' not in d))
print({1,2,3} ^ {3,4}, {1,2} - {2}, {1}.isdisjoint({2}), {1,2}.issuperset([1]), {1}.symmetric_difference([2]), {3,1} == frozenset([1,3]), {1} < {1,2}, {1,2} >= {1})
x = []; x.append(x); print(x, [x]); y = {}; y['y'] = y; print(y); t = ([],); t[0].append(t); print(t)
