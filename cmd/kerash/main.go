package main

import (
	"context"
	"fmt"
	"os"
	"kerash/interp"
	"kerash/interp/syntax"
)

func main() {
	b, _ := os.ReadFile(os.Args[1])
	s := interp.New(interp.Options{Stdout: os.Stdout, Args: os.Args[1:], Folder: "."})
	o := s.Run(context.Background(), os.Args[1], string(b), syntax.ModePy)
	if o.Err != nil {
		fmt.Println(o.Err); fmt.Println(o.Err.Exc.Attrs.Get("__gostack__"))
		for _, f := range o.Err.Exc.Trace { fmt.Printf("%+v\n", f) }
	}
}
