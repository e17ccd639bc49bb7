package std

import (
	"fmt"
	"slices"
	"strings"

	"kerash/interp/object"
)

var (
	splitResultClass = tupleClass("urllib.parse", "SplitResult", "The parts of an address.", "scheme", "netloc", "path", "query", "fragment")
	parseResultClass = tupleClass("urllib.parse", "ParseResult", "The parts of an address.", "scheme", "netloc", "path", "params", "query", "fragment")
)

var urllibParse = &object.Module{Name: "urllib.parse", Doc: "Addresses and their parts.", Members: urlMembers}

func urllibModule() *object.Module {
	return &object.Module{Name: "urllib", Doc: "Addresses; kerash opens none.", Members: func() []object.Member {
		return []object.Member{object.Const("parse", urllibParse)}
	}}
}

func init() {
	for _, c := range []*object.Class{splitResultClass, parseResultClass} {
		own := c.Members
		c.Members = func() []object.Member {
			var members []object.Member
			if own != nil {
				members = own()
			}
			part := func(name, doc string, f func(netloc string) (object.Value, error)) object.Member {
				return object.Getter(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) {
					v, err := object.GetAttr(th, self, "netloc")
					if err != nil {
						return nil, err
					}
					return f(v.(string))
				})
			}
			return append(members,
				part("hostname", "the host", func(n string) (object.Value, error) {
					host, _ := hostPort(n)
					if host == "" {
						return nil, nil
					}
					return strings.ToLower(host), nil
				}),
				part("port", "the number of the port, None without one", func(n string) (object.Value, error) {
					_, port := hostPort(n)
					if port == "" {
						return nil, nil
					}
					p := 0
					for i := range len(port) {
						if port[i] < '0' || port[i] > '9' {
							return nil, object.ValueErrorf("Port could not be cast to integer value as %s", object.BytesRepr(port)[1:])
						}
						p = p*10 + int(port[i]-'0')
					}
					if p > 65535 {
						return nil, object.ValueErrorf("Port out of range 0-65535")
					}
					return p, nil
				}),
				part("username", "the user", func(n string) (object.Value, error) {
					user, _, ok := userPart(n)
					if !ok {
						return nil, nil
					}
					return user, nil
				}),
				part("password", "the password", func(n string) (object.Value, error) {
					_, password, ok := userPart(n)
					if !ok || password == nil {
						return nil, nil
					}
					return *password, nil
				}),
				object.Method("geturl(self)", "The address.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return unsplit(a.Elems("self")), nil }),
			)
		}
	}
}

func userPart(netloc string) (user string, password *string, ok bool) {
	i := strings.LastIndexByte(netloc, '@')
	if i < 0 {
		return "", nil, false
	}
	user, pw, has := strings.Cut(netloc[:i], ":")
	if has {
		password = &pw
	}
	return user, password, true
}

func hostPort(netloc string) (host, port string) {
	netloc = netloc[strings.LastIndexByte(netloc, '@')+1:]
	if strings.HasPrefix(netloc, "[") {
		if host, rest, ok := strings.Cut(netloc[1:], "]"); ok {
			return host, strings.TrimPrefix(rest, ":")
		}
	}
	host, port, _ = strings.Cut(netloc, ":")
	return host, port
}

// urlParts are scheme, netloc, path, query and fragment.
func urlParts(url, scheme string, fragments bool) [5]string {
	p := [5]string{0: scheme}
	if i := strings.IndexByte(url, ':'); i > 0 && isScheme(url[:i]) {
		p[0], url = strings.ToLower(url[:i]), url[i+1:]
	}
	if strings.HasPrefix(url, "//") {
		url = url[2:]
		end := strings.IndexAny(url, "/?#")
		if end < 0 {
			end = len(url)
		}
		p[1], url = url[:end], url[end:]
	}
	if fragments {
		url, p[4], _ = strings.Cut(url, "#")
	}
	p[2], p[3], _ = strings.Cut(url, "?")
	return p
}

func isScheme(s string) bool {
	for i := range len(s) {
		c := s[i]
		letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
		if !letter && (i == 0 || !strings.ContainsRune("0123456789+-.", rune(c))) {
			return false
		}
	}
	return true
}

