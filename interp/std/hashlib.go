package std

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"hash"
	"strings"

	"kerash/interp/object"
)

// digests are the hash functions by name.
var digests = map[string]func() hash.Hash{
	"md5": md5.New, "sha1": sha1.New, "sha224": sha256.New224, "sha256": sha256.New, "sha384": sha512.New384, "sha512": sha512.New,
}

// digest is a hash in the making.
type digest struct {
	name string
	hash.Hash
}

// PyClass is HASH.
func (*digest) PyClass() *object.Class { return digestClass }

var digestClass = &object.Class{Name: "HASH", Module: "_hashlib", Doc: "A hash in the making.", Final: true, Members: func() []object.Member {
	return []object.Member{
		object.Method("update(self, data, /)", "Adds bytes.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return nil, a.Self().(*digest).add(a.At(1))
		}),
		object.Method("digest(self)", "The hash as bytes.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return object.Bytes(a.Self().(*digest).Sum(nil)), nil
		}),
		object.Method("hexdigest(self)", "The hash in hexadecimal.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return hex.EncodeToString(a.Self().(*digest).Sum(nil)), nil
		}),
		object.Getter("name", "the function", func(th *object.Thread, self object.Value) (object.Value, error) { return self.(*digest).name, nil }),
		object.Getter("digest_size", "bytes of the hash", func(th *object.Thread, self object.Value) (object.Value, error) { return self.(*digest).Size(), nil }),
	}
}}

func (d *digest) add(v object.Value) error {
	switch v := v.(type) {
	case object.Bytes:
		_, err := d.Write([]byte(v))
		return err
	case string:
		return object.TypeErrorf("Strings must be encoded before hashing")
	}
	return object.TypeErrorf("object supporting the buffer API required")
}

func newDigest(name string, data object.Value) (object.Value, error) {
	f, ok := digests[name]
	if !ok {
		return nil, object.ValueErrorf("unsupported hash type %s", name)
	}
	d := &digest{name, f()}
	return d, d.add(data)
}

func hashlibModule() *object.Module {
	return &object.Module{Name: "hashlib", Doc: "Hashes of bytes.", Members: func() []object.Member {
		members := []object.Member{object.Fun("new(name, data=<no bytes>)", "A hash by the name of its function.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			if !a.Given("data") {
				return newDigest(a.Str("name"), object.Bytes(""))
			}
			return newDigest(a.Str("name"), a.At(1))
		})}
		for name := range digests {
			members = append(members, object.Fun(name+"(string=<no bytes>, *, usedforsecurity=True)", "A "+strings.ToUpper(name)+" hash.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				if !a.Given("string") {
					return newDigest(name, object.Bytes(""))
				}
				return newDigest(name, a.At(0))
			}))
		}
		return members
	}}
}

func base64Module() *object.Module {
	return &object.Module{Name: "base64", Doc: "Bytes as letters and digits.", Members: func() []object.Member {
		encode := func(name, doc string, e *base64.Encoding) object.Member {
			return object.Fun(name+"(s)", doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
				b, ok := a.At(0).(object.Bytes)
				if !ok {
					return nil, object.TypeErrorf("a bytes-like object is required, not '%s'", object.TypeName(a.At(0)))
				}
				return object.Bytes(e.EncodeToString([]byte(b))), nil
			})
		}
		decode := func(name, doc string, e *base64.Encoding) object.Member {
			return object.Fun(name+"(s, altchars=None, validate=False)", doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
				text := ""
				switch v := a.At(0).(type) {
				case object.Bytes:
					text = string(v)
				case string:
					text = v
				default:
					return nil, object.TypeErrorf("argument should be a bytes-like object or ASCII string, not '%s'", object.TypeName(v))
				}
				b, err := e.DecodeString(strings.NewReplacer("\n", "", "\r", "").Replace(text))
				if err != nil {
					return nil, object.Errorf(object.ValueError, "Incorrect padding")
				}
				return object.Bytes(b), nil
			})
		}
		return []object.Member{
			encode("b64encode", "Bytes in base 64.", base64.StdEncoding), decode("b64decode", "The bytes of a text in base 64.", base64.StdEncoding),
			encode("urlsafe_b64encode", "Bytes in base 64, for addresses.", base64.URLEncoding), decode("urlsafe_b64decode", "The bytes of such a text.", base64.URLEncoding),
		}
	}}
}

func numbersModule() *object.Module {
	return &object.Module{Name: "numbers", Doc: "Abstract classes of numbers, for isinstance.", Members: func() []object.Member {
		number := func(name string, classes ...*object.Class) object.Member {
			return object.Const(name, &object.Class{Name: name, Module: "numbers", Doc: "Numbers, for isinstance.", Marker: true, Includes: func(c *object.Class) bool {
				for _, k := range classes {
					if c.IsSubclass(k) {
						return true
					}
				}
				return false
			}})
		}
		return []object.Member{
			number("Number", object.IntClass, object.FloatClass, object.ComplexClass), number("Complex", object.IntClass, object.FloatClass, object.ComplexClass),
			number("Real", object.IntClass, object.FloatClass), number("Rational", object.IntClass), number("Integral", object.IntClass),
		}
	}}
}
