package std

import (
	"crypto/md5"
	"crypto/sha1"
	"encoding/binary"
	"encoding/hex"
	"math/big"
	"strings"
	"time"

	"kerash/interp/object"
)

// uuid is an identifier of 128 bits.
type uuid [16]byte

var uuidClass = &object.Class{Name: "UUID", Module: "uuid", Doc: "An identifier of 128 bits.",
	Signature: "UUID(hex=None, bytes=None, bytes_le=None, fields=None, int=None, version=None, *, is_safe=None)", Final: true}

// PyClass is UUID.
func (*uuid) PyClass() *object.Class { return uuidClass }

func (u *uuid) String() string {
	h := hex.EncodeToString(u[:])
	return h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]
}

// stamp marks the version.
func (u *uuid) stamp(version int) *uuid {
	u[6] = u[6]&0x0f | byte(version)<<4
	u[8] = u[8]&0x3f | 0x80
	return u
}

func newUUID(th *object.Thread, a *object.Bound) (*uuid, error) {
	u := &uuid{}
	given := 0
	for _, name := range []string{"hex", "bytes", "bytes_le", "fields", "int"} {
		if a.Has(name) {
			given++
		}
	}
	if given != 1 {
		return nil, object.TypeErrorf("one of the hex, bytes, bytes_le, fields, or int arguments must be given")
	}
	switch {
	case a.Has("hex"):
		text := strings.NewReplacer("urn:", "", "uuid:", "").Replace(a.Str("hex"))
		text = strings.ReplaceAll(strings.Trim(text, "{}"), "-", "")
		b, err := hex.DecodeString(text)
		if len(text) != 32 {
			return nil, object.ValueErrorf("badly formed hexadecimal UUID string")
		}
		if err != nil {
			shown, rerr := object.Repr(th, text)
			if rerr != nil {
				return nil, rerr
			}
			return nil, object.ValueErrorf("invalid literal for int() with base 16: %s", shown)
		}
		copy(u[:], b)
	case a.Has("bytes"), a.Has("bytes_le"):
		name := "bytes"
		if a.Has("bytes_le") {
			name = "bytes_le"
		}
		b, ok := object.AsBytes(a.Value(name))
		if !ok || len(b) != 16 {
			return nil, object.ValueErrorf("%s is not a 16-char string", name)
		}
		copy(u[:], b)
		if name == "bytes_le" {
			*u = u.swapped()
		}
	case a.Has("int"):
		n, err := object.AsBig(th, a.Value("int"))
		if err != nil {
			return nil, err
		}
		if n.Sign() < 0 || n.BitLen() > 128 {
			return nil, object.ValueErrorf("int is out of range (need a 128-bit value)")
		}
		n.FillBytes(u[:])
	default:
		f := a.Ints("fields")
		if len(f) != 6 {
			return nil, object.ValueErrorf("fields is not a 6-tuple")
		}
		binary.BigEndian.PutUint32(u[:], uint32(f[0]))
		binary.BigEndian.PutUint16(u[4:], uint16(f[1]))
		binary.BigEndian.PutUint16(u[6:], uint16(f[2]))
		u[8], u[9] = byte(f[3]), byte(f[4])
		for i := range 6 {
			u[10+i] = byte(f[5] >> (40 - 8*i))
		}
	}
	if a.Has("version") {
		v := a.Int("version")
		if v < 1 || v > 5 {
			return nil, object.ValueErrorf("illegal version number")
		}
		u.stamp(v)
	}
	return u, nil
}

// swapped has the first three fields in the other byte order.
func (u *uuid) swapped() uuid {
	s := *u
	s[0], s[1], s[2], s[3] = u[3], u[2], u[1], u[0]
	s[4], s[5], s[6], s[7] = u[5], u[4], u[7], u[6]
	return s
}

