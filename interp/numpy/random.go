package numpy

import (
	"strings"

	"kerash/interp/object"
)

// randomModule is numpy.random: the functions are methods of a RandomState
// that each session has.
func randomModule() *object.Module {
	return &object.Module{Name: "numpy.random", Doc: "Random numbers.", Members: func() []object.Member {
		members := globalFuncs()
		for _, c := range bitClasses {
			members = append(members, object.Const(c.Name, c))
		}
		return append(members,
			object.Const("BitGenerator", bitGeneratorClass),
			object.Const("RandomState", randomStateClass), object.Const("Generator", generatorClass), object.Const("SeedSequence", seedSequenceClass),
			fun("default_rng(seed=None)", "A Generator.", func(c *call) object.Value { return defaultRng(c.th, c.Value("seed")) }),
		)
	}}
}

// globalFuncs makes functions of the methods of RandomState.
func globalFuncs() []object.Member {
	members := stateMembers(func(c *call) *randomState { return global(c.th) })
	for i, m := range members {
		b := m.Value.(*object.Builtin)
		sig := strings.Replace(strings.Replace(b.Sig, "(self, ", "(", 1), "(self)", "()", 1)
		members[i].Value = &object.Builtin{Name: b.Name, Sig: sig, Doc: b.Doc, Fn: b.Fn, Counts: true}
	}
	return members
}
