package tensor

import (
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
)

// randomCases reads what TensorFlow, CPython and NumPy gave.
func randomCases(t *testing.T) map[string][]float64 {
	t.Helper()
	text, err := os.ReadFile("testdata/random/cases.json")
	if err != nil {
		t.Fatal(err)
	}
	var raw map[string][]any
	if err := json.Unmarshal(text, &raw); err != nil {
		t.Fatal(err)
	}
	cases := map[string][]float64{}
	for k, vs := range raw {
		for _, v := range vs {
			f, ok := v.(float64)
			if s, hex := v.(string); hex {
				if f, err = strconv.ParseFloat(strings.Replace(s, "0x0.0p+0", "0", 1), 64); err != nil {
					t.Fatal(err)
				}
			} else if !ok {
				t.Fatalf("%s: %v", k, v)
			}
			cases[k] = append(cases[k], f)
		}
	}
	return cases
}

// near compares up to a few last places: TensorFlow's logarithm and sine of
// float32 are not always rounded correctly.
func near(t *testing.T, name string, got *Array, want []float64) {
	t.Helper()
	tol := 3e-7
	switch got.DType() {
	case Float64:
		tol = 1e-15
	case Float16:
		tol = 2e-3
	}
	for i, w := range want {
		if d := got.Float(i) - w; d > tol*(1+abs(w)) || -d > tol*(1+abs(w)) {
			t.Errorf("%s[%d] = %v, want %v", name, i, got.Float(i), w)
		}
	}
}

func abs(x float64) float64 { return max(x, -x) }

func TestStatelessRandomIsTensorFlows(t *testing.T) {
	cases := randomCases(t)
	dists := map[string]Distribution{"uniform": Uniform, "normal": Normal, "truncated": TruncatedNormal}
	for name, dist := range dists {
		for _, dt := range []DType{Float32, Float64, Float16} {
			for _, seed := range [][2]int64{{3, 0}, {123456789012, 7}, {-5, 2}} {
				key := fmt.Sprintf("%s/%s/%d/%d", name, dt, seed[0], seed[1])
				near(t, key, StatelessPhilox(seed).Fill(dist, dt, 11), cases[key])
			}
		}
	}
	for _, dt := range []DType{Int32, Int64} {
		key := "int/" + dt.String()
		near(t, key, StatelessPhilox([2]int64{3, 1}).FillInts(dt, -3, 1000, 7), cases[key])
	}
}

func TestSeededOpsAreTensorFlows(t *testing.T) {
	cases := randomCases(t)
	g := NewGenerator(42)
	take := func(op string, seed *int64) *Philox { return g.OpStream(op, Float32, seed).Take(5) }
	near(t, "op/1", take("RandomUniform", nil).Fill(Uniform, Float32, 5), cases["op/1"])
	near(t, "op/2", take("RandomUniform", nil).Fill(Uniform, Float32, 5), cases["op/2"])
	near(t, "op/3", take("RandomStandardNormal", nil).Fill(Normal, Float32, 5), cases["op/3"])
	five := int64(5)
	near(t, "op/seed5a", take("RandomUniform", &five).Fill(Uniform, Float32, 5), cases["op/seed5a"])
	near(t, "op/seed5b", take("RandomUniform", &five).Fill(Uniform, Float32, 5), cases["op/seed5b"])
	near(t, "op/tn", take("TruncatedNormal", nil).Fill(TruncatedNormal, Float32, 5), cases["op/tn"])
	near(t, "op/int", take("RandomUniformInt", nil).FillInts(Int32, 0, 10, 5), cases["op/int"])
	g.SetSeed(42)
	near(t, "op/again", take("RandomUniform", nil).Fill(Uniform, Float32, 5), cases["op/again"])
}

func TestGeneratorStateIsTensorFlows(t *testing.T) {
	cases := randomCases(t)
	g := PhiloxState([2]uint64{1234, 0}, 0)
	near(t, "gen/u1", g.Take(5).Fill(Uniform, Float32, 5), cases["gen/u1"])
	near(t, "gen/u2", g.Take(5).Fill(Uniform, Float32, 5), cases["gen/u2"])
	near(t, "gen/n", g.Take(5).Fill(Normal, Float32, 5), cases["gen/n"])
	c, k := g.State()
	near(t, "gen/state", FromSlice([]float64{float64(c[0]), float64(c[1]), float64(k)}), cases["gen/state"])
}

func TestMersenneIsPythons(t *testing.T) {
	cases := randomCases(t)
	m := NewPythonRandom(5)
	var got []float64
	for range 5 {
		got = append(got, float64(m.Between(1, 1e9)))
	}
	got = append(got, m.Float64(), float64(m.Bits(40)))
	near(t, "py/randint", FromSlice(got), cases["py/randint"])
	near(t, "py/neg", FromSlice([]float64{NewPythonRandom(-1 << 40).Float64()}), cases["py/neg"])
	var n Mersenne
	n.SeedWord(7)
	near(t, "np/seed7", FromSlice([]float64{n.Float64(), n.Float64(), n.Float64()}), cases["np/seed7"])
}
