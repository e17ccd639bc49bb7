package tf

import (
	"fmt"
	"strconv"
	"strings"

	"kerash/interp/object"
)

// deviceSpec is tf.DeviceSpec: the parts of a device's name, nil where they
// are not given.
type deviceSpec struct{ parts [5]object.Value }

// deviceFields are the names of the parts.
var deviceFields = [5]string{"job", "replica", "task", "device_type", "device_index"}

// DeviceSpecClass is tf.DeviceSpec.
var DeviceSpecClass = &object.Class{Name: "DeviceSpec", Module: "tensorflow.python.framework.device_spec", Doc: "The parts of the name of a device. There is one device, so that nothing depends on it.",
	Signature: "DeviceSpec(job=None, replica=None, task=None, device_type=None, device_index=None)",
	Example: `>>> tf.DeviceSpec(job='worker', device_type='CPU', device_index=0).to_string()
'/job:worker/device:CPU:0'`}

// PyClass is tf.DeviceSpec.
func (d *deviceSpec) PyClass() *object.Class { return DeviceSpecClass }

// String is the name of the device.
func (d *deviceSpec) String() string {
	var b strings.Builder
	for i, f := range deviceFields[:3] {
		if d.parts[i] != nil {
			fmt.Fprintf(&b, "/%s:%v", f, d.parts[i])
		}
	}
	if d.parts[3] != nil {
		index := any("*")
		if d.parts[4] != nil {
			index = d.parts[4]
		}
		fmt.Fprintf(&b, "/device:%v:%v", d.parts[3], index)
	}
	return b.String()
}

func deviceOf(a *object.Bound) *deviceSpec {
	d := &deviceSpec{}
	for i, f := range deviceFields {
		d.parts[i] = a.Value(f)
	}
	if kind, ok := d.parts[3].(string); ok && (kind == "cpu" || kind == "gpu") {
		d.parts[3] = strings.ToUpper(kind)
	}
	return d
}

// parseDevice reads the name of a device.
func parseDevice(text string) *deviceSpec {
	d := &deviceSpec{}
	unknown := func(name string) {
		object.Throw(object.ValueErrorf("Unknown attribute '%s' is encountered while parsing the device spec: '%s'.", name, text))
	}
	for part := range strings.SplitSeq(text, "/") {
		f := strings.Split(part, ":")
		number := func(s string) object.Value {
			n, err := strconv.Atoi(s)
			if err != nil {
				unknown(f[0])
			}
			return n
		}
		switch {
		case f[0] == "":
		case f[0] == "device" && len(f) > 1:
			d.setDevice(f[1:], number)
		case strings.EqualFold(f[0], "cpu"), strings.EqualFold(f[0], "gpu"):
			d.setDevice(f, number)
		case len(f) == 2 && f[0] == "job":
			d.parts[0] = f[1]
		case len(f) == 2 && f[0] == "replica":
			d.parts[1] = number(f[1])
		case len(f) == 2 && f[0] == "task":
			d.parts[2] = number(f[1])
		default:
			unknown(f[0])
		}
	}
	return d
}

// setDevice takes over a kind of device and its number, if there is one.
func (d *deviceSpec) setDevice(f []string, number func(string) object.Value) {
	d.parts[3] = strings.ToUpper(f[0])
	if len(f) > 1 && f[1] != "*" {
		d.parts[4] = number(f[1])
	}
}

func init() {
	c := DeviceSpecClass
	c.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		a, err := cls.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		return deviceOf(a), nil
	}
	c.Repr = func(th *object.Thread, self object.Value) (string, error) {
		var parts []string
		for i, v := range self.(*deviceSpec).parts {
			text, err := object.Str(th, v)
			if err != nil {
				return "", err
			}
			parts = append(parts, deviceFields[i]+"="+text)
		}
		return "<DeviceSpec(" + strings.Join(parts, ", ") + ")>", nil
	}
	c.Compare = func(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
		x, ok := a.(*deviceSpec)
		y, ok2 := b.(*deviceSpec)
		if !ok || !ok2 || op != object.Eq && op != object.Ne {
			return object.NotImplemented, nil
		}
		return (x.parts == y.parts) == (op == object.Eq), nil
	}
	c.Hash = func(th *object.Thread, self object.Value) (int, error) {
		return object.Hash(th, self.(*deviceSpec).String())
	}
	c.Members = deviceMembers
}

func deviceMembers() []object.Member {
	out := []object.Member{
		object.Method("to_string(self)", "The name of the device.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return a.Self().(*deviceSpec).String(), nil
		}),
		object.ClassMethodOf("from_string(cls, spec)", "The parts of a name.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return parseDevice(a.Str("spec")), nil
		}),
		object.Method("parse_from_string(self, spec)", "The parts of a name.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return parseDevice(a.Str("spec")), nil
		}),
		object.Method("replace(self, **kwargs)", "The spec with other parts.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			d := *a.Self().(*deviceSpec)
			for _, k := range a.Kwargs("kwargs") {
				for i, f := range deviceFields {
					if f == k.Name {
						d.parts[i] = k.Value
					}
				}
			}
			return &d, nil
		}),
		object.Method("make_merged_spec(self, dev)", "The spec with what another one gives.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			d := *a.Self().(*deviceSpec)
			o, ok := a.Value("dev").(*deviceSpec)
			if !ok {
				return nil, object.AttributeErrorf("'%s' object has no attribute 'job'", object.TypeName(a.Value("dev")))
			}
			for i, v := range o.parts {
				if v != nil {
					d.parts[i] = v
				}
			}
			return &d, nil
		}),
	}
	for i, f := range deviceFields {
		out = append(out, object.Getter(f, "a part of the name: "+f, func(th *object.Thread, self object.Value) (object.Value, error) {
			return self.(*deviceSpec).parts[i], nil
		}))
	}
	return out
}
