package kernel

import (
	"encoding/binary"
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"
)

// machine runs the assembly of the matrix kernels step by step, so that the
// kernels for AVX-512 are tested on processors that do not have it. Addresses
// are places in mem. Only the instructions that the kernels use are known.
type machine struct {
	mem    []byte
	gp     map[string]int64
	vec    [32][16]uint32
	k1     uint64
	result int64 // what the flags are about
	carry  bool
}

// instruction is one line of a function.
type instruction struct {
	op   string
	args []string
}

// routine is a function's text with the places of its labels.
type routine struct {
	code   []instruction
	labels map[string]int
}

// readRoutines parses a file of assembly.
func readRoutines(t *testing.T, file string) map[string]*routine {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]*routine{}
	var r *routine
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || strings.HasPrefix(line, "//") || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "TEXT "):
			name, _, _ := strings.Cut(strings.TrimPrefix(line, "TEXT ·"), "(")
			r = &routine{labels: map[string]int{}}
			all[name] = r
		case strings.HasSuffix(line, ":"):
			r.labels[strings.TrimSuffix(line, ":")] = len(r.code)
		default:
			op, rest, _ := strings.Cut(line, " ")
			in := instruction{op: op}
			for a := range strings.SplitSeq(rest, ", ") {
				if a != "" {
					in.args = append(in.args, a)
				}
			}
			r.code = append(r.code, in)
		}
	}
	return all
}

func (m *machine) word(at int64) uint32       { return binary.LittleEndian.Uint32(m.mem[at:]) }
func (m *machine) long(at int64) int64        { return int64(binary.LittleEndian.Uint64(m.mem[at:])) }
func (m *machine) setWord(at int64, v uint32) { binary.LittleEndian.PutUint32(m.mem[at:], v) }

// address is the place that an operand such as 8(SI) or (R8)(R9*2) names.
func (m *machine) address(arg string) int64 {
	disp, rest, _ := strings.Cut(arg, "(")
	at, _ := strconv.ParseInt(disp, 0, 64)
	for part := range strings.SplitSeq(strings.TrimSuffix(rest, ")"), ")(") {
		reg, scale, scaled := strings.Cut(part, "*")
		f := int64(1)
		if scaled {
			f, _ = strconv.ParseInt(scale, 10, 64)
		}
		at += m.gp[reg] * f
	}
	return at
}

// value is an integer operand.
func (m *machine) value(arg string) int64 {
	switch {
	case arg[0] == '$':
		v, _ := strconv.ParseInt(arg[1:], 0, 64)
		return v
	case strings.Contains(arg, "("):
		return m.long(m.address(arg))
	}
	return m.gp[arg]
}

// register is the number and the lanes of a vector register.
func register(arg string) (n, lanes int) {
	n, err := strconv.Atoi(arg[1:])
	if err != nil {
		panic("not a vector register: " + arg)
	}
	if arg[0] == 'Z' {
		return n, 16
	}
	return n, 8
}

// lane is lane i of a vector operand in a register or in memory.
func (m *machine) lane(arg string, i int, broadcast bool) uint32 {
	if !strings.Contains(arg, "(") {
		n, _ := register(arg)
		return m.vec[n][i]
	}
	at := m.address(arg)
	if !broadcast {
		at += int64(4 * i)
	}
	return m.word(at)
}

// run executes a routine with its argument at the address args.
func (m *machine) run(t *testing.T, name string, r *routine, args int64) {
	m.gp = map[string]int64{"args": args}
	for pc := 0; ; pc++ {
		in := r.code[pc]
		if in.op == "RET" {
			return
		}
		if to, jumps := m.jump(in); jumps {
			if to {
				pc = r.labels[in.args[0]] - 1
			}
			continue
		}
		if !m.integer(in) && !m.vector(in) {
			t.Fatalf("%s: unknown instruction %s %v", name, in.op, in.args)
		}
	}
}

