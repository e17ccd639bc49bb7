package repl

import (
	"fmt"
	"io"
	"os/exec"
	"strings"

	"kerash/interp/help"
	"kerash/interp/object"
	"kerash/interp/syntax"
	"kerash/model"
	"kerash/model/format/plain"
	"kerash/repl/editor"
)

// magic is a command to the shell: %name args, or %%name args with the rest of
// the cell as body. From its declaration come help, %lsmagic and completion.
type magic struct {
	name  string
	usage string // "%time code"
	doc   string // first line: one sentence
	cell  bool   // can be a %%cell magic
	run   func(c *Console, call magicCall) error
}

// magicCall is one use of a magic.
type magicCall struct {
	args string
	body string // of a %%cell magic
	cell bool
	src  *syntax.Source
}

// magics lists what there is. It is a function so that nothing is made before
// the first use.
func magics() []magic {
	return []magic{
		{name: "lsmagic", usage: "%lsmagic", doc: "Lists the magics.", run: listMagics},
		timeMagic, timeitMagic, runMagic, whoMagic, whosMagic, resetMagic,
		historyMagic, saveMagic, threadsMagic, memMagic, pwdMagic, cdMagic, lsMagic,
	}
}

func magicCandidates() []editor.Candidate {
	var out []editor.Candidate
	for _, m := range magics() {
		line, _, _ := strings.Cut(m.doc, "\n")
		out = append(out, editor.Candidate{Text: m.name, Kind: "magic", Detail: line})
	}
	return out
}

func findMagic(name string) (magic, bool) {
	for _, m := range magics() {
		if m.name == name {
			return m, true
		}
	}
	return magic{}, false
}

// magic runs a line that is meant for the shell.
func (c *Console) magic(m *syntax.Magic, src *syntax.Source) error {
	switch m.Kind {
	case syntax.MagicShell:
		return c.shellCommand(m.Args)
	case syntax.MagicHelp, syntax.MagicSource:
		return c.helpOn(m.Name)
	}
	found, ok := findMagic(m.Name)
	if !ok {
		return unknownMagic(m)
	}
	if m.Kind == syntax.MagicCell && !found.cell {
		return object.Errorf(object.SyntaxError, "%%%%%s is no cell magic", m.Name).WithHint("write it as a line: %s", found.usage)
	}
	return found.run(c, magicCall{args: m.Args, body: m.Body, cell: m.Kind == syntax.MagicCell, src: src})
}

func unknownMagic(m *syntax.Magic) error {
	var names []string
	for _, k := range magics() {
		names = append(names, k.name)
	}
	err := object.Errorf(object.NameError, "there is no magic %%%s", m.Name)
	if near := object.Closest(m.Name, names); near != "" {
		return err.WithHint("did you mean %%%s?", near)
	}
	return err.WithHint("%%lsmagic lists them")
}

// shellCommand runs !command.
func (c *Console) shellCommand(command string) error {
	if c.opt.Safe {
		return object.Errorf(object.PermissionError, "commands of the system are off under --safe")
	}
	if command == "" {
		return object.Errorf(object.SyntaxError, "a command is missing after !")
	}
	c.out.Flush()
	cmd := exec.CommandContext(c.session.Thread().Context(), "sh", "-c", command)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = c.opt.Stdin, c.reporter, c.opt.Stderr
	if err := cmd.Run(); err != nil {
		if exit, ok := err.(*exec.ExitError); ok && exit.ExitCode() > 0 {
			fmt.Fprintf(c.opt.Stderr, "the command ended with status %d\n", exit.ExitCode())
			return nil
		}
		return object.Errorf(object.OSError, "the command did not run: %v", err)
	}
	return nil
}

// Explain writes the help for a dotted name.
func (c *Console) Explain(name string) error { return c.helpOn(name) }

// helpOn is name?: help for a value or a magic.
func (c *Console) helpOn(name string) error {
	if name, ok := strings.CutPrefix(name, "%"); ok {
		name = strings.TrimPrefix(name, "%")
		m, found := findMagic(name)
		if !found {
			return unknownMagic(&syntax.Magic{Name: name})
		}
		_, err := fmt.Fprintf(c.reporter, "%s    [magic]\n\n%s\n", m.usage, m.doc)
		return err
	}
	v, ok := c.valueNamed(name)
	if !ok {
		var err error
		if v, err = c.session.Eval(c.session.Thread().Context(), "help", name); err != nil {
			return err
		}
	}
	_, err := io.WriteString(c.reporter, help.Text(c.session.Thread(), name, v))
	return err
}

