package model

import (
	"fmt"
	"strconv"
	"strings"
)

// ParseLiteral reads the Python literal of a default: None, True, numbers,
// strings, tuples and lists of these.
func ParseLiteral(s string) (any, error) {
	p := &literal{s: s}
	v, err := p.value()
	if err == nil && strings.TrimSpace(p.s[p.i:]) != "" {
		err = fmt.Errorf("%q follows the literal", p.s[p.i:])
	}
	if err != nil {
		return nil, fmt.Errorf("default %q: %w", s, err)
	}
	return v, nil
}

type literal struct {
	s string
	i int
}

func (p *literal) space() {
	for p.i < len(p.s) && p.s[p.i] == ' ' {
		p.i++
	}
}

func (p *literal) value() (any, error) {
	p.space()
	if p.i == len(p.s) {
		return nil, fmt.Errorf("a value is missing")
	}
	switch c := p.s[p.i]; c {
	case '(', '[':
		return p.items(c)
	case '\'', '"':
		end := strings.IndexByte(p.s[p.i+1:], c)
		if end < 0 {
			return nil, fmt.Errorf("the string is not closed")
		}
		v := p.s[p.i+1 : p.i+1+end]
		p.i += end + 2
		return v, nil
	}
	end := p.i
	for end < len(p.s) && !strings.ContainsRune(",)] ", rune(p.s[end])) {
		end++
	}
	word := p.s[p.i:end]
	p.i = end
	switch word {
	case "None":
		return nil, nil
	case "True":
		return true, nil
	case "False":
		return false, nil
	}
	if n, err := strconv.Atoi(word); err == nil {
		return n, nil
	}
	f, err := strconv.ParseFloat(word, 64)
	return f, err
}

func (p *literal) items(open byte) (any, error) {
	closing := byte(')')
	if open == '[' {
		closing = ']'
	}
	p.i++
	items := []any{}
	for {
		p.space()
		if p.i < len(p.s) && p.s[p.i] == closing {
			p.i++
			if open == '(' {
				return Tup(items), nil
			}
			return items, nil
		}
		v, err := p.value()
		if err != nil {
			return nil, err
		}
		items = append(items, v)
		p.space()
		if p.i < len(p.s) && p.s[p.i] == ',' {
			p.i++
		} else if p.i >= len(p.s) || p.s[p.i] != closing {
			return nil, fmt.Errorf("the bracket is not closed")
		}
	}
}
