package tf

import (
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model/data"
	"kerash/tensor"
)

// There is one device, so each strategy has one replica: a block of scope()
// changes nothing but what get_strategy gives, and run calls.
var (
	// StrategyClass is tf.distribute.Strategy.
	StrategyClass        = strategyClassOf("Strategy", "tensorflow.python.distribute.distribute_lib", "A distribution over devices, of which there is one.", "Strategy(extended)")
	mirroredClass        = strategyClassOf("MirroredStrategy", "tensorflow.python.distribute.mirrored_strategy", "Training on the GPUs of a machine: here, on its CPU.", "MirroredStrategy(devices=None, cross_device_ops=None)")
	oneDeviceClass       = strategyClassOf("OneDeviceStrategy", "tensorflow.python.distribute.one_device_strategy", "Training on one device.", "OneDeviceStrategy(device)")
	defaultStrategyClass = strategyClassOf("_DefaultDistributionStrategy", "tensorflow.python.distribute.distribute_lib", "No distribution.", "")

	reduceOpClass, _  = newEnum("tensorflow.python.distribute.reduce_util", "ReduceOp", "How values of replicas are joined.", "SUM", "SUM", "MEAN", "MEAN")
	replicaClass      = &object.Class{Name: "ReplicaContext", Module: "tensorflow.python.distribute.distribute_lib", Doc: "What is known of the replica that runs.", Final: true}
	inputContextClass = &object.Class{Name: "InputContext", Module: "tensorflow.python.distribute.distribute_lib", Doc: "What is known of the pipeline that a dataset is made for.", Signature: "InputContext(num_input_pipelines=1, input_pipeline_id=0, num_replicas_in_sync=1)"}
)

func strategyClassOf(name, module, doc, sig string) *object.Class {
	return &object.Class{Name: name, Module: module, Doc: doc, Signature: sig, Example: `>>> strategy = tf.distribute.MirroredStrategy()
>>> with strategy.scope():
...     v = tf.Variable(1.0)
>>> strategy.num_replicas_in_sync
1`}
}

// strategy is a strategy of one replica.
type strategy struct{ class *object.Class }

// PyClass is the strategy's class.
func (s *strategy) PyClass() *object.Class { return s.class }

// replica is the context of a run.
type replica struct{ s *strategy }

// PyClass is ReplicaContext.
func (*replica) PyClass() *object.Class { return replicaClass }

// strategies is which strategy is in force in a session.
type strategies struct {
	stack   []*strategy
	initial *strategy
	running int // calls of run in progress
}

func strategiesOf(th *object.Thread) *strategies {
	return object.Get(th, func() *strategies { return &strategies{initial: &strategy{defaultStrategyClass}} })
}

func (s *strategies) current() *strategy {
	if n := len(s.stack); n > 0 {
		return s.stack[n-1]
	}
	return s.initial
}

// strategyScope is a block in which a strategy is in force.
type strategyScope struct{ s *strategy }

var strategyScopeClass = &object.Class{Name: "_CurrentDistributionContext", Module: "tensorflow.python.distribute.distribute_lib", Doc: "A block in which a strategy is in force.", Final: true,
	Enter: func(th *object.Thread, self object.Value) (object.Value, error) {
		all := strategiesOf(th)
		all.stack = append(all.stack, self.(*strategyScope).s)
		return self.(*strategyScope).s, nil
	},
	Exit: func(th *object.Thread, self object.Value, exc *object.Exception) (bool, error) {
		all := strategiesOf(th)
		all.stack = all.stack[:len(all.stack)-1]
		return false, nil
	}}

// PyClass is that of the block.
func (*strategyScope) PyClass() *object.Class { return strategyScopeClass }

func init() {
	mirroredClass.Base, oneDeviceClass.Base, defaultStrategyClass.Base = StrategyClass, StrategyClass, StrategyClass
	for _, c := range []*object.Class{mirroredClass, oneDeviceClass} {
		c.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
			_, err := c.BindNew(th, args)
			return &strategy{c}, err
		}
	}
	StrategyClass.Members = strategyMembers
	replicaClass.Members = func() []object.Member {
		return []object.Member{
			object.Getter("replica_id_in_sync_group", "the number of the replica", func(th *object.Thread, self object.Value) (object.Value, error) {
				return tensor.ConstScalar(int32(0)), nil
			}),
			object.Getter("num_replicas_in_sync", "how many replicas there are", func(th *object.Thread, self object.Value) (object.Value, error) { return 1, nil }),
			object.Getter("strategy", "the strategy", func(th *object.Thread, self object.Value) (object.Value, error) { return self.(*replica).s, nil }),
			object.Method("all_reduce(self, reduce_op, value, options=None)", "The values of all replicas joined.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				checkReduceOp(th, a.Value("reduce_op"))
				return a.Value("value"), nil
			}),
			object.Method("merge_call(self, merge_fn, args=(), kwargs=None)", "Calls a function for all replicas.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return object.Call(th, a.Value("merge_fn"), runArgs(th, a).Prepend(a.Self().(*replica).s))
			}),
		}
	}
	inputContextClass.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		_, err := cls.BindNew(th, args)
		return &inputContext{}, err
	}
	inputContextClass.Members = func() []object.Member {
		get := func(name, doc string, v int) object.Member {
			return object.Getter(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) { return v, nil })
		}
		return []object.Member{get("num_replicas_in_sync", "how many replicas there are", 1), get("num_input_pipelines", "how many pipelines there are", 1), get("input_pipeline_id", "the number of the pipeline", 0),
			object.Method("get_per_replica_batch_size(self, global_batch_size)", "The part of a batch that one replica gets.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return a.Int("global_batch_size"), nil
			})}
	}
}

