package jpeg

import (
	"hash/crc32"
	"math/rand/v2"
	"testing"
)

// picture draws a picture of soft shapes.
func picture(height, width, channels int) *Picture {
	r := rand.New(rand.NewPCG(1, uint64(height*width)))
	p := &Picture{Height: height, Width: width, Channels: channels, Pix: make([]uint8, height*width*channels)}
	for i := range p.Pix {
		x, y := i/channels%width, i/channels/width
		p.Pix[i] = uint8(8*x+5*y*(1+i%channels))/2 + uint8(r.IntN(8))
	}
	return p
}

// distance is the mean difference of the pixels of two pictures.
func distance(a, b *Picture) float64 {
	sum := 0
	for i := range a.Pix {
		sum += max(int(a.Pix[i])-int(b.Pix[i]), int(b.Pix[i])-int(a.Pix[i]))
	}
	return float64(sum) / float64(len(a.Pix))
}

// A flat picture of even sides comes back as it was, whatever the options.
func TestFlat(t *testing.T) {
	for _, o := range []EncodeOptions{
		{Quality: 95}, {Quality: 95, Progressive: true}, {Quality: 95, Optimize: true},
		{Quality: 95, ChromaDownsampling: true}, {Quality: 95, ChromaDownsampling: true, Progressive: true, XMP: "<x/>"},
	} {
		p := &Picture{Height: 20, Width: 34, Channels: 1, Pix: make([]uint8, 20*34)}
		for i := range p.Pix {
			p.Pix[i] = 128
		}
		data, err := Encode(p, o)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range []DecodeOptions{{Fancy: true}, {Accurate: true}, {Channels: 1, Fancy: true}} {
			got, err := Decode(data, d)
			if err != nil {
				t.Fatal(err)
			}
			if got.Channels != 1 || distance(got, p) != 0 {
				t.Errorf("%+v, %+v: %d channels, distance %g", o, d, got.Channels, distance(got, p))
			}
		}
	}
}

// All ways to write the same coefficients give the same pixels, and those are
// near to the picture.
func TestScansAgree(t *testing.T) {
	for _, size := range [][2]int{{1, 1}, {7, 9}, {16, 16}, {33, 70}} {
		for _, channels := range []int{1, 3} {
			p := picture(size[0], size[1], channels)
			for _, down := range []bool{false, true} {
				var want *Picture
				for _, o := range []EncodeOptions{{}, {Optimize: true}, {Progressive: true}} {
					o.Quality, o.ChromaDownsampling = 98, down
					data, err := Encode(p, o)
					if err != nil {
						t.Fatal(err)
					}
					got, err := Decode(data, DecodeOptions{Accurate: true, Fancy: true})
					if err != nil {
						t.Fatalf("%v, %d channels, %+v: %v", size, channels, o, err)
					}
					if want == nil {
						want = got
					}
					if distance(got, want) != 0 {
						t.Errorf("%v, %d channels: %+v gives other pixels", size, channels, o)
					}
					if d := distance(got, p); !down && d > 2 {
						t.Errorf("%v, %d channels: pixels differ by %g", size, channels, d)
					}
				}
			}
		}
	}
}

// The sums are those of the files and pixels that TensorFlow gives for the
// same picture.
func TestTensorFlow(t *testing.T) {
	p := &Picture{Height: 19, Width: 21, Channels: 3}
	for i := range 19 * 21 * 3 {
		p.Pix = append(p.Pix, uint8(i*i%251))
	}
	data, err := Encode(p, EncodeOptions{Quality: 80, ChromaDownsampling: true, Unit: PerInch, XDensity: 300, YDensity: 300})
	if err != nil {
		t.Fatal(err)
	}
	if got := crc32.ChecksumIEEE(data); got != tensorFlowFile {
		t.Errorf("the file has the sum %#x, want %#x", got, tensorFlowFile)
	}
	for _, c := range []struct {
		o    DecodeOptions
		want uint32
	}{
		{DecodeOptions{Fancy: true}, tensorFlowFast},
		{DecodeOptions{Fancy: true, Accurate: true}, tensorFlowAccurate},
		{DecodeOptions{}, tensorFlowPlain},
		{DecodeOptions{Fancy: true, Ratio: 2}, tensorFlowHalf},
	} {
		got, err := Decode(data, c.o)
		if err != nil {
			t.Fatal(err)
		}
		if sum := crc32.ChecksumIEEE(got.Pix); sum != c.want {
			t.Errorf("%+v gives the sum %#x, want %#x", c.o, sum, c.want)
		}
	}
}

func TestTruncated(t *testing.T) {
	data, err := Encode(picture(64, 64, 3), EncodeOptions{Quality: 90, ChromaDownsampling: true})
	if err != nil {
		t.Fatal(err)
	}
	half := data[:len(data)*3/4]
	if _, err := Decode(half, DecodeOptions{Fraction: 1}); err == nil {
		t.Error("a file that is cut off is read")
	}
	if p, err := Decode(half, DecodeOptions{Fraction: 0.25}); err != nil || p.Pix[0] == 0 || p.Pix[len(p.Pix)-1] != 0 {
		t.Errorf("a part of the rows is not enough: %v", err)
	}
	if _, err := Decode(half, DecodeOptions{Fraction: 1, Recover: true}); err != nil {
		t.Errorf("no recovery: %v", err)
	}
}

// Any bytes are read or refused.
func FuzzDecode(f *testing.F) {
	for _, o := range []EncodeOptions{{Quality: 50}, {Quality: 50, Progressive: true, ChromaDownsampling: true}} {
		data, err := Encode(picture(20, 20, 3), o)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if h, w, _, err := Size(data); err != nil || h*w > 1<<20 {
			return
		}
		for _, o := range []DecodeOptions{{Fancy: true}, {Recover: true, Ratio: 2}} {
			if p, err := Decode(data, o); err == nil && len(p.Pix) != p.Height*p.Width*p.Channels {
				t.Errorf("%d pixels for %dx%dx%d", len(p.Pix), p.Height, p.Width, p.Channels)
			}
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	data, err := Encode(picture(256, 256, 3), EncodeOptions{Quality: 90, ChromaDownsampling: true})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := Decode(data, DecodeOptions{Fancy: true}); err != nil {
			b.Fatal(err)
		}
	}
}

const (
	tensorFlowFile     = 0xd9f9c300
	tensorFlowFast     = 0x9e9bf0b9
	tensorFlowAccurate = 0x99252941
	tensorFlowPlain    = 0x1e13e7b0
	tensorFlowHalf     = 0xbdfc4873
)