// unsplit joins the five or six parts of an address.
func unsplit(parts []object.Value) string {
	text := make([]string, len(parts))
	for i, v := range parts {
		text[i], _ = v.(string)
	}
	scheme, netloc, path := text[0], text[1], text[2]
	if len(text) == 6 && text[3] != "" {
		path += ";" + text[3]
	}
	query, fragment := text[len(text)-2], text[len(text)-1]
	if netloc != "" || scheme != "" && strings.HasPrefix(path, "//") {
		if path != "" && path[0] != '/' {
			path = "/" + path
		}
		path = "//" + netloc + path
	}
	if scheme != "" {
		path = scheme + ":" + path
	}
	if query != "" {
		path += "?" + query
	}
	if fragment != "" {
		path += "#" + fragment
	}
	return path
}

// quoted writes all bytes but letters, digits, _.-~ and those that are safe as %XX.
func quoted(s, safe string) string {
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("_.-~", c) >= 0 || c < 0x80 && strings.IndexByte(safe, c) >= 0 {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}

// unquoted reads %XX; what is none stays as it is.
func unquoted(s string) string {
	var b []byte
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			var c byte
			if n, err := fmt.Sscanf(s[i+1:i+3], "%02x", &c); n == 1 && err == nil {
				b = append(b, c)
				i += 2
				continue
			}
		}
		b = append(b, s[i])
	}
	return string(b)
}

// urlText is an argument that is a text or bytes.
func urlText(th *object.Thread, v object.Value) (string, error) {
	if b, ok := object.AsBytes(v); ok {
		return b, nil
	}
	return object.Str(th, v)
}

func urlMembers() []object.Member {
	quote := func(name, safe string, plus bool) object.Member {
		return object.Fun(name+"(string, safe='"+safe+"', encoding=None, errors=None)", "A text with what addresses cannot have as %XX.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			s, ok := a.At(0).(string)
			if b, isBytes := object.AsBytes(a.At(0)); isBytes {
				s, ok = b, true
			}
			if !ok {
				return nil, object.TypeErrorf("quote_from_bytes() expected bytes")
			}
			if plus {
				return strings.ReplaceAll(quoted(s, a.Str("safe")+" "), " ", "+"), nil
			}
			return quoted(s, a.Str("safe")), nil
		})
	}
	unquote := func(name string, plus bool) object.Member {
		return object.Fun(name+"(string, encoding='utf-8', errors='replace')", "The text that %XX stand for.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			s := a.Str("string")
			if plus {
				s = strings.ReplaceAll(s, "+", " ")
			}
			return object.Decode(unquoted(s), a.StrOr("encoding", "utf-8"), a.StrOr("errors", "replace"))
		})
	}
	return []object.Member{
		quote("quote", "/", false), quote("quote_plus", "", true), unquote("unquote", false), unquote("unquote_plus", true),
		object.Const("SplitResult", splitResultClass), object.Const("ParseResult", parseResultClass),
		object.Fun("urlsplit(url, scheme='', allow_fragments=True)", "The five parts of an address.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			p := urlParts(a.Str("url"), a.Str("scheme"), a.Bool("allow_fragments"))
			return newFields(splitResultClass, p[0], p[1], p[2], p[3], p[4]), nil
		}),
		object.Fun("urlparse(url, scheme='', allow_fragments=True)", "The six parts of an address.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			p := urlParts(a.Str("url"), a.Str("scheme"), a.Bool("allow_fragments"))
			path, params := p[2], ""
			if i := strings.IndexByte(path[strings.LastIndexByte(path, '/')+1:], ';'); i >= 0 {
				i += strings.LastIndexByte(path, '/') + 1
				path, params = path[:i], path[i+1:]
			}
			return newFields(parseResultClass, p[0], p[1], path, params, p[3], p[4]), nil
		}),
		object.Fun("urlunsplit(components)", "The address of five parts.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return unsplit(a.Elems("components")), nil
		}),
		object.Fun("urlunparse(components)", "The address of six parts.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return unsplit(a.Elems("components")), nil
		}),
		object.Fun("urljoin(base, url, allow_fragments=True)", "An address as it is meant on another page.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return joinURL(a.Str("base"), a.Str("url")), nil
		}),
		object.Fun("urldefrag(url)", "An address without its fragment, and the fragment.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			url, fragment, _ := strings.Cut(a.Str("url"), "#")
			return object.NewTuple(url, fragment), nil
		}),
		object.Fun("urlencode(query, doseq=False, safe='', encoding=None, errors=None, quote_via=<quote_plus>)", "A query of a mapping or of pairs.", encodeQuery),
		object.Fun("parse_qs(qs, keep_blank_values=False, strict_parsing=False, encoding='utf-8', errors='replace', max_num_fields=None, separator='&')", "A query as a dict of lists.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			d := object.NewDict()
			for _, kv := range queryPairs(a) {
				l, _ := d.GetStr(kv[0])
				list, ok := l.(*object.List)
				if !ok {
					list = object.NewList()
					d.SetStr(kv[0], list)
				}
				list.Elems = append(list.Elems, kv[1])
			}
			return d, nil
		}),
		object.Fun("parse_qsl(qs, keep_blank_values=False, strict_parsing=False, encoding='utf-8', errors='replace', max_num_fields=None, separator='&')", "A query as a list of pairs.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			l := object.NewList()
			for _, kv := range queryPairs(a) {
				l.Elems = append(l.Elems, object.NewTuple(kv[0], kv[1]))
			}
			return l, nil
		}),
	}
}

