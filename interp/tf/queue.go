package tf

import (
	"fmt"
	"slices"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// queue is a queue of elements, each of which has a tensor for every component.
type queue struct {
	class    *object.Class
	number   int
	capacity int
	keep     int // RandomShuffleQueue: elements that stay until it is closed
	dtypes   []tensor.DType
	shapes   [][]int // nil when they are not known
	names    []string
	random   *tensor.Philox
	elems    [][]*tensor.Tensor
	closed   bool
}

// PyClass is the class of the kind of queue.
func (q *queue) PyClass() *object.Class { return q.class }

// The classes of tf.queue.
var (
	QueueBaseClass     = &object.Class{Name: "QueueBase", Module: "tensorflow.python.ops.data_flow_ops", Doc: "Base of queues.", Signature: "QueueBase(dtypes, shapes, names, queue_ref)", Unhashable: true}
	FIFOQueueClass     = queueClass("FIFOQueue", "Elements leave in the order in which they came.", "(capacity, dtypes, shapes=None, names=None, shared_name=None, name='fifo_queue')")
	PaddingQueueClass  = queueClass("PaddingFIFOQueue", "A queue of elements of different lengths, which are padded when they leave together.", "(capacity, dtypes, shapes, names=None, shared_name=None, name='padding_fifo_queue')")
	PriorityQueueClass = queueClass("PriorityQueue", "The element with the least number leaves first; the numbers are the first component.", "(capacity, types, shapes=None, names=None, shared_name=None, name='priority_queue')")
	ShuffleQueueClass  = queueClass("RandomShuffleQueue", "Elements leave in a random order.", "(capacity, min_after_dequeue, dtypes, shapes=None, names=None, seed=None, shared_name=None, name='random_shuffle_queue')")
)

func queueClass(name, doc, sig string) *object.Class {
	return &object.Class{Name: name, Module: "tensorflow.python.ops.data_flow_ops", Base: QueueBaseClass, Doc: doc, Signature: name + sig,
		Example: `>>> q = tf.queue.FIFOQueue(3, tf.int32, shapes=[[]])
>>> q.enqueue_many([[1, 2]])
>>> q.dequeue().numpy(), q.size().numpy()
(1, 1)`}
}

func init() {
	QueueBaseClass.Example = FIFOQueueClass.Example
	QueueBaseClass.Members = queueMembers
	for _, c := range []*object.Class{FIFOQueueClass, PaddingQueueClass, PriorityQueueClass, ShuffleQueueClass} {
		c.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
			a, err := cls.BindNew(th, args)
			if err != nil {
				return nil, err
			}
			return newQueue(th, c, a), nil
		}
	}
}

// queues counts the queues of a session.
type queues struct{ made int }

func newQueue(th *object.Thread, c *object.Class, a *object.Bound) *queue {
	count := object.Get(th, func() *queues { return &queues{} })
	q := &queue{class: c, number: count.made, capacity: a.Int("capacity")}
	count.made++
	arg := "dtypes"
	if c == PriorityQueueClass {
		arg = "types"
		q.dtypes = []tensor.DType{tensor.Int64}
	}
	for _, dt := range oneOrMore(th, a.Value(arg)) {
		q.dtypes = append(q.dtypes, binding.ToDType(th, dt))
	}
	if a.Value("shapes") != nil {
		q.setShapes(th, object.Must(object.ToSlice(th, a.Value("shapes"))), a.Str("name"))
	} else if c == PaddingQueueClass {
		object.Throw(object.ValueErrorf("When providing partial shapes, a list of shapes must be provided."))
	}
	if a.Value("names") != nil {
		for _, n := range oneOrMore(th, a.Value("names")) {
			q.names = append(q.names, object.Must(object.Str(th, n)))
		}
		if len(q.names) != len(q.dtypes) {
			object.Throw(object.ValueErrorf("List of names must have the same length as the list of dtypes, received len(names)=%d,len(dtypes)=%d", len(q.names), len(q.dtypes)))
		}
	}
	if c == ShuffleQueueClass {
		q.keep = a.Int("min_after_dequeue")
		q.random = binding.Scope(th).OpStream("RandomShuffleQueueV2", tensor.Int32, seedOf(a, "seed"))
	}
	return q
}

