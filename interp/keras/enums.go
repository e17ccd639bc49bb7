package keras

import (
	"kerash/interp/object"
	"kerash/model"
)

// metricEnums are Keras' enumerations: names of members and their values.
var metricEnums = map[string][][2]string{
	"AUCCurve":           {{"ROC", "ROC"}, {"PR", "PR"}},
	"AUCSummationMethod": {{"INTERPOLATION", "interpolation"}, {"MAJORING", "majoring"}, {"MINORING", "minoring"}},
	"Reduction":          {{"SUM", "sum"}, {"SUM_OVER_BATCH_SIZE", "sum_over_batch_size"}, {"WEIGHTED_MEAN", "weighted_mean"}},
}

// memberValue is a member of an enumeration, whose class the session makes once.
func memberValue(th *object.Thread, m model.Member) object.Value {
	s := sessionOf(th)
	cls, ok := s.enums[m.Enum]
	if !ok {
		members := object.NewDict()
		for _, p := range metricEnums[m.Enum] {
			members.SetStr(p[0], p[1])
		}
		cls = object.Must(callImported(th, "enum", "Enum", object.Pos(m.Enum, members).With("module", "keras.src.utils.metrics_utils")))
		if s.enums == nil {
			s.enums = map[string]object.Value{}
		}
		s.enums[m.Enum] = cls
	}
	return object.Must(object.GetAttr(th, cls, m.Name))
}

// enumText is the value of a member of one of Keras' enumerations.
func enumText(th *object.Thread, inst *object.Instance) (string, bool) {
	for _, cls := range sessionOf(th).enums {
		if cls == object.Value(inst.Class) {
			text, ok := object.Must(object.GetAttr(th, inst, "value")).(string)
			return text, ok
		}
	}
	return "", false
}
