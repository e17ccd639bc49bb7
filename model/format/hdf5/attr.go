package hdf5

import (
	"bytes"
	"fmt"

	"kerash/model/format/plain"
)

// Attr is an attribute: a name and a small array. An attribute that holds
// nothing (h5py.Empty) has a nil Data.
type Attr struct {
	Name string
	plain.Array
}

// Text gives the value of a scalar string attribute.
func (a Attr) Text() (string, bool) {
	s, ok := a.Data.([]string)
	if !ok || len(s) != 1 {
		return "", false
	}
	return s[0], true
}

// Attrs gives the object's attributes in the file's order.
func (o *object) Attrs() ([]Attr, error) {
	var attrs []Attr
	err := catch("Unable to read attributes of "+o.path, func() {
		o.eachAttr(func(name string, c *cursor) bool {
			attrs = append(attrs, c.attr(name))
			return true
		})
	})
	return attrs, err
}

// Attr gives the attribute of a name; ok is false where there is none.
func (o *object) Attr(name string) (a Attr, ok bool, err error) {
	err = catch(fmt.Sprintf("Unable to read attribute %q of %s", name, o.path), func() {
		o.eachAttr(func(n string, c *cursor) bool {
			if n == name {
				a, ok = c.attr(n), true
			}
			return !ok
		})
	})
	return a, ok, err
}

// TextAttr gives a scalar string attribute, "" where there is none.
func (o *object) TextAttr(name string) (string, error) {
	a, ok, err := o.Attr(name)
	if err != nil || !ok {
		return "", err
	}
	s, ok := a.Text()
	if !ok {
		return "", plain.Errorf("TypeError", "attribute %q of %s is not a string", name, o.path)
	}
	return s, nil
}

// TextListAttr gives an attribute that is a list of strings, joining the parts
// name0, name1, … into which lists that exceed an object header are split. An
// empty list may be stored as empty numbers, as NumPy makes it. ok is false
// where there is neither the attribute nor a part of it.
func (o *object) TextListAttr(name string) (list []string, ok bool, err error) {
	a, ok, err := o.Attr(name)
	if err != nil {
		return nil, false, err
	}
	if ok {
		list, err = o.textList(a)
		return list, true, err
	}
	for i := 0; ; i++ {
		a, more, err := o.Attr(fmt.Sprint(name, i))
		if err != nil || !more {
			return list, ok, err
		}
		part, err := o.textList(a)
		if err != nil {
			return nil, false, err
		}
		list, ok = append(list, part...), true
	}
}

func (o *object) textList(a Attr) ([]string, error) {
	if s, ok := a.Data.([]string); ok {
		return s, nil
	}
	if a.Data == nil || a.Len() == 0 {
		return nil, nil
	}
	return nil, plain.Errorf("TypeError", "attribute %q of %s is not a list of strings", a.Name, o.path)
}

// eachAttr calls visit with the name of each attribute and a cursor behind the
// name, until visit returns false.
func (o *object) eachAttr(visit func(string, *cursor) bool) {
	more := true
	for _, m := range o.f.header(o.addr) {
		c := &cursor{f: o.f, b: m.body}
		switch {
		case !more:
			return
		case m.kind == msgAttribute:
			if m.shared {
				c = o.f.shared(c, msgAttribute)
			}
			more = visit(c.attrName(), c)
		case m.kind == msgAttrInfo:
			c.u8()
			if c.u8()&1 != 0 {
				c.u16()
			}
			heap, tree := c.addr(), c.addr()
			if heap == undefined || tree == undefined {
				continue
			}
			o.f.dense(heap, tree, 8, func(c *cursor) {
				if more {
					more = visit(c.attrName(), c)
				}
			})
		}
	}
}

// attrName takes the name of an attribute message without moving the cursor.
func (c *cursor) attrName() string {
	d := *c
	version := d.u8()
	if version < 1 || version > 3 {
		throwf("bad attribute version %d", version)
	}
	d.u8()
	n := d.u16()
	d.bytes(4)
	if version == 3 {
		d.u8()
	}
	name := d.bytes(n)
	if i := bytes.IndexByte(name, 0); i >= 0 {
		name = name[:i]
	}
	return string(name)
}

// attr takes an attribute message apart.
func (c *cursor) attr(name string) Attr {
	version := c.u8()
	flags := c.u8()
	nameLen, typeLen, spaceLen := c.u16(), c.u16(), c.u16()
	if version == 3 {
		c.u8() // character set of the name
	}
	part := func(n int) *cursor {
		sub := &cursor{f: c.f, b: c.bytes(n)}
		if version == 1 {
			c.align(8)
		}
		return sub
	}
	part(nameLen)
	typ, space := part(typeLen), part(spaceLen)
	if flags&1 != 0 && version > 1 {
		typ = c.f.shared(typ, msgDatatype)
	}
	t := typ.datatype()
	shape, _, null := space.dataspace()
	a := Attr{Name: name}
	if null {
		a.DType, a.Shape = t.dtype, []int{0}
		return a
	}
	n, ok := plain.Count(shape)
	if !ok || n*t.size > c.left() {
		throwf("attribute %q exceeds its message", name)
	}
	a.Array = c.f.elements(t, shape, bytes.NewReader(c.bytes(n*t.size)))
	return a
}