// oneOrMore is a list as it is, and a single value as a list of one.
func oneOrMore(th *object.Thread, v object.Value) []object.Value {
	switch object.NativeOf(v).(type) {
	case *object.List, *object.Tuple:
		return object.Must(object.ToSlice(th, v))
	}
	return []object.Value{v}
}

// setShapes takes the shapes of the components; those of a PriorityQueue leave
// its numbers out.
func (q *queue) setShapes(th *object.Thread, shapes []object.Value, name string) {
	if q.class == PriorityQueueClass {
		q.shapes = [][]int{{}}
	}
	var texts []string
	for _, s := range shapes {
		shape := binding.ToShape(th, s)
		q.shapes = append(q.shapes, shape)
		texts = append(texts, brackets(shape))
	}
	if len(q.shapes) != len(q.dtypes) {
		op := q.class.Name + "V2"
		q.fail("InvalidArgumentError", op, op, name, fmt.Sprintf("Different number of component types.  Types: %s, Shapes: [%s]", q.types(), strings.Join(texts, ", ")))
	}
}

func (q *queue) types() string {
	names := make([]string, len(q.dtypes))
	for i, dt := range q.dtypes {
		names[i] = dt.RuntimeName()
		if dt == tensor.Int32 || dt == tensor.Int64 {
			names[i] = dt.String()
		}
	}
	return strings.Join(names, ", ")
}

// components are the values of an element: of a dict by names, of a list, or a
// single one.
func (q *queue) components(th *object.Thread, v object.Value) []object.Value {
	d, isDict := object.NativeOf(v).(*object.Dict)
	if q.names == nil {
		if isDict {
			object.Throw(object.ValueErrorf("Queue must have names to enqueue a dictionary"))
		}
		return oneOrMore(th, v)
	}
	if !isDict {
		object.Throw(object.ValueErrorf("You must enqueue a dictionary in a Queue with names"))
	}
	var keys []string
	for _, k := range d.Keys() {
		keys = append(keys, object.Must(object.Str(th, k)))
	}
	slices.Sort(keys)
	if want := slices.Sorted(slices.Values(q.names)); !slices.Equal(keys, want) {
		object.Throw(object.ValueErrorf("Keys in dictionary to enqueue do not match names of Queue.  Dictionary: %s,Queue: %s", quoted(keys), quoted(want)))
	}
	var out []object.Value
	for _, n := range q.names {
		x, _ := d.GetStr(n)
		out = append(out, x)
	}
	return out
}

// tensors are the components of an element; many says that they have another
// axis before, of several elements.
func (q *queue) tensors(th *object.Thread, v object.Value, many bool) []*tensor.Tensor {
	given := q.components(th, v)
	var out []*tensor.Tensor
	for i, x := range given {
		dt := tensor.Invalid
		if i < len(q.dtypes) {
			dt = q.dtypes[i]
		}
		t := binding.ToTensor(th, x, dt)
		shape := t.Shape()
		if many {
			if len(shape) == 0 {
				object.Throw(object.ValueErrorf("Shape () must have rank at least 1"))
			}
			shape = shape[1:]
		}
		if i < len(q.shapes) && !fitsShape(shape, q.shapes[i]) {
			object.Throw(object.ValueErrorf("Shapes %s and %s are incompatible", tensor.ShapeString(shape), tensor.ShapeString(q.shapes[i])))
		}
		out = append(out, t)
	}
	if len(given) != len(q.dtypes) {
		var have []string
		for _, t := range out {
			have = append(have, t.DType().RuntimeName())
		}
		want := make([]string, len(q.dtypes))
		for i, dt := range q.dtypes {
			want[i] = dt.RuntimeName()
		}
		q.fail("InvalidArgumentError", fmt.Sprintf("QueueEnqueueV2_Tcomponents_%d", len(given)), "QueueEnqueueV2", "", "Signature mismatch, have: "+strings.Join(append([]string{"resource"}, have...), ", ")+"-> expected: "+strings.Join(append([]string{"resource"}, want...), ", ")+"->")
	}
	return out
}

