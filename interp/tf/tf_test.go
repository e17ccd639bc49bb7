package tf

import (
	"strings"
	"testing"

	"kerash/interp/object"
)

// TestDeclarations reads every signature and looks at names and docs.
func TestDeclarations(t *testing.T) {
	seen, modules := map[string]bool{}, newModules().byName
	for _, d := range declarations() {
		sig := object.ParseSignature(d.sig)
		if sig.Name == "" {
			t.Errorf("%s: no name in %s", d.names, d.sig)
		}
		if !strings.HasSuffix(d.doc, ".") {
			t.Errorf("%s: the doc %q is no sentence", d.names, d.doc)
		}
		for _, n := range strings.Fields(d.names) {
			if seen[n] {
				t.Errorf("%s is declared twice", n)
			}
			seen[n] = true
			if i := strings.LastIndexByte(n, '.'); i > 0 && !strings.HasPrefix(n, "__") && modules[n[:i]] == nil {
				t.Errorf("%s is in no module", n)
			}
		}
	}
}