// jump tells whether in is a jump, and whether it is taken.
func (m *machine) jump(in instruction) (taken, jumps bool) {
	switch in.op {
	case "JL":
		return m.result < 0, true
	case "JGE":
		return m.result >= 0, true
	case "JLE":
		return m.result <= 0, true
	case "JG":
		return m.result > 0, true
	case "JZ":
		return m.result == 0, true
	case "JNE":
		return m.result != 0, true
	case "JCC":
		return !m.carry, true
	}
	return false, false
}

func (m *machine) integer(in instruction) bool {
	last := ""
	if len(in.args) > 0 {
		last = in.args[len(in.args)-1]
	}
	switch in.op {
	case "MOVQ":
		if in.args[0] == "a+0(FP)" {
			m.gp[last] = m.gp["args"]
		} else {
			m.gp[last] = m.value(in.args[0])
		}
	case "MOVL":
		m.gp[last] = int64(m.word(m.address(in.args[0])))
	case "ADDQ":
		m.gp[last] += m.value(in.args[0])
		m.result = m.gp[last]
	case "SUBQ":
		m.gp[last] -= m.value(in.args[0])
		m.result = m.gp[last]
	case "DECQ":
		m.gp[last]--
		m.result = m.gp[last]
	case "LEAQ":
		m.gp[last] = m.address(in.args[0])
	case "TESTQ":
		m.result = m.gp[last]
	case "CMPL":
		m.result = int64(m.word(m.address(in.args[0]))) - m.value(last)
	case "BTL":
		m.carry = m.gp[last]>>m.value(in.args[0])&1 == 1
	case "KMOVW":
		m.k1 = uint64(m.gp[in.args[0]])
	default:
		return false
	}
	return true
}

func (m *machine) vector(in instruction) bool {
	a := in.args
	switch in.op {
	case "VZEROUPPER", "PREFETCHT0":
		return true
	case "VXORPS", "VADDPS", "VMAXPS", "VFMADD231PS", "VFMADD231PS.BCST":
		d, lanes := register(a[2])
		for i := range lanes {
			x, y := m.lane(a[0], i, in.op == "VFMADD231PS.BCST"), m.lane(a[1], i, false)
			m.vec[d][i] = combine(in.op, x, y, m.vec[d][i])
		}
	case "VBROADCASTSS":
		d, lanes := register(a[1])
		for i := range lanes {
			m.vec[d][i] = m.lane(a[0], i, true)
		}
	case "VMOVUPS", "VMOVUPS.Z", "VMASKMOVPS":
		m.move(in)
	default:
		return false
	}
	return true
}

// combine computes a lane: x is the last operand of Intel's order, y the one
// before, d the old content.
func combine(op string, x, y, d uint32) uint32 {
	fx, fy, fd := math.Float32frombits(x), math.Float32frombits(y), math.Float32frombits(d)
	switch op {
	case "VXORPS":
		return x ^ y
	case "VADDPS":
		return math.Float32bits(fx + fy)
	case "VMAXPS":
		if fy > fx {
			return y
		}
		return x // also when either is NaN
	}
	return math.Float32bits(float32(math.FMA(float64(fx), float64(fy), float64(fd))))
}

// move loads or stores a vector, whole or under a mask.
func (m *machine) move(in instruction) {
	a := in.args
	src, dst := a[0], a[len(a)-1]
	on := func(int) bool { return true }
	if len(a) == 3 {
		on = func(i int) bool { return m.k1>>i&1 == 1 }
		if in.op == "VMASKMOVPS" {
			n, _ := register(a[1])
			on = func(i int) bool { return m.vec[n][i]>>31 == 1 }
		}
	}
	if strings.Contains(dst, "(") {
		n, lanes := register(src)
		at := m.address(dst)
		for i := range lanes {
			if on(i) {
				m.setWord(at+int64(4*i), m.vec[n][i])
			}
		}
		return
	}
	d, lanes := register(dst)
	var v [16]uint32
	for i := range lanes {
		if on(i) {
			v[i] = m.lane(src, i, false)
		}
	}
	m.vec[d] = v
}

