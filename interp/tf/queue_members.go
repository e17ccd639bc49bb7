package tf

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// queueValues are the classes of tf.queue.
func queueValues() []object.Member {
	var out []object.Member
	for _, c := range []*object.Class{QueueBaseClass, FIFOQueueClass, PaddingQueueClass, PriorityQueueClass, ShuffleQueueClass} {
		out = append(out, object.Const(c.Name, c))
	}
	return out
}

func queueMembers() []object.Member {
	method := func(sig, doc string, f func(th *object.Thread, q *queue, a *object.Bound) object.Value) object.Member {
		return object.Method(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
			binding.Scope(th).SideEffect("a queue")
			return f(th, a.Self().(*queue), a), nil
		})
	}
	get := func(name, doc string, f func(q *queue) object.Value) object.Member {
		return object.Getter(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) { return f(self.(*queue)), nil })
	}
	return []object.Member{
		method("enqueue(self, vals, name=None)", "Adds an element.", func(th *object.Thread, q *queue, a *object.Bound) object.Value {
			q.enqueue(q.tensors(th, a.Value("vals"), false), "QueueEnqueueV2")
			return nil
		}),
		method("enqueue_many(self, vals, name=None)", "Adds elements: the rows of the values.", func(th *object.Thread, q *queue, a *object.Bound) object.Value {
			s := binding.Scope(th)
			many := q.tensors(th, a.Value("vals"), true)
			for i := range many[0].Dim(0) {
				elem := make([]*tensor.Tensor, len(many))
				for k, t := range many {
					elem[k] = s.StridedSlice(t, []tensor.Slice{tensor.At(i)})
				}
				q.enqueue(elem, "QueueEnqueueManyV2")
			}
			return nil
		}),
		method("dequeue(self, name=None)", "Takes an element out.", func(th *object.Thread, q *queue, a *object.Bound) object.Value {
			return q.value(q.dequeue(1, "Dequeue", false)[0])
		}),
		method("dequeue_many(self, n, name=None)", "Takes n elements out, stacked.", func(th *object.Thread, q *queue, a *object.Bound) object.Value {
			return q.value(q.joined(binding.Scope(th), q.dequeue(a.Int("n"), "DequeueMany", false)))
		}),
		method("dequeue_up_to(self, n, name=None)", "Takes n elements out, or what a closed queue still has, stacked.", func(th *object.Thread, q *queue, a *object.Bound) object.Value {
			return q.value(q.joined(binding.Scope(th), q.dequeue(a.Int("n"), "DequeueUpTo", true)))
		}),
		method("size(self, name=None)", "The number of elements.", func(th *object.Thread, q *queue, a *object.Bound) object.Value {
			return tensor.ConstScalar(int32(len(q.elems)))
		}),
		method("close(self, cancel_pending_enqueues=False, name=None)", "Says that no elements will come.", func(th *object.Thread, q *queue, a *object.Bound) object.Value {
			q.closed = true
			return nil
		}),
		method("is_closed(self, name=None)", "Whether the queue is closed.", func(th *object.Thread, q *queue, a *object.Bound) object.Value {
			return tensor.ConstScalar(q.closed)
		}),
		get("dtypes", "the dtypes of the components", func(q *queue) object.Value {
			l := object.NewList()
			for _, dt := range q.dtypes {
				l.Elems = append(l.Elems, binding.TFDType(dt))
			}
			return l
		}),
		get("shapes", "the shapes of the components", func(q *queue) object.Value {
			l := object.NewList()
			for i := range q.dtypes {
				shape := &binding.TensorShape{Unknown: true}
				if q.shapes != nil {
					shape = binding.NewTensorShape(q.shapes[i])
				}
				l.Elems = append(l.Elems, shape)
			}
			return l
		}),
		get("names", "the names of the components, or None", func(q *queue) object.Value {
			if q.names == nil {
				return nil
			}
			return object.NewList(tupleOfStrings(q.names).Elems...)
		}),
		get("name", "the name of the queue, which has none outside graphs", func(q *queue) object.Value { return "Empty" }),
		object.StaticMethodOf("from_list(index, queues)", "One of several queues.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			refused := object.TypeErrorf("A list of queues expected")
			elems, err := object.ToSlice(th, a.Value("queues"))
			if err != nil || len(elems) == 0 {
				return nil, refused
			}
			for _, e := range elems {
				if _, ok := e.(*queue); !ok {
					return nil, refused
				}
			}
			return object.Index(th, object.NewList(elems...), a.Value("index"))
		}),
	}
}
