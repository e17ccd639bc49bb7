package regex

// Flags are those of re.compile.
type Flags int

// The flags with the values that Python gives them.
const (
	IgnoreCase Flags = 2
	Locale     Flags = 4
	Multiline  Flags = 8
	DotAll     Flags = 16
	Unicode    Flags = 32
	Verbose    Flags = 64
	ASCII      Flags = 256
)

// Error is a fault in a pattern.
type Error struct {
	Msg string
	// Pos is the character where it is, or -1.
	Pos int
}

// Error is the message without the position.
func (e *Error) Error() string { return e.Msg }

// node is a part of a parsed pattern.
type node interface{ isNode() }

type (
	// char is one character.
	char struct {
		r    rune
		fold bool
	}
	// class is one character of a set.
	class struct{ set *set }
	// anyChar is any character; newline tells whether a line end is one.
	anyChar struct{ newline bool }
	// assertion holds between characters.
	assertion struct{ op opcode }
	// sequence and alternatives combine nodes.
	sequence     []node
	alternatives []node
	// repeat is x{min,max}; max is -1 for no limit.
	repeat struct {
		x                node
		min, max         int
		lazy, possessive bool
	}
	// group captures; number is 0 for (?:...).
	group struct {
		x      node
		number int
	}
	// look is (?=x), (?!x), (?<=x) and (?<!x).
	look struct {
		x                node
		negative, behind bool
		width            int
	}
	// atomic is (?>x).
	atomic struct{ x node }
	// reference is what a group matched before.
	reference struct {
		number int
		fold   bool
	}
	// conditional is (?(group)yes|no).
	conditional struct {
		number  int
		yes, no node
	}
)

func (char) isNode()         {}
func (class) isNode()        {}
func (anyChar) isNode()      {}
func (assertion) isNode()    {}
func (sequence) isNode()     {}
func (alternatives) isNode() {}
func (*repeat) isNode()      {}
func (*group) isNode()       {}
func (*look) isNode()        {}
func (*atomic) isNode()      {}
func (reference) isNode()    {}
func (*conditional) isNode() {}

// width gives how many characters a node matches; ok is false when that
// differs.
func width(n node) (w int, ok bool) {
	switch n := n.(type) {
	case char, class, anyChar:
		return 1, true
	case sequence:
		for _, x := range n {
			k, ok := width(x)
			if !ok {
				return 0, false
			}
			w += k
		}
		return w, true
	case alternatives:
		for i, x := range n {
			k, ok := width(x)
			if !ok || i > 0 && k != w {
				return 0, false
			}
			w = k
		}
		return w, true
	case *repeat:
		k, ok := width(n.x)
		return k * n.min, ok && n.min == n.max
	case *group:
		return width(n.x)
	case *atomic:
		return width(n.x)
	case assertion, *look:
		return 0, true
	}
	return 0, false
}

// nullable reports whether a node may match nothing.
func nullable(n node) bool {
	switch n := n.(type) {
	case char, class, anyChar:
		return false
	case sequence:
		for _, x := range n {
			if !nullable(x) {
				return false
			}
		}
		return true
	case alternatives:
		for _, x := range n {
			if nullable(x) {
				return true
			}
		}
		return false
	case *repeat:
		return n.min == 0 || nullable(n.x)
	case *group:
		return nullable(n.x)
	case *atomic:
		return nullable(n.x)
	}
	return true
}