// TestMicroKernelsEmulated runs every matrix kernel of both families on the
// emulated machine and compares with the sums written out.
func TestMicroKernelsEmulated(t *testing.T) {
	for _, f := range []struct {
		file  string
		lanes int
	}{{"micro512_amd64.s", 16}, {"micro256_amd64.s", 8}} {
		routines := readRoutines(t, f.file)
		if len(routines) < 20 {
			t.Fatalf("%s: %d routines", f.file, len(routines))
		}
		for name, r := range routines {
			var width, rows, vectors int
			masked := strings.Contains(name, "m_")
			if _, err := fmt.Sscanf(strings.Replace(name, "m_", "_", 1), "mk%d_%d_%d", &width, &rows, &vectors); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			cols := vectors * f.lanes
			for _, flags := range []uint32{0, microAcc, microRelu, microAcc | microRelu} {
				for _, k := range []int{1, 2, 5} {
					emulateMicro(t, name, r, f.lanes, rows, cols, k, flags)
					if masked {
						emulateMicro(t, name, r, f.lanes, rows, cols-1-(k*rows)%(f.lanes-1), k, flags)
					}
				}
			}
		}
	}
}

// emulateMicro runs one kernel on a tile of rows x cols with two segments.
func emulateMicro(t *testing.T, name string, r *routine, lanes, rows, cols, k int, flags uint32) {
	t.Helper()
	const args, tab, maskAt, bias, c0 = 0, 256, 512, 1024, 2048
	const ldc, rsB, csA = 4 * 100, 4 * 80, 4 * 3
	rsA := 4 * 40
	a0 := c0 + rows*ldc + 512
	b0 := a0 + rows*rsA + k*csA + 4096
	m := &machine{mem: make([]byte, b0+(2*k+4)*rsB+4096)}
	for i := bias; i+4 <= len(m.mem); i += 4 {
		m.setWord(int64(i), math.Float32bits(float32((i*7919)%23)/4-2.5))
	}
	before := append([]byte(nil), m.mem...)
	for off, v := range map[int]int{0: a0, 8: b0, 16: c0, 24: rsA, 32: csA, 40: rsB, 48: ldc, 56: k, 64: 2, 72: tab, 80: bias, 96: maskAt} {
		binary.LittleEndian.PutUint64(m.mem[args+off:], uint64(v))
	}
	rem := cols - (cols-1)/lanes*lanes
	binary.LittleEndian.PutUint64(m.mem[args+88:], 1<<rem-1)
	for i := range rem {
		m.setWord(int64(maskAt+4*i), math.MaxUint32)
	}
	m.setWord(args+104, flags)
	segs := [2][2]int{{0, 0}, {4 * 20, (k + 1) * rsB}}
	for i, s := range segs {
		binary.LittleEndian.PutUint64(m.mem[tab+16*i:], uint64(s[0]))
		binary.LittleEndian.PutUint64(m.mem[tab+16*i+8:], uint64(s[1]))
	}
	m.run(t, name, r, args)
	float := func(mem []byte, at int) float64 {
		return float64(math.Float32frombits(binary.LittleEndian.Uint32(mem[at:])))
	}
	for i := c0; i < a0; i += 4 {
		row, col := (i-c0)/ldc, (i-c0)%ldc/4
		want := float(before, i)
		if row < rows && col < cols {
			sum := float(before, bias+4*col)
			if flags&microAcc != 0 {
				sum += want
			}
			for _, s := range segs {
				for p := range k {
					sum += float(before, a0+s[0]+row*rsA+p*csA) * float(before, b0+s[1]+p*rsB+4*col)
				}
			}
			if flags&microRelu != 0 {
				sum = max(sum, 0)
			}
			want = sum
		}
		if got := float(m.mem, i); got != want {
			t.Fatalf("%s, %d x %d, k %d, flags %d: row %d, column %d is %v, want %v", name, rows, cols, k, flags, row, col, got, want)
		}
	}
}
