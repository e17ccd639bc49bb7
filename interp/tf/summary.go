package tf

import (
	"fmt"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model/format/event"
	"kerash/model/format/picture"
	"kerash/tensor"
)

// SummaryWriterClass is what tf.summary.create_file_writer gives.
var SummaryWriterClass = &object.Class{Name: "SummaryWriter", Module: "tensorflow.python.ops.summary_ops_v2", Doc: "Writes event files for TensorBoard.",
	Example: `>>> writer = tf.summary.create_file_writer('logs')
>>> with writer.as_default():
...     tf.summary.scalar('loss', 0.5, step=1)
<tf.Tensor: shape=(), dtype=bool, numpy=True>`}

// summaryWriter is a writer; without a file it writes nothing.
type summaryWriter struct {
	file   *event.File
	closed bool
}

// PyClass is SummaryWriter.
func (*summaryWriter) PyClass() *object.Class { return SummaryWriterClass }

// summaries is what tf.summary keeps for a session.
type summaries struct {
	stack []summaryFrame
	step  object.Value
	made  int
	muted int // record_if(False) around
}

// summaryFrame is a default writer with the step that as_default was given.
type summaryFrame struct {
	w    *summaryWriter
	step object.Value
}

func summariesOf(th *object.Thread) *summaries {
	return object.Get(th, func() *summaries { return &summaries{} })
}

func (s *summaries) current() *summaryWriter {
	if len(s.stack) == 0 || s.muted > 0 {
		return nil
	}
	return s.stack[len(s.stack)-1].w
}

// summaryScope is what as_default and record_if give: a block.
type summaryScope struct {
	enter func(s *summaries) object.Value
	exit  func(s *summaries)
}

var summaryScopeClass = &object.Class{Name: "_GeneratorContextManager", Module: "contextlib", Doc: "A block in which a writer is the default.", Final: true,
	Enter: func(th *object.Thread, self object.Value) (object.Value, error) {
		return self.(*summaryScope).enter(summariesOf(th)), nil
	},
	Exit: func(th *object.Thread, self object.Value, exc *object.Exception) (bool, error) {
		self.(*summaryScope).exit(summariesOf(th))
		return false, nil
	}}

// PyClass is that of context managers.
func (*summaryScope) PyClass() *object.Class { return summaryScopeClass }

func init() {
	SummaryWriterClass.Members = func() []object.Member {
		onWriter := func(sig, doc string, f func(w *summaryWriter, a *object.Bound) object.Value) object.Member {
			return object.Method(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return f(a.Self().(*summaryWriter), a), nil
			})
		}
		return []object.Member{
			onWriter("as_default(self, step=None)", "A block in which tf.summary writes here.", func(w *summaryWriter, a *object.Bound) object.Value {
				if w.closed {
					object.Throw(object.RuntimeErrorf("SummaryWriter is already closed"))
				}
				step := a.Value("step")
				return &summaryScope{
					enter: func(s *summaries) object.Value {
						s.stack = append(s.stack, summaryFrame{w, s.step})
						if step != nil {
							s.step = step
						}
						return w
					},
					exit: func(s *summaries) {
						s.step = s.stack[len(s.stack)-1].step
						s.stack = s.stack[:len(s.stack)-1]
						w.flush()
					},
				}
			}),
			onWriter("set_as_default(self, step=None)", "Makes tf.summary write here.", func(w *summaryWriter, a *object.Bound) object.Value {
				s := summariesOf(a.Thread())
				s.stack = append(s.stack, summaryFrame{w, s.step})
				if a.Has("step") {
					s.step = a.Value("step")
				}
				return nil
			}),
			onWriter("init(self)", "Does nothing: the file is open.", func(w *summaryWriter, a *object.Bound) object.Value { return nil }),
			onWriter("flush(self)", "Brings what was written to the file.", func(w *summaryWriter, a *object.Bound) object.Value {
				w.flush()
				return nil
			}),
			onWriter("close(self)", "Closes the file.", func(w *summaryWriter, a *object.Bound) object.Value {
				if w.file != nil && !w.closed {
					w.closed = true
					written(w.file.Close())
				}
				return nil
			}),
		}
	}
}

func (w *summaryWriter) flush() {
	if w.file != nil && !w.closed {
		written(w.file.Flush())
	}
}

func written(err error) {
	if err != nil {
		tensor.Throwf("UnknownError", "%v", err)
	}
}

