package std

import (
	crand "crypto/rand"
	"crypto/sha512"
	"encoding/binary"
	"math"
	"math/big"

	"kerash/interp/object"
	"kerash/tensor"
)

func randomModule() *object.Module {
	return &object.Module{Name: "random", Doc: "Random numbers, the same as CPython's for the same seed.", Members: func() []object.Member {
		members := []object.Member{object.Const("Random", randomClass), object.Const("SystemRandom", randomClass)}
		for _, f := range randomFuncs() {
			members = append(members, object.Fun(f.sig(""), f.doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return f.do(object.Get(th, newRandom), a)
			}))
		}
		return members
	}}
}

var randomClass = &object.Class{Name: "Random", Module: "random", Doc: "A random number generator of its own.", Signature: "Random(x=None)"}

func init() {
	randomClass.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		b, err := randomClass.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		r := newRandom()
		return r, r.seed(th, b.At(0))
	}
	randomClass.Members = func() []object.Member {
		var members []object.Member
		for _, f := range randomFuncs() {
			members = append(members, object.Method(f.sig("self"), f.doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
				r, ok := a.Native().(*random)
				if !ok {
					return nil, object.TypeErrorf("a Random is required")
				}
				return f.do(r, a)
			}))
		}
		return members
	}
}

// random is a generator.
type random struct {
	mt tensor.Mersenne
	// spare is the second number of a pair that gauss has made.
	spare    float64
	hasSpare bool
}

// Twister is the generator behind the functions of the random module, from
// which Keras draws seeds as well.
func Twister(th *object.Thread) *tensor.Mersenne { return &object.Get(th, newRandom).mt }

// PyClass is Random.
func (r *random) PyClass() *object.Class { return randomClass }

// newRandom makes a generator with a seed of the system's.
func newRandom() *random {
	r := &random{}
	var key [8]byte
	// The system's generator does not fail.
	_, _ = crand.Read(key[:])
	r.mt.SeedArray([]uint32{binary.LittleEndian.Uint32(key[:]), binary.LittleEndian.Uint32(key[4:])})
	return r
}

// bigBits draws an integer of k bits, the lowest word first.
func (r *random) bigBits(k int) *big.Int {
	n := new(big.Int)
	for at := 0; at < k; at += 32 {
		word := new(big.Int).SetUint64(uint64(r.mt.Bits(min(k-at, 32))))
		n.Or(n, word.Lsh(word, uint(at)))
	}
	return n
}

// seed starts the sequence that belongs to a value.
func (r *random) seed(th *object.Thread, v object.Value) error {
	r.hasSpare = false
	var n *big.Int
	switch x := v.(type) {
	case nil:
		*r = *newRandom()
		return nil
	case int:
		n = new(big.Int).Abs(big.NewInt(int64(x)))
	case bool:
		n = new(big.Int)
		if x {
			n.SetInt64(1)
		}
	case *big.Int:
		n = new(big.Int).Abs(x)
	case string:
		n = textSeed(x)
	case object.Bytes:
		n = textSeed(string(x))
	case float64:
		h, err := object.Hash(th, x)
		if err != nil {
			return err
		}
		n = new(big.Int).SetUint64(uint64(h))
	default:
		return object.TypeErrorf("The only supported seed types are: None,\nint, float, str, bytes, and bytearray.")
	}
	var key []uint32
	mask := big.NewInt(math.MaxUint32)
	for n.Sign() > 0 {
		key = append(key, uint32(new(big.Int).And(n, mask).Uint64()))
		n.Rsh(n, 32)
	}
	if key == nil {
		key = []uint32{0}
	}
	r.mt.SeedArray(key)
	return nil
}

// textSeed is the number that CPython makes of a text: the text itself
// followed by its SHA-512.
func textSeed(s string) *big.Int {
	sum := sha512.Sum512([]byte(s))
	return new(big.Int).SetBytes(append([]byte(s), sum[:]...))
}

// below gives a random integer of [0, n).
func (r *random) below(n int) int { return int(r.mt.Below(uint64(max(n, 1)))) }

// belowBig draws a number of [0, n), n above 0.
func (r *random) belowBig(n *big.Int) *big.Int {
	if n.IsInt64() {
		return big.NewInt(int64(r.below(int(n.Int64()))))
	}
	for {
		if x := r.bigBits(n.BitLen()); x.Cmp(n) < 0 {
			return x
		}
	}
}

// gauss makes two numbers of the normal distribution at a time.
func (r *random) gauss(mu, sigma float64) float64 {
	z := r.spare
	if r.hasSpare {
		r.hasSpare = false
		return mu + z*sigma
	}
	angle := r.mt.Float64() * 2 * math.Pi
	radius := math.Sqrt(-2 * math.Log(1-r.mt.Float64()))
	r.spare, r.hasSpare = math.Sin(angle)*radius, true
	return mu + math.Cos(angle)*radius*sigma
}

// normal uses the ratio of uniform numbers of Kinderman and Monahan.
func (r *random) normal(mu, sigma float64) float64 {
	magic := 4 * math.Exp(-0.5) / math.Sqrt2
	for {
		u1 := r.mt.Float64()
		u2 := 1 - r.mt.Float64()
		z := magic * (u1 - 0.5) / u2
		if z*z/4 <= -math.Log(u2) {
			return mu + z*sigma
		}
	}
}

// gamma draws from the gamma distribution.
func (r *random) gamma(alpha, beta float64) float64 {
	switch {
	case alpha > 1:
		// Cheng, 1977: rejection from the log-logistic distribution.
		ainv := math.Sqrt(2*alpha - 1)
		b := alpha - math.Log(4)
		c := alpha + ainv
		for {
			u1 := r.mt.Float64()
			if u1 <= 1e-7 || u1 >= 0.9999999 {
				continue
			}
			u2 := 1 - r.mt.Float64()
			v := math.Log(u1/(1-u1)) / ainv
			x := alpha * math.Exp(v)
			z := u1 * u1 * u2
			t := b + c*v - x
			if t+1+math.Log(4.5)-4.5*z >= 0 || t >= math.Log(z) {
				return x * beta
			}
		}
	case alpha == 1:
		return -math.Log(1-r.mt.Float64()) * beta
	}
	// Ahrens and Dieter's rejection for alpha below 1.
	for {
		u := r.mt.Float64()
		b := (math.E + alpha) / math.E
		p := b * u
		x := 0.0
		if p <= 1 {
			x = math.Pow(p, 1/alpha)
		} else {
			x = -math.Log((b - p) / alpha)
		}
		u1 := r.mt.Float64()
		if p > 1 && u1 <= math.Pow(x, alpha-1) || p <= 1 && u1 <= math.Exp(-x) {
			return x * beta
		}
	}
}
