package object

// DispatcherError words what is wrong with the arguments of a call as
// TensorFlow's dispatcher does.
func DispatcherError(sig *Signature, args Args, err error) error {
	if len(args.Pos) > len(sig.Params) {
		return TypeErrorf("Too many arguments were given. Expected %d but got %d.", len(sig.Params), len(args.Pos))
	}
	for _, k := range args.Kw {
		if sig.Index(k.Name) < 0 {
			unknown := TypeErrorf("Got an unexpected keyword argument '%s'", k.Name)
			unknown.Exc.Hint = AsRaised(err).Exc.Hint
			return unknown
		}
	}
	for i, p := range sig.Params {
		if _, given := args.Lookup(p.Name); i >= len(args.Pos) && !given && !p.HasDefault && !p.Optional {
			return TypeErrorf("Missing required positional argument").WithHint("the argument '%s' is missing", p.Name)
		}
	}
	return err
}