// inputContext is tf.distribute.InputContext.
type inputContext struct{}

// PyClass is InputContext.
func (*inputContext) PyClass() *object.Class { return inputContextClass }

func checkReduceOp(th *object.Thread, v object.Value) string {
	switch op := v.(type) {
	case *enumValue:
		if op.class == reduceOpClass {
			return op.name
		}
	case string:
		e := object.Must(object.CallFn(th, reduceOpClass, strings.ToUpper(op)))
		return e.(*enumValue).name
	}
	object.Throw(object.ValueErrorf("Unexpected reduction operation: %s", object.Must(object.Str(th, v))))
	return ""
}

// runArgs is the arguments args and kwargs of run.
func runArgs(th *object.Thread, a *object.Bound) object.Args {
	out := object.Args{Pos: a.Elems("args")}
	if d, ok := object.NativeOf(a.Value("kwargs")).(*object.Dict); ok {
		for it := d.Entries(); it.Next(); {
			out.Kw = append(out.Kw, object.Kwarg{Name: object.Must(object.Str(th, it.Key())), Value: it.Value()})
		}
	}
	return out
}

func strategyMembers() []object.Member {
	method := func(sig, doc string, f func(th *object.Thread, s *strategy, a *object.Bound) (object.Value, error)) object.Member {
		return object.Method(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) { return f(th, a.Self().(*strategy), a) })
	}
	return []object.Member{
		object.Getter("num_replicas_in_sync", "how many replicas there are", func(th *object.Thread, self object.Value) (object.Value, error) { return 1, nil }),
		method("scope(self)", "A block in which the strategy is in force.", func(th *object.Thread, s *strategy, a *object.Bound) (object.Value, error) {
			return &strategyScope{s}, nil
		}),
		method("run(self, fn, args=(), kwargs=None, options=None)", "Calls a function on each replica.", func(th *object.Thread, s *strategy, a *object.Bound) (object.Value, error) {
			all := strategiesOf(th)
			all.stack = append(all.stack, s)
			all.running++
			defer func() { all.stack, all.running = all.stack[:len(all.stack)-1], all.running-1 }()
			return object.Call(th, a.Value("fn"), runArgs(th, a))
		}),
		method("reduce(self, reduce_op, value, axis)", "The values of all replicas joined, and along an axis unless it is None.", func(th *object.Thread, s *strategy, a *object.Bound) (object.Value, error) {
			op := checkReduceOp(th, a.Value("reduce_op"))
			if !a.Has("axis") {
				return a.Value("value"), nil
			}
			t, sc, axes := binding.ToTensor(th, a.Value("value"), tensor.Invalid), binding.Scope(th), []int{a.Int("axis")}
			if op == "MEAN" {
				return sc.Mean(t, axes, false), nil
			}
			return sc.Sum(t, axes, false), nil
		}),
		method("gather(self, value, axis)", "The values of all replicas one after the other.", func(th *object.Thread, s *strategy, a *object.Bound) (object.Value, error) {
			return a.Value("value"), nil
		}),
		method("experimental_distribute_dataset(self, dataset, options=None)", "The dataset, a part for each replica.", func(th *object.Thread, s *strategy, a *object.Bound) (object.Value, error) {
			return distributed(dataset(a.Value("dataset"))), nil
		}),
		method("distribute_datasets_from_function(self, dataset_fn, options=None)", "The dataset that a function makes of a tf.distribute.InputContext.", func(th *object.Thread, s *strategy, a *object.Bound) (object.Value, error) {
			d, err := object.CallFn(th, a.Value("dataset_fn"), &inputContext{})
			if err != nil {
				return nil, err
			}
			return distributed(dataset(d)), nil
		}),
		method("experimental_distribute_values_from_function(self, value_fn)", "The values that a function makes for each replica.", func(th *object.Thread, s *strategy, a *object.Bound) (object.Value, error) {
			return object.CallFn(th, a.Value("value_fn"), &replica{s})
		}),
		method("experimental_local_results(self, value)", "The values of the replicas of this machine.", func(th *object.Thread, s *strategy, a *object.Bound) (object.Value, error) {
			return object.NewTuple(a.Value("value")), nil
		}),
	}
}

func distributed(d *data.Dataset) *data.Dataset { return d.WithKind("DistributedDataset") }

// distributeDecls are the functions of tf.distribute.
func distributeDecls() []decl {
	return []decl{
		asked("distribute.get_strategy", "get_strategy()", "The strategy in force.", func(c *call) object.Value { return strategiesOf(c.th).current() }),
		asked("distribute.has_strategy", "has_strategy()", "Whether a strategy is in force that is not the default.", func(c *call) object.Value {
			s := strategiesOf(c.th)
			return s.current() != s.initial
		}),
		asked("distribute.in_cross_replica_context", "in_cross_replica_context()", "Whether a strategy is in force but none of its replicas runs.", func(c *call) object.Value {
			s := strategiesOf(c.th)
			return s.current() != s.initial && s.running == 0
		}),
		asked("distribute.get_replica_context", "get_replica_context()", "The context of the replica that runs, or None.", func(c *call) object.Value {
			s := strategiesOf(c.th)
			if s.current() != s.initial && s.running == 0 {
				return nil
			}
			return &replica{s.current()}
		}),
	}
}

func distributeValues() []object.Member {
	return []object.Member{object.Const("Strategy", StrategyClass), object.Const("MirroredStrategy", mirroredClass), object.Const("OneDeviceStrategy", oneDeviceClass), object.Const("ReduceOp", reduceOpClass),
		object.Const("ReplicaContext", replicaClass), object.Const("InputContext", inputContextClass)}
}
