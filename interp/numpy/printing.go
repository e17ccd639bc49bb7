package numpy

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

const printParams = "precision=None, threshold=None, edgeitems=None, linewidth=None, suppress=None, nanstr=None, infstr=None, formatter=None, sign=None, floatmode=None, *, legacy=None"

// setOptions changes the options that are given.
func setOptions(c *call, o *tensor.PrintOptions) {
	number := func(name string, to *int) {
		if c.Sig.Index(name) >= 0 && c.Has(name) {
			*to = c.Int(name)
		}
	}
	text := func(name string, to *string) {
		if c.Sig.Index(name) >= 0 && c.Has(name) {
			*to = c.Str(name)
		}
	}
	if _, ok := c.Value("precision").(string); ok {
		throwType("precision must be an integer")
	}
	number("precision", &o.Precision)
	number("edgeitems", &o.EdgeItems)
	if c.Sig.Index("linewidth") >= 0 {
		number("linewidth", &o.LineWidth)
	}
	if c.Sig.Index("max_line_width") >= 0 {
		number("max_line_width", &o.LineWidth)
	}
	if c.Has("threshold") {
		if _, ok := c.Value("threshold").(string); ok {
			throwType("threshold must be numeric")
		}
		o.Threshold = limit(c, "threshold")
	}
	for _, name := range []string{"suppress", "suppress_small"} {
		if c.Sig.Index(name) >= 0 && c.Has(name) {
			o.Suppress = c.Bool(name)
		}
	}
	text("nanstr", &o.NanStr)
	text("infstr", &o.InfStr)
	text("sign", &o.Sign)
	text("floatmode", &o.FloatMode)
	switch o.FloatMode {
	case "", "fixed", "unique", "maxprec", "maxprec_equal":
	default:
		throwValue(`floatmode option must be one of "fixed", "unique", "maxprec", "maxprec_equal"`)
	}
	switch o.Sign {
	case "", "-", "+", " ":
	default:
		throwValue("sign option must be one of ' ', '+', or '-'")
	}
	if c.Sig.Index("formatter") >= 0 && c.Has("formatter") {
		setFormatter(c.th, c.Value("formatter"), o)
	}
}

// limit is a number of elements, which may be infinite.
func limit(c *call, name string) int {
	f := c.Float(name)
	if f != f {
		throwValue("threshold must be non-NAN, try sys.maxsize for untruncated representation")
	}
	return int(min(f, 1<<62))
}

// setFormatter takes a dict from kinds of elements to functions.
func setFormatter(th *object.Thread, v object.Value, o *tensor.PrintOptions) {
	d, ok := object.NativeOf(v).(*object.Dict)
	if !ok {
		throwType("'%s' object is not a mapping", object.TypeName(v))
	}
	find := func(names ...string) object.Value {
		for _, n := range names {
			if f, ok := d.GetStr(n); ok {
				return f
			}
		}
		return nil
	}
	o.Formatter = func(kind string) func(a *tensor.Array, i int) string {
		var f object.Value
		switch kind {
		case "float":
			f = find("float", "float_kind", "all")
		case "complexfloat":
			f = find("complexfloat", "complex_kind", "all")
		case "int":
			f = find("int", "int_kind", "all")
		case "bool":
			f = find("bool", "all")
		default:
			f = find("numpystr", "str_kind", "str", "all")
		}
		if f == nil {
			return nil
		}
		return func(a *tensor.Array, i int) string {
			return object.Must(object.Str(th, object.Must(object.CallFn(th, f, binding.ScalarAt(a, i)))))
		}
	}
}

