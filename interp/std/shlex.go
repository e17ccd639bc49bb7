package std

import (
	"html"
	"os"
	"os/user"
	"strings"

	"kerash/interp/object"
)

// shellWords divides a text as a shell does.
func shellWords(s string, comments bool) ([]string, error) {
	var words []string
	var word strings.Builder
	open := false
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case strings.IndexByte(" \t\r\n", c) >= 0:
			if open {
				words = append(words, word.String())
				word.Reset()
				open = false
			}
		case c == '#' && comments && !open:
			if n := strings.IndexByte(s[i:], '\n'); n >= 0 {
				i += n
			} else {
				i = len(s)
			}
		case c == '\\':
			if i++; i == len(s) {
				return nil, object.ValueErrorf("No escaped character")
			}
			word.WriteByte(s[i])
			open = true
		case c == '\'' || c == '"':
			open = true
			for i++; ; i++ {
				if i >= len(s) {
					return nil, object.ValueErrorf("No closing quotation")
				}
				if s[i] == c {
					break
				}
				if c == '"' && s[i] == '\\' && i+1 < len(s) && (s[i+1] == '"' || s[i+1] == '\\') {
					i++
				}
				word.WriteByte(s[i])
			}
		default:
			word.WriteByte(c)
			open = true
		}
	}
	if open {
		words = append(words, word.String())
	}
	return words, nil
}

// shellQuoted is a word that a shell takes as it is.
func shellQuoted(s string) string {
	plain := s != ""
	for _, r := range s {
		if !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("_@%+=:,./-", r)) {
			plain = false
		}
	}
	if plain {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'"'"'`) + "'"
}

func shlexModule() *object.Module {
	return &object.Module{Name: "shlex", Doc: "Texts divided as a shell does.", Members: func() []object.Member {
		return []object.Member{
			object.Fun("split(s, comments=False, posix=True)", "The words of a command.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				words, err := shellWords(a.Str("s"), a.Bool("comments"))
				l := object.NewList()
				for _, w := range words {
					l.Elems = append(l.Elems, w)
				}
				return l, err
			}),
			object.Fun("quote(s)", "A word that a shell takes as it is.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return shellQuoted(a.Str("s")), nil }),
			object.Fun("join(split_command)", "The command of words.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				var words []string
				for _, v := range a.Elems("split_command") {
					s, ok := v.(string)
					if !ok {
						return nil, object.TypeErrorf("expected string or bytes-like object, got '%s'", object.TypeName(v))
					}
					words = append(words, shellQuoted(s))
				}
				return strings.Join(words, " "), nil
			}),
		}
	}}
}

func htmlModule() *object.Module {
	return &object.Module{Name: "html", Doc: "Texts in HTML.", Members: func() []object.Member {
		return []object.Member{
			object.Fun("escape(s, quote=True)", "A text with &, < and > as HTML writes them.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				s := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(a.Str("s"))
				if a.Bool("quote") {
					s = strings.NewReplacer(`"`, "&quot;", "'", "&#x27;").Replace(s)
				}
				return s, nil
			}),
			object.Fun("unescape(s)", "The text that HTML's references stand for.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return html.UnescapeString(a.Str("s")), nil
			}),
		}
	}}
}

func getpassModule() *object.Module {
	return &object.Module{Name: "getpass", Doc: "The user.", Members: func() []object.Member {
		return []object.Member{
			object.Fun("getuser()", "The user's name.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				for _, name := range []string{"LOGNAME", "USER", "LNAME", "USERNAME"} {
					if s := os.Getenv(name); s != "" {
						return s, nil
					}
				}
				u, err := user.Current()
				if err != nil {
					return nil, object.KeyErrorOf("getpwuid(): uid not found")
				}
				return u.Username, nil
			}),
		}
	}}
}

func localeModule() *object.Module {
	return &object.Module{Name: "locale", Doc: "How numbers and texts are written; kerash knows the C locale.", Members: func() []object.Member {
		return []object.Member{
			object.Const("Error", object.NewExceptionClass("locale", "Error", object.ExceptionClass, "There is no such locale.")),
			object.Const("LC_CTYPE", 0), object.Const("LC_NUMERIC", 1), object.Const("LC_TIME", 2), object.Const("LC_COLLATE", 3), object.Const("LC_MONETARY", 4), object.Const("LC_ALL", 6),
			object.Fun("setlocale(category, locale=None)", "The name of the locale.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return "C", nil }),
			object.Fun("getlocale(category=0)", "The language and the encoding.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return object.NewTuple("en_US", "UTF-8"), nil
			}),
			object.Fun("getpreferredencoding(do_setlocale=True)", "The encoding of texts.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return "UTF-8", nil }),
		}
	}}
}
