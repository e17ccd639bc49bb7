package keras

import (
	"fmt"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
)

// policy is a dtype policy as user code sees it.
type policy struct{ model.Policy }

// PyClass implements object.Classed.
func (*policy) PyClass() *object.Class { return policyClass() }

// policyClass is mixed_precision.Policy.
func policyClass() *object.Class { return policyClassOnce.get(newPolicyClass) }

var policyClassOnce lazyClass

func newPolicyClass() *object.Class {
	get := func(name, doc string, f func(p *policy) object.Value) object.Member {
		return object.Getter(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) { return f(self.(*policy)), nil })
	}
	return &object.Class{Name: "Policy", Module: "keras.src.mixed_precision.policy", Final: true, Signature: "Policy(name)",
		Doc: "The dtypes of a layer: what it computes in and what its weights are stored as.",
		New: func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
			a, err := cls.BindNew(th, args)
			if err != nil {
				return nil, err
			}
			switch v := a.Value("name").(type) {
			case string, *object.Instance:
			case *binding.DType:
				return nil, object.TypeErrorf("'name' must be a string, not a DType. Instead, pass DType.name. Received: name=%s", v.DType.String())
			default:
				return nil, object.TypeErrorf("'name' must be a string, but got: %s", object.Must(object.Str(th, v)))
			}
			return policyArg(th, a.Value("name")), nil
		},
		Repr: func(th *object.Thread, self object.Value) (string, error) {
			return fmt.Sprintf("<Policy \"%s\">", self.(*policy).Name), nil
		},
		Compare: func(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
			x, ok := a.(*policy)
			y, ok2 := b.(*policy)
			if !ok || !ok2 || op != object.Eq && op != object.Ne {
				return object.NotImplemented, nil
			}
			return (x.Policy == y.Policy) == (op == object.Eq), nil
		},
		Members: func() []object.Member {
			return []object.Member{
				get("name", "the policy's name", func(p *policy) object.Value { return p.Name }),
				get("compute_dtype", "the dtype of the computation", func(p *policy) object.Value { return p.Compute.String() }),
				get("variable_dtype", "the dtype of the weights", func(p *policy) object.Value { return p.Variable.String() }),
				object.Method("get_config(self)", "The policy as a dict.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
					return object.DictOf("name", a.Self().(*policy).Name), nil
				}),
				object.ClassMethodOf("from_config(cls, config, custom_objects=None)", "The policy of a dict.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
					args := object.Args{}
					for it := object.NativeOf(a.Value("config")).(*object.Dict).Entries(); it.Next(); {
						args = args.With(object.Must(object.Str(th, it.Key())), it.Value())
					}
					return object.Call(th, a.At(0), args)
				}),
			}
		}}
}

// policyArg is a policy, or the one with a name.
func policyArg(th *object.Thread, v object.Value) *policy {
	if p, ok := v.(*policy); ok {
		return p
	}
	p := &policy{}
	if err := p.SetArg(binding.State(th), toModel(th, v)); err != nil {
		if name, ok := v.(string); ok {
			err = object.ValueErrorf("Cannot convert value %s to a mixed precision Policy. Valid policies include 'mixed_float16', 'mixed_bfloat16', and the name of any dtype such as 'float32'.", name)
		}
		object.Throw(err)
	}
	return p
}
