package keras

import (
	_ "embed"
	"strings"
	"sync"

	"kerash/model"
)

//go:embed lineage.txt
var lineageText string

// lineage tells where Keras defines a class and from which public class it
// derives: what repr, isinstance and __module__ show.
type lineage struct {
	module, base string
	// call is the parameters of a layer's call after self; *name takes any more.
	call []string
}

var lineages = sync.OnceValue(func() map[string]lineage {
	all := map[string]lineage{}
	for line := range strings.Lines(lineageText) {
		f := strings.Fields(line)
		if len(f) < 4 || f[0] == "#" {
			continue
		}
		l := lineage{module: f[2]}
		if f[3] != "-" {
			l.base = f[3]
		}
		if len(f) > 4 {
			l.call = strings.Split(f[4], ",")
		}
		all[f[0]+"."+f[1]] = l
	}
	return all
})

func lineageOf(k model.Kind, name string) (lineage, bool) {
	l, ok := lineages()[string(k)+"."+name]
	return l, ok
}
