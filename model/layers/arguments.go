package layers

import (
	"fmt"
	"strings"

	"kerash/model"
	"kerash/tensor"
)

func lower(s string) string { return strings.ToLower(s) }

// normalTuple is a value that may be an int or n of them as n integers. It
// throws Keras' ValueError, which names the argument, for anything else, and
// for numbers below the least one allowed.
func normalTuple(v any, n int, name string, least int) []int {
	msg := fmt.Sprintf("The `%s` argument must be a tuple of %d integers. Received: %s", name, n, model.Text(v))
	var out []int
	if s, ok := v.(string); ok {
		throwLetters(s, n, msg, least)
	}
	if k, ok := oneInt(v); ok {
		for range n {
			out = append(out, k)
		}
	} else {
		items, ok := model.Sequence(v)
		if !ok || len(items) != n {
			tensor.Throwf("ValueError", "%s", msg)
		}
		for _, it := range items {
			k, ok := truncated(it)
			if !ok {
				tensor.Throwf("ValueError", "%sincluding element %s of type <class '%s'>", msg, model.Describe(it), model.PythonType(it))
			}
			out = append(out, k)
		}
	}
	var bad []string
	for i, k := range out {
		if k < least && !seenBefore(out[:i], k) {
			bad = append(bad, fmt.Sprint(k))
		}
	}
	if bad != nil {
		rule := "> 0"
		if least == 0 {
			rule = ">= 0"
		}
		tensor.Throwf("ValueError", "%s including {%s} that does not satisfy the requirement `%s`.", msg, strings.Join(bad, ", "), rule)
	}
	return out
}

// oneInt is an int or bool that stands for all axes.
func oneInt(v any) (int, bool) {
	switch v.(type) {
	case int, bool:
		return model.AsInt(v)
	}
	return 0, false
}

// throwLetters throws the error for a text where n integers should be: Keras
// takes its letters for them.
func throwLetters(s string, n int, msg string, least int) {
	letters := []rune(s)
	if len(letters) != n {
		tensor.Throwf("ValueError", "%s", msg)
	}
	for _, r := range letters {
		if r < '0' || r > '9' {
			tensor.Throwf("ValueError", "%sincluding element %c of type <class 'str'>", msg, r)
		}
	}
	op := map[bool]string{true: "<", false: "<="}[least == 0]
	tensor.Throwf("TypeError", "'%s' not supported between instances of 'str' and 'int'", op)
}

// truncated is a number as int() makes of it.
func truncated(v any) (int, bool) {
	if x, ok := v.(float64); ok {
		return int(x), true
	}
	return model.AsInt(v)
}

func seenBefore(list []int, k int) bool {
	for _, v := range list {
		if v == k {
			return true
		}
	}
	return false
}

// pairs is paddings or croppings: one pair (before, after) for each spatial
// axis. Until it is resolved, given is what the user wrote.
type pairs struct {
	given any
	list  [][2]int
}

// SetArg implements [model.ArgSetter].
func (p *pairs) SetArg(st *model.State, v any) error {
	*p = pairs{given: v}
	return nil
}

// ConfigValue implements [model.ConfigValuer].
func (p pairs) ConfigValue() any {
	if len(p.list) == 1 {
		return model.Tup{p.list[0][0], p.list[0][1]}
	}
	out := make(model.Tup, len(p.list))
	for i, e := range p.list {
		out[i] = model.Tup{e[0], e[1]}
	}
	return out
}

// AttrValue implements [model.AttrValuer].
func (p pairs) AttrValue() any { return p.ConfigValue() }

var ordinals = []string{"1st", "2nd", "3rd"}

// resolve reads the pairs of an argument with a name for n axes; usage is the
// end of the error for a value of the wrong kind.
func (p *pairs) resolve(n int, name, usage string) {
	if n == 1 {
		v := normalTuple(p.given, 2, name, 0)
		p.list = [][2]int{{v[0], v[1]}}
		return
	}
	p.list = make([][2]int, n)
	if k, ok := p.given.(int); ok {
		for i := range p.list {
			p.list[i] = [2]int{k, k}
		}
		return
	}
	items, ok := model.Sequence(p.given)
	_, isText := p.given.(string) // whose length Keras asks first
	if !ok && !isText {
		tensor.Throwf("ValueError", "`%s` should be either an int, %s. Received: %s.", name, usage, model.Describe(p.given))
	}
	if isText || len(items) != n {
		want := "two elements"
		if n == 3 {
			want = "3 elements"
		}
		tensor.Throwf("ValueError", "`%s` should have %s. Received: %s.", name, want, model.Describe(p.given))
	}
	for i, it := range items {
		v := normalTuple(it, 2, ordinals[i]+" entry of "+name, 0)
		p.list[i] = [2]int{v[0], v[1]}
	}
}
