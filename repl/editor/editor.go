package editor

import (
	"errors"
	"io"
	"strings"
	"sync"

	"github.com/chzyer/readline"
)

// ErrInterrupt is returned by Read when the user pressed ^C.
var ErrInterrupt = errors.New("interrupted")

// Status is the parser's opinion of a text.
type Status int

// A Complete text may run; an Incomplete one goes on in another line; an
// Invalid one runs too, so that the user sees the real error.
const (
	Complete Status = iota
	Incomplete
	Invalid
)

// Config says where an editor reads and draws, and whom it asks.
type Config struct {
	Terminal Terminal
	Output   io.Writer
	Color    bool
	History  *History

	// Check judges a text when Enter is pressed. Nil takes everything.
	Check func(src string) Status
	// Complete answers Tab. It must not run the user's code.
	Complete func(src string, pos int) Completion
	// Signature is a line about the call around pos, "" for none.
	Signature func(src string, pos int) string
	// Highlight styles the text; nil stands for this package's Highlight.
	Highlight func(src string) []Span
}

// Editor reads cells. Its methods may be called from one goroutine; what
// Output returns may be written to from any.
type Editor struct {
	cfg     Config
	history *History
	dec     *decoder
	rl      *readline.Instance
	screen  *screen
	resized func() // stops watching the size

	mu      sync.Mutex
	cell    cell
	menu    *menu
	search  *search
	sign    string // signature row
	ghost   string
	prompt  string
	cont    string
	reading bool // a cell is on the screen
	outcome outcome
	dirty   bool // a key changed something since the last redraw
	top     int  // first row of the window on a tall cell
	shown   page // what stands on the screen
	clear   bool // wipe the screen with the next redraw

	styledText string // cache of the last highlighting
	styled     []Span
}

type outcome int

const (
	editing outcome = iota
	submitted
	interrupted
	ended
)

// mirror is what readline believes the line to be. Its own buffer must not be
// empty while a cell is edited, and everything drawn comes from the painter.
var mirror = []rune{' '}

// New prepares an editor. Nothing is drawn and the terminal is not touched
// before Read.
func New(cfg Config) (*Editor, error) {
	e := &Editor{cfg: cfg, history: cfg.History}
	if e.history == nil {
		e.history = NewHistory(nil)
	}
	if e.cfg.Highlight == nil {
		e.cfg.Highlight = Highlight
	}
	e.dec = &decoder{src: cfg.Terminal, ready: cfg.Terminal.Ready}
	e.screen = &screen{editor: e, w: cfg.Output}
	rl, err := readline.NewEx(&readline.Config{
		Stdin:                  e.dec,
		Stdout:                 e.screen,
		Stderr:                 e.screen,
		FuncGetWidth:           func() int { return 1 << 30 },
		FuncIsTerminal:         func() bool { return true },
		FuncMakeRaw:            e.enterRaw,
		FuncExitRaw:            e.leaveRaw,
		FuncOnWidthChanged:     func(func()) {},
		FuncFilterInputRune:    e.filter,
		Listener:               readline.FuncListener(e.changed),
		Painter:                painter{e},
		HistoryLimit:           -1,
		DisableAutoSaveHistory: true,
	})
	if err != nil {
		return nil, err
	}
	e.rl = rl
	e.resized = cfg.Terminal.OnResize(rl.Refresh)
	return e, nil
}

// Close restores the terminal. It is safe to call from a signal handler's
// goroutine while Read is waiting.
func (e *Editor) Close() error {
	e.resized()
	e.dec.Close()
	e.mu.Lock()
	reading := e.reading
	e.reading = false
	e.mu.Unlock()
	if reading {
		io.WriteString(e.cfg.Output, "\x1b[?2004l\r\n")
	}
	return e.cfg.Terminal.Restore()
}

// Output is where to print while a cell may be on the screen: the text
// appears above it.
func (e *Editor) Output() io.Writer { return e.rl.Stdout() }

// Read shows the prompt and returns a whole cell. io.EOF means that the user
// left, ErrInterrupt that the cell was thrown away.
func (e *Editor) Read(prompt string) (string, error) {
	return e.ReadFrom(prompt, "")
}

// ReadFrom is Read with a text to begin with.
func (e *Editor) ReadFrom(prompt, text string) (string, error) {
	e.mu.Lock()
	e.cell.reset()
	e.cell.set(text)
	e.menu, e.search, e.sign, e.ghost = nil, nil, "", ""
	e.prompt, e.cont = prompt, contPromptFor(prompt)
	e.outcome, e.shown, e.top = editing, page{}, 0
	e.history.rewind()
	e.reading = true
	e.mu.Unlock()

	_, err := e.rl.Readline()

	e.mu.Lock()
	defer e.mu.Unlock()
	e.reading = false
	if err != nil {
		return "", err
	}
	switch e.outcome {
	case ended:
		return "", io.EOF
	case interrupted:
		return "", ErrInterrupt
	}
	return strings.TrimRight(e.cell.text, "\n "), nil
}

// contPromptFor is "   ...: ", right-aligned with the prompt.
func contPromptFor(prompt string) string {
	const cont = "...: "
	n := textWidth(prompt)
	if n < len(cont) {
		return cont[len(cont)-n:]
	}
	return strings.Repeat(" ", n-len(cont)) + cont
}

func (e *Editor) enterRaw() error {
	if err := e.cfg.Terminal.Raw(); err != nil {
		return err
	}
	_, err := io.WriteString(e.cfg.Output, "\x1b[?2004h")
	return err
}

func (e *Editor) leaveRaw() error {
	if _, err := io.WriteString(e.cfg.Output, "\x1b[?2004l"); err != nil {
		return err
	}
	return e.cfg.Terminal.Quiet()
}

// rescue keeps a bug in a hook from leaving the terminal raw.
func (e *Editor) rescue() {
	if r := recover(); r != nil {
		io.WriteString(e.cfg.Output, "\x1b[?2004l\r\n")
		e.cfg.Terminal.Restore()
		panic(r)
	}
}

// filter is called by readline with every key, before readline looks at it.
func (e *Editor) filter(r rune) (rune, bool) {
	defer e.rescue()
	e.mu.Lock()
	if r == 0 && e.outcome != editing {
		e.mu.Unlock()
		select {} // input has ended and Read has said so: nothing more comes
	}
	defer e.mu.Unlock()
	e.handle(r)
	if e.outcome != editing {
		e.menu, e.search, e.sign, e.ghost = nil, nil, "", ""
		return ctrlEnter, true
	}
	switch r {
	case ctrlEnter, ctrlJ, ctrlInterrupt, ctrlEOF:
		e.rl.Terminal.KickRead() // readline's reader waits after these
	}
	e.dirty = true
	return ctrlBell, true
}

// changed is readline's listener: a redraw happens when it returns true.
func (e *Editor) changed(_ []rune, _ int, key rune) ([]rune, int, bool) {
	if key != ctrlBell {
		return nil, 0, false
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if !e.dirty {
		return nil, 0, false
	}
	e.dirty = false
	return append([]rune(nil), mirror...), len(mirror), true
}
