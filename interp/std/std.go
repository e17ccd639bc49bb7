// Package std has the modules of Python's library that kerash knows: what
// scripts around Keras use of it.
//
// Each module is declared in a file (or a few) of its name. The declarations
// are shared; what a module changes while code runs, such as the state of
// random, is kept for each thread.
package std

import (
	"io"

	"kerash/interp/object"
)

// Host is what the modules ask of the session around them.
type Host struct {
	// Args are sys.argv.
	Args []string
	// Stderr is where sys.stderr writes.
	Stderr io.Writer
	// Folder is the first entry of sys.path.
	Folder string
	// Modules are those that code has imported, by name.
	Modules map[string]*object.Module
}

// Modules makes the modules for a session.
func Modules() []*object.Module {
	return []*object.Module{
		mathModule(), cmathModule(), sysModule(), osModule(), osPathModule(), timeModule(), datetimeModule(), jsonModule(), randomModule(),
		itertoolsModule(), functoolsModule(), operatorModule(), collectionsModule(), collectionsAbcModule(), heapqModule(), bisectModule(),
		stringModule(), textwrapModule(), reModule(), ioModule(), copyModule(), typesModule(), enumModule(), dataclassesModule(), abcModule(),
		typingModule(), contextlibModule(), warningsModule(), loggingModule(), pathlibModule(), globModule(), fnmatchModule(), shutilModule(),
		tempfileModule(), statisticsModule(), pprintModule(), tracebackModule(), gcModule(), platformModule(), futureModule(),
		argparseModule(), csvModule(), zipfileModule(), hashlibModule(), base64Module(), numbersModule(), inspectModule(), matplotlibModule(), pyplotModule(), timeitModule(), fractionsModule(),
		astModule(), pickleModule(), weakrefModule(), urllibModule(), urllibParse, shlexModule(), htmlModule(), getpassModule(), localeModule(), structModule(), binasciiModule(), hmacModule(), secretsModule(), zlibModule(), gzipModule(), bz2Module(), uuidModule(),
		threadingModule(), asyncioModule(), atexitModule(), queueModule(), concurrentModule(), futuresPackage, unicodedataModule(), decimalModule(), calendarModule(), difflibModule(), configparserModule(), codecsModule(), arrayModule(),
	}
}

func hostOf(th *object.Thread) *Host {
	return object.Get(th, func() *Host { return &Host{Stderr: io.Discard, Modules: map[string]*object.Module{}} })
}
