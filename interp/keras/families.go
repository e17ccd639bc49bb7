package keras

// The packages that declare the classes of each family.
import (
	_ "kerash/model/callbacks"
	_ "kerash/model/constraints"
	_ "kerash/model/initializers"
	_ "kerash/model/layers"
	_ "kerash/model/losses"
	_ "kerash/model/metrics"
	_ "kerash/model/optimizers"
	_ "kerash/model/regularizers"
)
