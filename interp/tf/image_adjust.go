package tf

import (
	"strconv"

	"kerash/interp/object"
	"kerash/tensor"
)

// adjustments are the functions that change images by a number; the random
// ones of image_random.go draw that number.
func adjustments() []decl {
	return []decl{
		adjustment("adjust_brightness", "adjust_brightness(image, delta)", "Adds delta to pixels, which lie in [0, 1].", "image", "delta"),
		adjustment("adjust_contrast", "adjust_contrast(images, contrast_factor)", "Scales the distance of each channel from its mean.", "images", "contrast_factor"),
		adjustment("adjust_hue", "adjust_hue(image, delta, name=None)", "Turns the hue of RGB images by delta, of which 1 is a full turn.", "image", "delta"),
		adjustment("adjust_saturation", "adjust_saturation(image, saturation_factor, name=None)", "Multiplies the saturation of RGB images.", "image", "saturation_factor"),
	}
}

func adjustment(name, sig, doc, image, by string) decl {
	return decl{names: "image." + name, sig: sig, doc: doc, fn: func(c *call) object.Value {
		return adjust(c.s, name, c.tensor(image), c.number(by))
	}}
}

// adjust is one of the adjustments.
func adjust(s *tensor.Scope, name string, x *tensor.Tensor, by float64) *tensor.Tensor {
	switch name {
	case "adjust_brightness":
		return s.AdjustBrightness(x, by)
	case "adjust_contrast":
		if x.Rank() < 3 {
			wrongImage("AdjustContrastv2", "input must be at least 3-D, got shape"+brackets(x.Shape()))
		}
		return s.AdjustContrast(x, by)
	case "adjust_hue":
		if by >= -1 && by <= 1 {
			threeChannels("AdjustHue", x)
		}
		return s.AdjustHue(x, by)
	}
	threeChannels("AdjustSaturation", x)
	return s.AdjustSaturation(x, by)
}

func threeChannels(op string, x *tensor.Tensor) {
	if n := x.Dim(-1); n != 3 && n >= 0 {
		wrongImage(op, "input must have 3 channels but instead has "+strconv.Itoa(n)+" channels.")
	}
}
