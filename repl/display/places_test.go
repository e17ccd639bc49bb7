package display

import "testing"

func TestWithoutPlaces(t *testing.T) {
	for _, c := range []struct{ msg, want string }{
		{"plain", "plain"},
		{"in user code:\n\n    File \"keras/training.py\", line 1, in train_function  *\n        return step()\n\n    ValueError: wrong shape\n", "wrong shape"},
		{`in user code:

    File "a.py", line 2, in run_step  **
        outputs = model.train_step(data)

    ValueError: Exception encountered when calling layer 'l' (type L).
    
    in user code:
    
        File "b.py", line 7, in call  *
            return x
    
        ValueError: sizes differ
    
    
    Call arguments received by layer 'l' (type L):
      • x=1
`, "Exception encountered when calling layer 'l' (type L).\n\nValueError: sizes differ\n\nCall arguments received by layer 'l' (type L):\n  • x=1"},
	} {
		if got := withoutPlaces("ValueError", c.msg); got != c.want {
			t.Errorf("got %q\nwant %q", got, c.want)
		}
	}
}
