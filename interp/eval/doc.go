// Package eval runs the trees of package syntax.
//
// Expressions are lowered to trees of github.com/expr-lang/expr, compiled once
// and run on expr's virtual machine. What Python's operators, attributes and
// calls mean is not expr's business: every operation becomes a call of a host
// function over package object's protocols. Statements are lowered to a small
// tree of their own, whose nodes hold compiled expressions, and are run by
// walking it. Both happen when code is first reached, so a script pays only
// for what it runs.
//
// Each call of a function has a Frame with the slots that syntax.Resolve gave
// to its variables. An Evaluator belongs to one object.Thread; it knows the
// running frame, through which host functions reach variables without being
// handed anything.
//
// The package knows neither tensors nor the terminal nor where modules come
// from: imports go through Thread.Import.
package eval
