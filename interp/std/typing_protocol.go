package std

import (
	"strings"

	"kerash/interp/object"
)

// runtimeMark is what runtime_checkable sets.
const runtimeMark = "_is_runtime_protocol"

var (
	protocolClass = &object.Class{Name: "Protocol", Module: "typing", Doc: "A class that says what others can do.", Marker: true, Base: genericClass, Meta: protocolMeta}
	protocolMeta  = &object.Class{Name: "_ProtocolMeta", Module: "typing", Doc: "The metaclass of protocols.", Base: abcMetaClass}
)

func init() {
	protocolClass.Subclassed = genericClass.Subclassed
	protocolMeta.Allows = func(cls *object.Class) error {
		if isProtocol(cls) {
			return object.TypeErrorf("Protocols cannot be instantiated")
		}
		return refuseAbstract(cls)
	}
	protocolMeta.Check = func(th *object.Thread, cls, sub *object.Class) (bool, error) {
		if !isProtocol(cls) {
			return checkAbstract(th, cls, sub)
		}
		if mark, _ := cls.Lookup(runtimeMark); mark != true {
			return false, object.TypeErrorf("Instance and class checks can only be used with @runtime_checkable protocols")
		}
		for _, name := range protocolMembers(cls) {
			if v, ok := sub.Lookup(name); (!ok || v == nil) && !slotted(sub, name) {
				return false, nil
			}
		}
		return true, nil
	}
}

// isProtocol reports whether a class names Protocol as its base: those derived
// from a protocol implement it.
func isProtocol(cls *object.Class) bool {
	for _, b := range cls.Bases() {
		if b == protocolClass {
			return true
		}
	}
	return cls == protocolClass
}

// protocolMembers are the names that a protocol asks for.
func protocolMembers(cls *object.Class) []string {
	var names []string
	for _, k := range cls.MRO() {
		if !k.IsUser() || !isProtocol(k) {
			continue
		}
		for _, name := range k.Dict().Names() {
			switch name {
			case "__annotations__", "__parameters__", "__orig_bases__", "__module__", "__init__", "__doc__", runtimeMark:
			default:
				names = append(names, name)
			}
		}
	}
	return names
}

// slotted reports whether a Go class has a method as a slot.
func slotted(c *object.Class, name string) bool {
	for _, k := range c.MRO() {
		var has bool
		switch strings.Trim(name, "_") {
		case "len":
			has = k.Len != nil
		case "iter":
			has = k.Iter != nil
		case "getitem":
			has = k.Index != nil
		case "setitem":
			has = k.SetIndex != nil
		case "contains":
			has = k.Contains != nil
		case "call":
			has = k.Call != nil
		case "enter":
			has = k.Enter != nil
		case "exit":
			has = k.Exit != nil
		case "hash":
			has = !c.Unhashable
		case "eq", "ne", "repr", "str":
			has = true
		}
		if has {
			return true
		}
	}
	return false
}