func listMagics(c *Console, _ magicCall) error {
	var b strings.Builder
	for _, m := range magics() {
		line, _, _ := strings.Cut(m.doc, "\n")
		fmt.Fprintf(&b, "  %-20s %s\n", m.usage, line)
	}
	fmt.Fprintf(&b, "  %-20s %s\n", "!command", "Runs a command of the system.")
	fmt.Fprintf(&b, "  %-20s %s\n", "name?", "Explains a name.")
	_, err := io.WriteString(c.reporter, b.String())
	return err
}

var runMagic = magic{name: "run", usage: "%run file [args]", doc: "Runs a .ksh or .py file in this session.\nIts variables stay.",
	run: func(c *Console, call magicCall) error {
		path, _, _ := strings.Cut(call.args, " ")
		if path == "" {
			return object.Errorf(object.SyntaxError, "%%run needs a file").WithHint("%%run lesson.ksh")
		}
		b, err := ReadFile(path)
		if err != nil {
			return object.Errorf(object.OSError, "%s", err.Error())
		}
		if i := invalidUTF8(string(b)); i >= 0 {
			return object.Errorf(object.SyntaxError, "'%s' is not UTF-8: byte 0x%02x", path, b[i])
		}
		return c.nested(path, strings.TrimPrefix(string(b), "\ufeff"), ScriptMode(path))
	}}

// nested runs a text inside of the running one, without the label of the
// prompt.
func (c *Console) nested(name, text string, mode syntax.Mode) error {
	label := c.label
	c.label = ""
	defer func() { c.label = label }()
	return c.session.Within(name, text, mode)
}

var resetMagic = magic{name: "reset", usage: "%reset", doc: "Forgets all variables and the names given to layers.",
	run: func(c *Console, _ magicCall) error {
		g := c.session.Globals()
		for _, n := range g.Names() {
			if !strings.HasPrefix(n, "__") {
				g.Delete(n)
			}
		}
		c.state().ClearSession()
		return nil
	}}

var historyMagic = magic{name: "history", usage: "%history [n]", doc: "Shows the cells of this session, or the last n.",
	run: func(c *Console, call magicCall) error {
		cells := c.cells()
		from := 0
		if call.args != "" {
			n, ok := model.AsInt(atoi(call.args))
			if !ok || n < 0 {
				return object.ValueErrorf("%%history takes a number, not '%s'", call.args)
			}
			from = max(0, len(cells)-n)
		}
		var b strings.Builder
		for i, text := range cells[from:] {
			lead := fmt.Sprintf("%4d: ", from+i+1)
			b.WriteString(lead + strings.ReplaceAll(text, "\n", "\n"+strings.Repeat(" ", len(lead))) + "\n")
		}
		_, err := io.WriteString(c.reporter, b.String())
		return err
	}}

// cells is what was run at the prompt, without the cell that runs.
func (c *Console) cells() []string {
	if c.shell == nil || len(c.shell.cells) == 0 {
		return nil
	}
	return c.shell.cells[:len(c.shell.cells)-1]
}

var saveMagic = magic{name: "save", usage: "%save file.ksh", doc: "Writes the cells of this session to a script.",
	run: func(c *Console, call magicCall) error {
		if c.opt.Safe {
			return object.Errorf(object.PermissionError, "writing files is off under --safe")
		}
		if call.args == "" {
			return object.Errorf(object.SyntaxError, "%%save needs a file").WithHint("%%save session.ksh")
		}
		cells := c.cells()
		text := "#!/usr/bin/env kerash\n" + strings.Join(cells, "\n\n") + "\n"
		err := plain.Replace(call.args, func(w io.Writer) error {
			_, err := io.WriteString(w, text)
			return err
		})
		if err != nil {
			return object.OSErrorOf(err, call.args)
		}
		_, err = fmt.Fprintf(c.reporter, "%d cells written to %s\n", len(cells), call.args)
		return err
	}}

// state is the session's model state.
func (c *Console) state() *model.State { return stateOf(c.session.Thread()) }