func printingFuncs() []object.Member {
	return []object.Member{
		fun("set_printoptions("+printParams+")", "Sets how arrays are printed.", func(c *call) object.Value {
			o := binding.PrintOptions(c.th)
			o.Formatter = nil // every call sets it anew
			setOptions(c, o)
			return nil
		}),
		fun("get_printoptions()", "How arrays are printed.", func(c *call) object.Value {
			o := binding.PrintOptions(c.th)
			return object.DictOf("edgeitems", o.EdgeItems, "threshold", o.Threshold, "floatmode", o.FloatMode, "precision", o.Precision,
				"suppress", o.Suppress, "linewidth", o.LineWidth, "nanstr", o.NanStr, "infstr", o.InfStr, "sign", o.Sign, "formatter", nil, "legacy", false)
		}),
		fun("printoptions(*args, **kwargs)", "A context in which arrays are printed otherwise.", func(c *call) object.Value {
			sig := object.ParseSignature("printoptions(" + printParams + ")")
			b := object.Must(sig.Bind(c.th, object.Args{Pos: c.Rest("args"), Kw: c.Kwargs("kwargs")}))
			return &printContext{call: &call{b, c.th}}
		}),
		fun("array2string(a, max_line_width=None, precision=None, suppress_small=None, separator=' ', prefix='', style=<no value>, formatter=None, threshold=None, edgeitems=None, sign=None, floatmode=None, suffix='', *, legacy=None)", "The text of an array.", func(c *call) object.Value {
			o := *binding.PrintOptions(c.th)
			setOptions(c, &o)
			a := c.first()
			if a.Size() == 0 {
				return "[]"
			}
			return o.ArrayString(a, c.Str("separator"), c.Str("prefix"), c.Str("suffix"))
		}),
		fun("array_repr(arr, max_line_width=None, precision=None, suppress_small=None)", "The text of repr(array).", func(c *call) object.Value {
			return withWidth(c).Repr(c.first())
		}),
		fun("array_str(a, max_line_width=None, precision=None, suppress_small=None)", "The text of str(array).", func(c *call) object.Value {
			return withWidth(c).Str(c.first())
		}),
		fun("format_float_positional(x, precision=None, unique=True, fractional=True, trim='k', sign=False, pad_left=None, pad_right=None, min_digits=None)", "A number without an exponent.", func(c *call) object.Value {
			f := floatFormat(c)
			a := c.first()
			return f.Positional(a.Float(0), a.DType())
		}),
		fun("format_float_scientific(x, precision=None, unique=True, trim='k', sign=False, pad_left=None, exp_digits=None, min_digits=None)", "A number with an exponent.", func(c *call) object.Value {
			f := floatFormat(c)
			f.ExpDigits = c.IntOr("exp_digits", 0)
			a := c.first()
			return f.Scientific(a.Float(0), a.DType())
		}),
		fun("base_repr(number, base=2, padding=0)", "A number in the digits of a base.", func(c *call) object.Value { return baseText(c.Int("number"), c.Int("base"), c.Int("padding")) }),
		fun("binary_repr(num, width=None)", "A number in binary digits.", func(c *call) object.Value {
			n := c.Int("num")
			if w := c.IntOr("width", 0); n < 0 && w > 0 {
				return baseText(n+1<<w, 2, 0)
			}
			s := baseText(n, 2, 0)
			for len(s) < c.IntOr("width", 0) {
				s = "0" + s
			}
			return s
		}),
	}
}

func withWidth(c *call) *tensor.PrintOptions {
	o := *binding.PrintOptions(c.th)
	if c.Has("max_line_width") {
		o.LineWidth = c.Int("max_line_width")
	}
	if c.Has("precision") {
		o.Precision = c.Int("precision")
	}
	if c.Has("suppress_small") {
		o.Suppress = c.Bool("suppress_small")
	}
	return &o
}

func floatFormat(c *call) *tensor.FloatFormat {
	f := &tensor.FloatFormat{Precision: c.IntOr("precision", -1), MinDigits: c.IntOr("min_digits", -1), Unique: c.Bool("unique"), Sign: c.Bool("sign"), PadLeft: c.IntOr("pad_left", 0)}
	if c.Sig.Index("fractional") >= 0 {
		f.Whole = !c.Bool("fractional")
		f.PadRight = c.IntOr("pad_right", 0)
	}
	if t := c.Str("trim"); t != "" {
		f.Trim = tensor.Trim(t[0])
	}
	return f
}

func baseText(n, base, padding int) string {
	const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	if base < 2 || base > 36 {
		throwValue("Bases greater than 36 not handled in base_repr.")
	}
	neg := n < 0
	if neg {
		n = -n
	}
	s := ""
	for ; n > 0; n /= base {
		s = string(digits[n%base]) + s
	}
	for range padding {
		s = "0" + s
	}
	if s == "" {
		s = "0"
	}
	if neg {
		s = "-" + s
	}
	return s
}

// printContext is np.printoptions.
type printContext struct {
	call  *call
	saved tensor.PrintOptions
}

var printContextClass = &object.Class{Name: "_GeneratorContextManager", Module: "contextlib", Final: true}

// PyClass is the class of such contexts.
func (*printContext) PyClass() *object.Class { return printContextClass }

func init() {
	printContextClass.Enter = func(th *object.Thread, self object.Value) (object.Value, error) {
		p := self.(*printContext)
		p.saved = *binding.PrintOptions(th)
		setOptions(p.call, binding.PrintOptions(th))
		return nil, nil
	}
	printContextClass.Exit = func(th *object.Thread, self object.Value, exc *object.Exception) (bool, error) {
		*binding.PrintOptions(th) = self.(*printContext).saved
		return false, nil
	}
}