func init() {
	c := uuidClass
	c.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		a, err := cls.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		return newUUID(th, a)
	}
	c.Repr = func(th *object.Thread, self object.Value) (string, error) {
		return "UUID('" + self.(*uuid).String() + "')", nil
	}
	c.Str = func(th *object.Thread, self object.Value) (string, error) { return self.(*uuid).String(), nil }
	c.Hash = func(th *object.Thread, self object.Value) (int, error) { return object.Hash(th, self.(*uuid).number()) }
	c.Compare = func(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
		x, ok := a.(*uuid)
		y, ok2 := b.(*uuid)
		if !ok || !ok2 {
			return object.NotImplemented, nil
		}
		return object.Compare(th, op, string(x[:]), string(y[:]))
	}
	c.Members = func() []object.Member {
		get := func(name, doc string, f func(u *uuid) object.Value) object.Member {
			return object.Getter(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) { return f(self.(*uuid)), nil })
		}
		return []object.Member{
			get("hex", "as 32 digits", func(u *uuid) object.Value { return hex.EncodeToString(u[:]) }),
			get("bytes", "as bytes", func(u *uuid) object.Value { return object.Bytes(u[:]) }),
			get("bytes_le", "as bytes, the first fields with their low bytes first", func(u *uuid) object.Value { s := u.swapped(); return object.Bytes(s[:]) }),
			get("int", "as an int", func(u *uuid) object.Value { return u.number() }),
			get("urn", "as a name", func(u *uuid) object.Value { return "urn:uuid:" + u.String() }),
			get("version", "how it was made", func(u *uuid) object.Value {
				if u[8]&0xc0 != 0x80 {
					return nil
				}
				return int(u[6] >> 4)
			}),
			get("variant", "the layout", func(u *uuid) object.Value {
				switch {
				case u[8]&0x80 == 0:
					return "reserved for NCS compatibility"
				case u[8]&0x40 == 0:
					return "specified in RFC 4122"
				case u[8]&0x20 == 0:
					return "reserved for Microsoft compatibility"
				}
				return "reserved for future definition"
			}),
			get("node", "the last 48 bits", func(u *uuid) object.Value { return int(binary.BigEndian.Uint64(u[8:]) & 0xffffffffffff) }),
			get("time_low", "the first 32 bits", func(u *uuid) object.Value { return int(binary.BigEndian.Uint32(u[:])) }),
		}
	}
}

func (u *uuid) number() object.Value { return object.IntValue(new(big.Int).SetBytes(u[:])) }

// uuidSpaces are the namespaces of names.
var uuidSpaces = map[string]string{
	"NAMESPACE_DNS": "6ba7b8109dad11d180b400c04fd430c8", "NAMESPACE_URL": "6ba7b8119dad11d180b400c04fd430c8",
	"NAMESPACE_OID": "6ba7b8129dad11d180b400c04fd430c8", "NAMESPACE_X500": "6ba7b8149dad11d180b400c04fd430c8",
}

func uuidModule() *object.Module {
	return &object.Module{Name: "uuid", Doc: "Identifiers that are unique.", Members: func() []object.Member {
		named := func(name, doc string, version int, sum func(b []byte) []byte) object.Member {
			return object.Fun(name+"(namespace, name)", doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
				space, ok := a.At(0).(*uuid)
				if !ok {
					return nil, object.AttributeErrorf("'%s' object has no attribute 'bytes'", object.TypeName(a.At(0)))
				}
				u := &uuid{}
				copy(u[:], sum(append(space[:], a.Str("name")...)))
				return u.stamp(version), nil
			})
		}
		members := []object.Member{
			object.Const("UUID", uuidClass),
			object.Fun("uuid4()", "A random identifier.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				u := uuid(randomBytes(16))
				return u.stamp(4), nil
			}),
			object.Fun("uuid1(node=None, clock_seq=None)", "An identifier of the time.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				u := uuid(randomBytes(16))
				t := uint64(time.Now().UnixNano()/100) + 0x01b21dd213814000
				binary.BigEndian.PutUint32(u[:], uint32(t))
				binary.BigEndian.PutUint16(u[4:], uint16(t>>32))
				binary.BigEndian.PutUint16(u[6:], uint16(t>>48))
				return u.stamp(1), nil
			}),
			named("uuid3", "The identifier of a name, by MD5.", 3, func(b []byte) []byte { s := md5.Sum(b); return s[:] }),
			named("uuid5", "The identifier of a name, by SHA-1.", 5, func(b []byte) []byte { s := sha1.Sum(b); return s[:16] }),
		}
		for name, text := range uuidSpaces {
			u := &uuid{}
			b, _ := hex.DecodeString(text)
			copy(u[:], b)
			members = append(members, object.Const(name, u))
		}
		return members
	}}
}