func queryPairs(a *object.Bound) [][2]string {
	var out [][2]string
	for _, part := range strings.Split(a.Str("qs"), a.Str("separator")) {
		k, v, ok := strings.Cut(part, "=")
		if part == "" || (!ok || v == "") && !a.Bool("keep_blank_values") {
			continue
		}
		text := func(s string) string { return unquoted(strings.ReplaceAll(s, "+", " ")) }
		out = append(out, [2]string{text(k), text(v)})
	}
	return out
}

func encodeQuery(th *object.Thread, a *object.Bound) (object.Value, error) {
	var pairs []object.Value
	if d, ok := object.NativeOf(a.At(0)).(*object.Dict); ok {
		for it := d.Entries(); it.Next(); {
			pairs = append(pairs, object.NewTuple(it.Key(), it.Value()))
		}
	} else {
		if _, isText := a.At(0).(string); isText || !object.IsIterable(a.At(0)) {
			return nil, object.TypeErrorf("not a valid non-string sequence or mapping object")
		}
		pairs = a.Elems("query")
	}
	via := func(v object.Value) (string, error) {
		s, err := urlText(th, v)
		if err != nil {
			return "", err
		}
		if a.Given("quote_via") {
			r, err := object.CallFn(th, a.Value("quote_via"), s, a.Str("safe"))
			if err != nil {
				return "", err
			}
			return object.Str(th, r)
		}
		return strings.ReplaceAll(quoted(s, a.Str("safe")+" "), " ", "+"), nil
	}
	var out []string
	for _, p := range pairs {
		kv, err := object.ToSlice(th, p)
		if err != nil || len(kv) != 2 {
			return nil, object.TypeErrorf("not a valid non-string sequence or mapping object")
		}
		values := kv[1:]
		switch kv[1].(type) {
		case *object.List, *object.Tuple:
			if a.Bool("doseq") {
				if values, err = object.ToSlice(th, kv[1]); err != nil {
					return nil, err
				}
			}
		}
		k, err := via(kv[0])
		if err != nil {
			return nil, err
		}
		for _, v := range values {
			s, err := via(v)
			if err != nil {
				return nil, err
			}
			out = append(out, k+"="+s)
		}
	}
	return strings.Join(out, "&"), nil
}

// joinURL is urljoin.
func joinURL(base, url string) string {
	if base == "" || url == "" {
		return base + url
	}
	b := urlParts(base, "", true)
	u := urlParts(url, b[0], true)
	join := func(p [5]string) string { return unsplit([]object.Value{p[0], p[1], p[2], p[3], p[4]}) }
	switch {
	case u[0] != b[0]:
		return url
	case u[1] != "":
		return join(u)
	}
	u[1] = b[1]
	if u[2] == "" {
		u[2] = b[2]
		if u[3] == "" {
			u[3] = b[3]
		}
		return join(u)
	}
	var segments []string
	if u[2][0] == '/' {
		segments = strings.Split(u[2], "/")
	} else {
		from := strings.Split(b[2], "/")
		segments = append(slices.Clone(from[:len(from)-1]), strings.Split(u[2], "/")...)
		if b[2] == "" {
			segments = append([]string{""}, segments...)
		}
	}
	var out []string
	for i, s := range segments {
		switch s {
		case "..":
			if len(out) > 1 {
				out = out[:len(out)-1]
			}
		case ".":
		default:
			out = append(out, s)
			continue
		}
		if i == len(segments)-1 {
			out = append(out, "")
		}
	}
	u[2] = strings.Join(out, "/")
	if u[2] == "" {
		u[2] = "/"
	}
	return join(u)
}
