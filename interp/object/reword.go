package object

// layerMark is on exceptions whose message names a layer already.
const layerMark = "_keras_call_info_injected"

// Reword gives the exception another message, as Keras does for what is raised
// in a layer's call, once: it stands for a new exception of the class, or a
// RuntimeError when the class takes other arguments than a message.
func (r *Raised) Reword(layer string, f func(msg string) string) error {
	e := r.Exc
	if _, done := e.Attrs.Get(layerMark); done || e.Native != nil || !e.Class.IsSubclass(ExceptionClass) {
		return r
	}
	cls := e.Class
	if !takesMessage(cls) {
		cls = RuntimeError
	}
	msg := ""
	if len(e.Args) > 0 {
		msg = quickStr(e.Args[0])
	}
	out := e.renamed(cls, f(msg))
	out.SuppressContext = true
	out.Attrs.Set(layerMark, true)
	if len(e.Trace) > 0 {
		out.staging = &staging{told: len(e.Trace)}
	}
	return &Raised{out}
}

// NamesLayer marks an exception whose message names a layer already.
func (r *Raised) NamesLayer() { r.Exc.Attrs.Set(layerMark, true) }

// renamed is an exception raised in the place of e. The constructor of a class of
// the user's gets the message.
func (e *Exception) renamed(cls *Class, msg string) *Exception {
	out := NewException(cls, msg)
	if _, own := cls.userMethod("__init__"); own && e.th != nil {
		if made, err := Construct(e.th, cls, Pos(msg)); err == nil {
			out = made.(*Exception)
		}
	}
	out.Trace, out.Context, out.Cause, out.SuppressContext, out.Hint = e.Trace, e.Context, e.Cause, e.SuppressContext, e.Hint
	return out
}

// takesMessage reports whether an exception of the class is made with a
// message alone.
func takesMessage(cls *Class) bool {
	fn, own := cls.userMethod("__init__")
	if !own {
		return !cls.IsSubclass(UnicodeError) || cls == UnicodeError
	}
	sig := SignatureOf(&BoundMethod{Fn: fn})
	if sig == nil {
		return true
	}
	_, err := sig.Bind(nil, Pos(""))
	return err == nil
}
