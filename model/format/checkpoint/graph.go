package checkpoint

import (
	"fmt"
	"slices"
	"strings"

	"kerash/model/format/message"
)

// GraphKey is the entry that holds the graph of objects.
const GraphKey = "_CHECKPOINTABLE_OBJECT_GRAPH"

// Object is a node of the graph: something that has named children and, if it
// is a variable, the key of its value.
type Object struct {
	Children []Child
	// Key is where a variable's value lies, "" for objects without a value.
	Key string
	// Attribute names what of the object is saved: VARIABLE_VALUE.
	Attribute string
	// FullName is a variable's own name.
	FullName string
	// Slots are the optimizer's variables for other ones.
	Slots []Slot
}

// Child is another object under the name of an attribute.
type Child struct {
	Name string
	ID   int
}

// Slot is a variable that an optimizer of the older kind keeps for another
// variable.
type Slot struct {
	Of, ID int
	Name   string
}

// Child finds a child by name.
func (o *Object) Child(name string) (id int, ok bool) {
	for _, c := range o.Children {
		if c.Name == name {
			return c.ID, true
		}
	}
	return 0, false
}

// fields takes a message apart.
func fields(b []byte) ([]message.Field, error) {
	fs, err := message.Fields(b)
	if err != nil {
		return nil, corrupt("bad message: %v", err)
	}
	return fs, nil
}

// parseGraph reads a TrackableObjectGraph message. Object 0 is the root.
func parseGraph(b []byte) ([]Object, error) {
	nodes, err := fields(b)
	if err != nil {
		return nil, err
	}
	var out []Object
	for _, n := range nodes {
		if n.Num != 1 {
			continue
		}
		o, err := parseObject(n.Bytes)
		if err != nil {
			return nil, err
		}
		out = append(out, o)
	}
	for _, o := range out {
		for _, c := range o.Children {
			if c.ID < 0 || c.ID >= len(out) {
				return nil, corrupt("the object graph names object %d of %d", c.ID, len(out))
			}
		}
	}
	return out, nil
}

func parseObject(b []byte) (o Object, err error) {
	fs, err := fields(b)
	for _, f := range fs {
		var sub []message.Field
		switch f.Num {
		case 1:
			if sub, err = fields(f.Bytes); err == nil {
				var c Child
				for _, s := range sub {
					switch s.Num {
					case 1:
						c.ID = int(int32(s.Value))
					case 2:
						c.Name = string(s.Bytes)
					}
				}
				o.Children = append(o.Children, c)
			}
		case 2:
			if sub, err = fields(f.Bytes); err == nil {
				for _, s := range sub {
					switch s.Num {
					case 1:
						o.Attribute = string(s.Bytes)
					case 2:
						o.FullName = string(s.Bytes)
					case 3:
						o.Key = string(s.Bytes)
					}
				}
			}
		case 3:
			if sub, err = fields(f.Bytes); err == nil {
				var slot Slot
				for _, s := range sub {
					switch s.Num {
					case 1:
						slot.Of = int(int32(s.Value))
					case 2:
						slot.Name = string(s.Bytes)
					case 3:
						slot.ID = int(int32(s.Value))
					}
				}
				o.Slots = append(o.Slots, slot)
			}
		}
		if err != nil {
			return o, err
		}
	}
	return o, err
}

// formatGraph is the inverse of parseGraph.
func formatGraph(objects []Object) []byte {
	holds := valued(objects)
	var out []byte
	for i, o := range objects {
		var b []byte
		for _, c := range o.Children {
			b = message.Append(b, 1, message.AppendText(message.AppendNumber(nil, 1, uint64(c.ID)), 2, c.Name))
		}
		if o.Key != "" {
			a := message.AppendText(nil, 1, o.Attribute)
			b = message.Append(b, 2, message.AppendText(message.AppendText(a, 2, o.FullName), 3, o.Key))
		}
		for _, s := range o.Slots {
			m := message.AppendText(message.AppendNumber(nil, 1, uint64(s.Of)), 2, s.Name)
			b = message.Append(b, 3, message.AppendNumber(m, 3, uint64(s.ID)))
		}
		var has []byte
		if holds[i] {
			has = message.AppendNumber(nil, 1, 1)
		}
		b = message.Append(b, 5, has)
		out = message.Append(out, 1, b)
	}
	return out
}

// valued tells which objects have values, themselves or below them.
func valued(objects []Object) []bool {
	holds := make([]bool, len(objects))
	for i, o := range objects {
		holds[i] = o.Key != ""
	}
	for changed := true; changed; {
		changed = false
		for i, o := range objects {
			if !holds[i] && slices.ContainsFunc(o.Children, func(c Child) bool { return holds[c.ID] }) {
				holds[i], changed = true, true
			}
		}
	}
	return holds
}

// String is the object as protocol buffers are printed.
func (o Object) String() string {
	var b strings.Builder
	for _, c := range o.Children {
		b.WriteString("children {\n")
		if c.ID != 0 {
			fmt.Fprintf(&b, "  node_id: %d\n", c.ID)
		}
		fmt.Fprintf(&b, "  local_name: %q\n}\n", c.Name)
	}
	if o.Key != "" {
		fmt.Fprintf(&b, "attributes {\n  name: %q\n", o.Attribute)
		if o.FullName != "" {
			fmt.Fprintf(&b, "  full_name: %q\n", o.FullName)
		}
		fmt.Fprintf(&b, "  checkpoint_key: %q\n}\nhas_checkpoint_values {\n  value: true\n}\n", o.Key)
	}
	return b.String()
}