// fitsShape reports whether a shape is one that a partial shape allows.
func fitsShape(shape, partial []int) bool {
	if len(shape) != len(partial) {
		return false
	}
	for i, n := range partial {
		if n >= 0 && n != shape[i] {
			return false
		}
	}
	return true
}

// enqueue adds an element.
func (q *queue) enqueue(elem []*tensor.Tensor, op string) {
	if q.closed {
		q.fail("CancelledError", fmt.Sprintf("%s_Tcomponents_%d", op, len(elem)), op, "", fmt.Sprintf("%s '%d' is closed.", q.class.Name, q.number))
	}
	if len(q.elems) >= q.capacity {
		q.waits("is full")
	}
	at := len(q.elems)
	if q.class == PriorityQueueClass {
		key := elem[0].Array().Int(0)
		for at > 0 && q.elems[at-1][0].Array().Int(0) > key {
			at--
		}
	}
	q.elems = slices.Insert(q.elems, at, elem)
}

// waits throws for what TensorFlow would wait for another thread to change.
func (q *queue) waits(why string) {
	object.Throw(object.RuntimeErrorf("%s '%d' %s, and no other thread can change that: the call would wait for ever", q.class.Name, q.number, why))
}

func (q *queue) fail(class, wrapped, op, name, text string) {
	tensor.Throwf(class, "{{function_node __wrapped__%s_device_/job:localhost/replica:0/task:0/device:CPU:0}} %s [Op:%s] name: %s", wrapped, text, op, name)
}

// dequeue takes n elements, or as many as a closed queue has if upTo is set.
func (q *queue) dequeue(n int, name string, upTo bool) [][]*tensor.Tensor {
	op := "Queue" + name + "V2"
	wrapped := fmt.Sprintf("%s_component_types_%d", op, len(q.dtypes))
	if name != "Dequeue" && q.shapes == nil {
		q.fail("InvalidArgumentError", wrapped, op, "Empty_"+name, q.class.Name+"'s DequeueMany and DequeueUpTo require the components to have specified shapes.")
	}
	have := len(q.elems)
	if upTo && q.closed && have > 0 {
		n = min(n, have)
	}
	switch {
	case have < n && q.closed:
		q.fail("OutOfRangeError", wrapped, op, "Empty_"+name, fmt.Sprintf("%s '%d' is closed and has insufficient elements (requested %d, current size %d)", q.class.Name, q.number, n, have))
	case have < n:
		q.waits("has too few elements")
	case have-n < q.keep && !q.closed:
		q.waits(fmt.Sprintf("keeps %d elements", q.keep))
	}
	out := make([][]*tensor.Tensor, n)
	for i := range out {
		at := 0
		if q.random != nil {
			at = int(q.random.FillInts(tensor.Int32, 0, int64(len(q.elems)), 1).Int(0))
		}
		out[i] = q.elems[at]
		q.elems = slices.Delete(q.elems, at, at+1)
	}
	return out
}

// joined is several elements as one, whose components are stacked and, in a
// PaddingFIFOQueue, padded with zeros.
func (q *queue) joined(s *tensor.Scope, elems [][]*tensor.Tensor) []*tensor.Tensor {
	out := make([]*tensor.Tensor, len(q.dtypes))
	for i := range out {
		longest := slices.Clone(q.shapes[i])
		for _, e := range elems {
			for ax, n := range e[i].Shape() {
				longest[ax] = max(longest[ax], n)
			}
		}
		all := tensor.NewArray(q.dtypes[i], append([]int{len(elems)}, longest...)...)
		for k, e := range elems {
			index := []tensor.Slice{tensor.At(k)}
			for _, n := range e[i].Shape() {
				index = append(index, tensor.Span(0, n))
			}
			all.Slice(index).CopyFrom(e[i].Array())
		}
		out[i] = tensor.FromArray(all)
	}
	return out
}

// value is what a call gives: a dict by names, a list, or a single tensor.
func (q *queue) value(components []*tensor.Tensor) object.Value {
	if q.names != nil {
		d := object.NewDict()
		for i, n := range q.names {
			d.SetStr(n, components[i])
		}
		return d
	}
	if len(components) == 1 {
		return components[0]
	}
	return list(components)
}