// summaryDecls are the functions of tf.summary.
func summaryDecls() []decl {
	return []decl{
		asked("summary.create_file_writer", "create_file_writer_v2(logdir, max_queue=None, flush_millis=None, filename_suffix=None, name=None, experimental_trackable=False, experimental_mesh=None)", "A writer of an event file in a folder.", func(c *call) object.Value {
			refuseFiles(c.th)
			if c.Value("logdir") == nil {
				object.Throw(object.ValueErrorf("Argument `logdir` cannot be None"))
			}
			s := summariesOf(c.th)
			f, err := event.Create(c.path("logdir"), s.made, c.StrOr("filename_suffix", ".v2"))
			written(err)
			s.made++
			return &summaryWriter{file: f}
		}),
		asked("summary.create_noop_writer", "create_noop_writer()", "A writer that writes nothing.", func(c *call) object.Value { return &summaryWriter{} }),
		summary("scalar", "scalar(name, data, step=None, description=None)", "Writes a number.", func(c *call, f *event.File, tag string, step int64) error {
			t := c.tensor("data")
			if t.Rank() != 0 {
				tensor.Throwf("InvalidArgumentError", "Expected scalar shape, saw shape: %s. [Op:Assert]", tensor.ShapeString(t.Shape()))
			}
			return f.Scalar(tag, step, c.s.Cast(t, tensor.Float32).Array().Float(0), c.StrOr("description", ""))
		}),
		summary("histogram", "histogram(name, data, step=None, buckets=None, description=None)", "Writes how values are spread.", func(c *call, f *event.File, tag string, step int64) error {
			return f.Histogram(tag, step, c.tensor("data").Array().Floats(), c.IntOr("buckets", 30), c.StrOr("description", ""))
		}),
		summary("text", "text(name, data, step=None, description=None)", "Writes text.", func(c *call, f *event.File, tag string, step int64) error {
			a := c.tensorAs("data", tensor.String).Array()
			texts := make([]string, a.Size())
			for i := range texts {
				texts[i] = a.Str(i)
			}
			return f.Text(tag, step, texts, a.Shape(), c.StrOr("description", ""))
		}),
		summary("image", "image(name, data, step=None, max_outputs=3, description=None)", "Writes images: (k, height, width, channels).", writeImages),
		asked("summary.flush", "flush(writer=None, name=None)", "Brings what was written to the file.", func(c *call) object.Value {
			w, ok := c.Value("writer").(*summaryWriter)
			if !ok {
				w = summariesOf(c.th).current()
			}
			if w != nil {
				w.flush()
			}
			return nil
		}),
		asked("summary.should_record_summaries", "should_record_summaries()", "Whether something would be written.", func(c *call) object.Value {
			return tensor.ConstScalar(summariesOf(c.th).current() != nil)
		}),
		asked("summary.record_if", "record_if(condition)", "A block in which summaries are written only if the condition holds.", func(c *call) object.Value {
			on := object.Must(object.Truth(c.th, c.Value("condition")))
			shift := func(by int) func(s *summaries) {
				return func(s *summaries) {
					if !on {
						s.muted += by
					}
				}
			}
			return &summaryScope{enter: func(s *summaries) object.Value {
				shift(1)(s)
				return nil
			}, exit: shift(-1)}
		}),
		asked("summary.experimental.set_step", "set_step(step)", "Sets the step of summaries that are given none.", func(c *call) object.Value {
			summariesOf(c.th).step = c.Value("step")
			return nil
		}),
		asked("summary.experimental.get_step", "get_step()", "The step of summaries that are given none.", func(c *call) object.Value { return summariesOf(c.th).step }),
	}
}

// summary declares a function that writes, and tells whether it did.
func summary(name, sig, doc string, write func(c *call, f *event.File, tag string, step int64) error) decl {
	return decl{names: "summary." + name, sig: sig, doc: doc, raw: true, plain: true, fn: func(c *call) object.Value {
		s := summariesOf(c.th)
		w := s.current()
		if w == nil || w.file == nil || w.closed {
			return tensor.ConstScalar(false)
		}
		step := c.Value("step")
		if step == nil {
			step = s.step
		}
		if step == nil {
			object.Throw(object.ValueErrorf("No step set. Please specify one either through the `step` argument or through tf.summary.experimental.set_step()"))
		}
		c.s.SideEffect("tf.summary")
		if c.Sig.Index("tag") >= 0 {
			written(write(c, w.file, c.Str("tag"), int64(object.Must(object.AsInt(c.th, step)))))
			return tensor.ConstScalar(true)
		}
		tag := c.Str("name")
		if scope := binding.Context(c.th).ScopedName(tag); scope != "" {
			tag = scope
		}
		written(write(c, w.file, tag, int64(object.Must(object.AsInt(c.th, step)))))
		return tensor.ConstScalar(true)
	}}
}

func writeImages(c *call, f *event.File, tag string, step int64) error {
	t := c.tensor("data")
	if t.Rank() != 4 {
		tensor.Throwf("InvalidArgumentError", "Tensor conversion requested dtype uint8: data must have 4 dimensions, got shape %s", tensor.ShapeString(t.Shape()))
	}
	pixels := c.s.ConvertImageDType(t, tensor.Uint8, true).Array()
	shape := pixels.Shape()
	var png []string
	for i := range min(shape[0], c.int("max_outputs")) {
		raw, err := picture.EncodePNG(pixels.Slice([]tensor.Slice{tensor.At(i)}).Contiguous(), -1)
		if err != nil {
			return fmt.Errorf("image %d: %w", i, err)
		}
		png = append(png, string(raw))
	}
	return f.Images(tag, step, shape[2], shape[1], png, c.StrOr("description", ""))
}
