package std

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"hash"
	"math/big"

	"kerash/interp/object"
)

// digestMaker finds a hash function by its name, a function of hashlib or a hash.
func digestMaker(v object.Value) (string, func() hash.Hash, error) {
	name, ok := v.(string)
	if !ok {
		name, _ = object.FuncName(v)
	}
	if f, ok := digests[name]; ok {
		return name, f, nil
	}
	return "", nil, object.ValueErrorf("unsupported hash type %s", name)
}

func sameDigest(a *object.Bound) (object.Value, error) {
	x, err := textArg(a.At(0))
	if err != nil {
		return nil, err
	}
	y, err := textArg(a.At(1))
	return subtle.ConstantTimeCompare([]byte(x), []byte(y)) == 1, err
}

func hmacModule() *object.Module {
	keyed := func(key, method object.Value) (*digest, error) {
		k, err := dataArg(key)
		if err != nil {
			return nil, object.TypeErrorf("key: expected bytes or bytearray, but got '%s'", object.TypeName(key))
		}
		name, f, err := digestMaker(method)
		if err != nil {
			return nil, err
		}
		return &digest{"hmac-" + name, hmac.New(f, []byte(k))}, nil
	}
	return &object.Module{Name: "hmac", Doc: "Hashes with a key.", Members: func() []object.Member {
		return []object.Member{
			object.Fun("new(key, msg=None, digestmod='')", "A hash with a key.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				if a.Value("digestmod") == "" {
					return nil, object.TypeErrorf("Missing required argument 'digestmod'.")
				}
				d, err := keyed(a.At(0), a.Value("digestmod"))
				if err == nil && a.At(1) != nil {
					err = d.add(a.At(1))
				}
				return d, err
			}),
			object.Fun("digest(key, msg, digest)", "The hash of a message with a key, as bytes.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				d, err := keyed(a.At(0), a.At(2))
				if err == nil {
					err = d.add(a.At(1))
				}
				if err != nil {
					return nil, err
				}
				return object.Bytes(d.Sum(nil)), nil
			}),
			object.Fun("compare_digest(a, b, /)", "Whether two hashes are equal, in a time that does not tell where they differ.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return sameDigest(a)
			}),
		}
	}}
}

// randomBytes are bytes that nobody can foretell.
func randomBytes(n int) []byte {
	b := make([]byte, n)
	// The reader of crypto/rand never fails.
	_, _ = rand.Read(b)
	return b
}

func secretsModule() *object.Module {
	return &object.Module{Name: "secrets", Doc: "Random values that nobody can foretell.", Members: func() []object.Member {
		token := func(name, doc string, f func(b []byte) object.Value) object.Member {
			return object.Fun(name+"(nbytes=None)", doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
				n := a.IntOr("nbytes", 32)
				if n < 0 {
					return nil, object.ValueErrorf("negative argument not allowed")
				}
				return f(randomBytes(n)), nil
			})
		}
		below := func(n *big.Int) (object.Value, error) {
			if n.Sign() <= 0 {
				return nil, object.ValueErrorf("Upper bound must be positive.")
			}
			x, err := rand.Int(rand.Reader, n)
			if err != nil {
				return nil, object.RuntimeErrorf("%v", err)
			}
			return object.IntValue(x), nil
		}
		return []object.Member{
			token("token_bytes", "Random bytes.", func(b []byte) object.Value { return object.Bytes(b) }),
			token("token_hex", "Random bytes in hexadecimal.", func(b []byte) object.Value { return hex.EncodeToString(b) }),
			token("token_urlsafe", "Random bytes in base 64, for addresses.", func(b []byte) object.Value { return base64.RawURLEncoding.EncodeToString(b) }),
			object.Fun("randbelow(exclusive_upper_bound)", "A random int from 0 up to a bound.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				n, err := object.AsBig(th, a.At(0))
				if err != nil {
					return nil, err
				}
				return below(n)
			}),
			object.Fun("randbits(k)", "A random int of some bits.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return below(new(big.Int).Lsh(big.NewInt(1), uint(max(0, a.Int("k")))))
			}),
			object.Fun("choice(seq)", "A random value of a sequence.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				n, err := object.Len(th, a.At(0))
				if err == nil && n == 0 {
					err = object.IndexErrorf("Cannot choose from an empty sequence")
				}
				if err != nil {
					return nil, err
				}
				i, err := below(big.NewInt(int64(n)))
				if err != nil {
					return nil, err
				}
				return object.Index(th, a.At(0), i)
			}),
			object.Fun("compare_digest(a, b, /)", "Whether two secrets are equal, in a time that does not tell where they differ.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return sameDigest(a)
			}),
		}
	}}
}
