package numpy

// scalarAdvice is what NumPy says about the names of Python's types that it
// once had too.
var scalarAdvice = map[string]string{
	"float":   "If you specifically wanted the numpy scalar type, use `np.float64` here.",
	"complex": "If you specifically wanted the numpy scalar type, use `np.complex128` here.",
	"bool":    "If you specifically wanted the numpy scalar type, use `np.bool_` here.",
	"str":     "If you specifically wanted the numpy scalar type, use `np.str_` here.",
	"object":  "",
	"int":     "When replacing `np.int`, you may wish to use e.g. `np.int64` or `np.int32` to specify the precision. If you wish to review your current use, check the release note link for additional information.",
}

// removedAlias tells what to write for a name that NumPy no longer has.
func removedAlias(name string) string {
	advice, ok := scalarAdvice[name]
	if !ok {
		return ""
	}
	return ".\n`np." + name + "` was a deprecated alias for the builtin `" + name + "`. To avoid this error in existing code, use `" + name +
		"` by itself. Doing this will not modify any behavior and is safe. " + advice +
		"\nThe aliases was originally deprecated in NumPy 1.20; for more details and guidance see the original release note at:\n" +
		"    https://numpy.org/devdocs/release/1.20.0-notes.html#deprecations"
}
