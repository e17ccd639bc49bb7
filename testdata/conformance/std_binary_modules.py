import struct
print(struct.pack('<iHf', 1, 2, 3.5), struct.unpack('<iHf', struct.pack('<iHf', 1, 2, 3.5)), struct.calcsize('bi'), struct.calcsize('=bi'), struct.pack('>q', -2), struct.pack('5s', b'ab'), struct.pack('3p', b'abcd'), struct.pack('?c', True, b'x'), struct.pack('<e', 1.5), struct.unpack('<e', b'\x01\x3c'))
for f in (lambda: struct.pack('i'), lambda: struct.pack('B', 300), lambda: struct.pack('h', 70000), lambda: struct.unpack('i', b'a'), lambda: struct.pack('k', 1), lambda: struct.pack('i', 'a'), lambda: struct.pack('i', 2**40), lambda: struct.pack('f', 'x'), lambda: struct.pack('3'), lambda: struct.pack('Q', -1)):
    try: f()
    except struct.error as e: print(e)
print(list(struct.iter_unpack('<h', b'\x01\x00\x02\x00')), struct.Struct('<2h').size, struct.unpack_from('<h', b'\0\0\5\0', 2)); b = bytearray(4); struct.pack_into('<h', b, 1, 7); print(b)
import binascii, base64, hashlib, hmac
print(binascii.hexlify(b'abc'), binascii.unhexlify('616263'), binascii.crc32(b'hello'), base64.b64encode(b'hello world'), base64.b64decode('aGVsbG8='), base64.b32encode(b'hi'), base64.b16encode(b'hi'), base64.urlsafe_b64encode(b'\xff\xfe'), base64.a85encode(b'test'), base64.encodebytes(b'a' * 60))
for f in (lambda: base64.b64decode('abc'), lambda: base64.b64decode('a'), lambda: binascii.unhexlify('abc'), lambda: binascii.unhexlify('zz'), lambda: base64.b64encode('str'), lambda: hashlib.md5('x'), lambda: hashlib.new('nope')):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
h = hashlib.sha256(b'a'); h2 = h.copy(); h.update(b'b'); print(h.hexdigest(), h2.hexdigest()[:8], h.name, h.digest_size, h.block_size, hashlib.sha3_256(b'').hexdigest()[:10])
print(hmac.new(b'k', b'm', 'sha256').hexdigest(), hmac.compare_digest('a', 'a'), hmac.new(b'k', b'm', hashlib.md5).hexdigest(), hashlib.pbkdf2_hmac('sha256', b'p', b's', 10).hex())
import zlib, gzip, bz2, os, uuid, secrets
d = zlib.compress(b'x' * 100); print(zlib.decompress(d), zlib.crc32(b'abc'), zlib.adler32(b'abc'), gzip.decompress(gzip.compress(b'hello')))
try: zlib.decompress(b'bad!')
except zlib.error as e: print(e)
try: gzip.decompress(b'bad!')
except gzip.BadGzipFile as e: print(e)
with gzip.open('t.gz', 'wt') as f: f.write('line1\nline2\n')
with gzip.open('t.gz', 'rt') as f: print(f.read().splitlines())
with gzip.open('t.gz', 'rb') as f: print(f.read())
os.remove('t.gz')
print(uuid.uuid5(uuid.NAMESPACE_DNS, 'python.org'), uuid.uuid3(uuid.NAMESPACE_DNS, 'python.org'), repr(uuid.UUID('12345678123456781234567812345678')), uuid.UUID(int=5), uuid.uuid4().version, len(str(uuid.uuid1())), uuid.UUID('{12345678-1234-5678-1234-567812345678}').int, uuid.UUID(bytes=b'a' * 16).hex)
try: uuid.UUID('x')
except ValueError as e: print(e)
print(len(secrets.token_hex(8)), len(secrets.token_bytes(4)), secrets.randbelow(1), secrets.choice([5]))
