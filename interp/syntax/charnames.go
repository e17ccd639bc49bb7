package syntax

import (
	"fmt"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/runenames"
)

// CharacterName is the name that Unicode gives a character, "" for those
// without one: controls and code points that are not assigned.
func CharacterName(r rune) string {
	switch {
	case r >= 0xAC00 && r <= 0xD7A3:
		return "HANGUL SYLLABLE " + hangul(r)
	case unicode.Is(unicode.Han, r) && unicode.Is(unicode.Lo, r):
		if r >= 0xF900 && r <= 0xFAFF || r >= 0x2F800 && r <= 0x2FA1F {
			return fmt.Sprintf("CJK COMPATIBILITY IDEOGRAPH-%04X", r)
		}
		return fmt.Sprintf("CJK UNIFIED IDEOGRAPH-%04X", r)
	}
	name := runenames.Name(r)
	if strings.HasPrefix(name, "<") {
		return ""
	}
	return name
}

// The parts of the names of Hangul syllables: leading consonants, vowels and
// trailing consonants.
var (
	hangulLeads  = strings.Split("G,GG,N,D,DD,R,M,B,BB,S,SS,,J,JJ,C,K,T,P,H", ",")
	hangulVowels = strings.Split("A,AE,YA,YAE,EO,E,YEO,YE,O,WA,WAE,OE,YO,U,WEO,WE,WI,YU,EU,YI,I", ",")
	hangulTrails = strings.Split(",G,GG,GS,N,NJ,NH,D,L,LG,LM,LB,LS,LT,LP,LH,M,B,BS,S,SS,NG,J,C,K,T,P,H", ",")
)

func hangul(r rune) string {
	n := int(r - 0xAC00)
	return hangulLeads[n/588] + hangulVowels[n%588/28] + hangulTrails[n%28]
}

// characters are all named characters by their names.
var characters = sync.OnceValue(func() map[string]rune {
	all := make(map[string]rune, 35000)
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if name := runenames.Name(r); name != "" && name[0] != '<' {
			all[name] = r
		}
	}
	return all
})

// aliases are further names that \N{...} takes for characters without one.
var aliases = map[string]rune{"NULL": 0, "BELL": 0x1F514, "BACKSPACE": 8, "TAB": 9, "LINE FEED": 10, "NEW LINE": 10, "CARRIAGE RETURN": 13, "ESCAPE": 27, "DELETE": 127, "NO-BREAK SPACE": 0xA0, "NBSP": 0xA0, "BOM": 0xFEFF, "BYTE ORDER MARK": 0xFEFF}

// CharacterNamed finds the character of a name; letters are taken in either case.
func CharacterNamed(name string) (rune, bool) {
	name = strings.ToUpper(name)
	if r, ok := aliases[name]; ok {
		return r, true
	}
	if code, ok := strings.CutPrefix(name, "CJK UNIFIED IDEOGRAPH-"); ok {
		n, err := strconv.ParseUint(code, 16, 32)
		return rune(n), err == nil && CharacterName(rune(n)) == name
	}
	if syllable, ok := strings.CutPrefix(name, "HANGUL SYLLABLE "); ok {
		for r := rune(0xAC00); r <= 0xD7A3; r++ {
			if hangul(r) == syllable {
				return r, true
			}
		}
		return 0, false
	}
	r, ok := characters()[name]
	return r, ok
}
