package std

import (
	"crypto/md5"
	pbkdf "crypto/pbkdf2"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha3"
	"crypto/sha512"
	"encoding/hex"
	"hash"
	"strings"

	"kerash/interp/object"
)

// digests are the hash functions by name.
var digests = map[string]func() hash.Hash{
	"sha3_224": func() hash.Hash { return sha3.New224() }, "sha3_256": func() hash.Hash { return sha3.New256() },
	"sha3_384": func() hash.Hash { return sha3.New384() }, "sha3_512": func() hash.Hash { return sha3.New512() },
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
		object.Method("copy(self)", "A hash that goes on from here.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			d := a.Self().(*digest)
			c, ok := d.Hash.(hash.Cloner)
			if !ok {
				return nil, object.ValueErrorf("the hash cannot be copied")
			}
			h, err := c.Clone()
			if err != nil {
				return nil, object.ValueErrorf("%v", err)
			}
			return &digest{d.name, h}, nil
		}),
		object.Getter("block_size", "bytes that are taken at a time", func(th *object.Thread, self object.Value) (object.Value, error) {
			return self.(*digest).BlockSize(), nil
		}),
		object.Getter("name", "the function", func(th *object.Thread, self object.Value) (object.Value, error) { return self.(*digest).name, nil }),
		object.Getter("digest_size", "bytes of the hash", func(th *object.Thread, self object.Value) (object.Value, error) { return self.(*digest).Size(), nil }),
	}
}}

func (d *digest) add(v object.Value) error {
	switch v := v.(type) {
	case string:
		return object.TypeErrorf("Strings must be encoded before hashing")
	default:
		if b, ok := bufferOf(v); ok {
			_, err := d.Write([]byte(b))
			return err
		}
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
		}), pbkdf2(), algorithms("algorithms_available"), algorithms("algorithms_guaranteed")}
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

// algorithms is the set of the names of the hash functions.
func algorithms(name string) object.Member {
	set := object.NewSet()
	for n := range digests {
		// Adding a string to a set cannot fail.
		_ = set.Add(nil, n)
	}
	return object.Const(name, set)
}

func pbkdf2() object.Member {
	return object.Fun("pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None)", "A key of a password.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
		f, ok := digests[a.Str("hash_name")]
		if !ok {
			return nil, object.ValueErrorf("unsupported hash type %s", a.Str("hash_name"))
		}
		password, err := dataArg(a.Value("password"))
		if err != nil {
			return nil, err
		}
		salt, err := dataArg(a.Value("salt"))
		if err != nil {
			return nil, err
		}
		key, err := pbkdf.Key(f, password, []byte(salt), a.Int("iterations"), a.IntOr("dklen", f().Size()))
		if err != nil {
			return nil, object.ValueErrorf("%v", err)
		}
		return object.Bytes(key), nil
	})
}
