package tf

import (
	"kerash/interp/object"
)

// There is one device, the CPU. Devices are named tuples, as in TensorFlow.
var (
	physicalDeviceClass = namedTuple("PhysicalDevice", "name", "device_type")
	logicalDeviceClass  = namedTuple("LogicalDevice", "name", "device_type")
	physicalCPU         = device(physicalDeviceClass, "/physical_device:CPU:0")
	logicalCPU          = device(logicalDeviceClass, "/device:CPU:0")
)

func device(c *object.Class, name string) *object.Instance {
	c.Module = "tensorflow.python.eager.context"
	return &object.Instance{Class: c, Native: object.NewTuple(name, "CPU")}
}

// configDecls are the functions of tf.config, tf.test and tf.sysconfig. What
// sets up devices and compilers is accepted and changes nothing.
func configDecls() []decl {
	return append([]decl{
		deviceList("config.list_physical_devices config.experimental.list_physical_devices", "list_physical_devices(device_type=None)", "The devices of the machine.", physicalCPU),
		deviceList("config.list_logical_devices config.experimental.list_logical_devices", "list_logical_devices(device_type=None)", "The devices that ops can run on.", logicalCPU),
		deviceList("config.get_visible_devices config.experimental.get_visible_devices", "get_visible_devices(device_type=None)", "The devices that are in use.", physicalCPU),
		asked("config.run_functions_eagerly config.experimental_run_functions_eagerly", "run_functions_eagerly(run_eagerly)", "Makes functions of tf.function run as they are, or recorded again.", func(c *call) object.Value {
			settings(c.th).eagerly = c.Bool("run_eagerly")
			return nil
		}),
		asked("config.functions_run_eagerly config.experimental_functions_run_eagerly", "functions_run_eagerly()", "Whether functions of tf.function run as they are.", func(c *call) object.Value { return settings(c.th).eagerly }),
		growth("config.experimental.set_memory_growth", "set_memory_growth(device, enable)", "set"),
		growth("config.experimental.get_memory_growth", "get_memory_growth(device)", "get"),
		asked("config.experimental.get_device_details", "get_device_details(device)", "Facts about a device: none about a CPU.", func(c *call) object.Value { return object.NewDict() }),
		asked("config.get_logical_device_configuration config.experimental.get_virtual_device_configuration", "get_logical_device_configuration(device)", "How a device is divided: not at all.", func(c *call) object.Value {
			knownDevice(c)
			return nil
		}),
		asked("test.gpu_device_name", "gpu_device_name()", "The name of the GPU: there is none.", func(c *call) object.Value { return "" }),
		asked("test.is_gpu_available", "is_gpu_available(cuda_only=False, min_cuda_compute_capability=None)", "Whether there is a GPU.", no),
		asked("test.is_built_with_cuda", "is_built_with_cuda()", "Whether there is a GPU.", no),
		asked("test.is_built_with_gpu_support", "is_built_with_gpu_support()", "Whether there is a GPU.", no),
		asked("test.is_built_with_rocm", "is_built_with_rocm()", "Whether there is a GPU.", no),
		asked("test.is_built_with_xla", "is_built_with_xla()", "Whether TensorFlow has the compiler XLA.", func(c *call) object.Value { return true }),
		asked("sysconfig.get_build_info", "get_build_info()", "What TensorFlow was built for.", func(c *call) object.Value {
			return object.DictOf("is_cuda_build", false, "is_rocm_build", false, "is_tensorrt_build", false)
		}),
	}, storedSettings()...)
}

func asked(names, sig, doc string, fn func(c *call) object.Value) decl {
	return decl{names: names, sig: sig, doc: doc, raw: true, plain: true, fn: fn}
}

func no(*call) object.Value { return false }

// deviceList declares a function that lists the devices of a type.
func deviceList(names, sig, doc string, cpu object.Value) decl {
	return asked(names, sig, doc, func(c *call) object.Value {
		if c.Has("device_type") && c.Str("device_type") != "CPU" {
			return object.NewList()
		}
		return object.NewList(cpu)
	})
}

// knownDevice refuses a device argument that is no device.
func knownDevice(c *call) {
	if inst, ok := c.Value("device").(*object.Instance); !ok || inst.Class != physicalDeviceClass {
		object.Throw(object.ValueErrorf("Unrecognized device: %s", object.Must(object.Repr(c.th, c.Value("device")))))
	}
}

func growth(name, sig, verb string) decl {
	return asked(name, sig, "Refused: it is about GPUs, and there are none.", func(c *call) object.Value {
		knownDevice(c)
		object.Throw(object.ValueErrorf("Cannot %s memory growth on non-GPU and non-Pluggable devices", verb))
		return nil
	})
}

// storedSettings are the settings that change nothing here: they can be set
// and, where TensorFlow has a function for that, asked for.
func storedSettings() []decl {
	var decls []decl
	for _, s := range []struct {
		set, get, sig string
		initially     object.Value
	}{
		{"config.threading.set_intra_op_parallelism_threads", "config.threading.get_intra_op_parallelism_threads", "(num_threads)", 0},
		{"config.threading.set_inter_op_parallelism_threads", "config.threading.get_inter_op_parallelism_threads", "(num_threads)", 0},
		{"config.optimizer.set_jit", "config.optimizer.get_jit", "(enabled)", ""},
		{"config.optimizer.set_experimental_options", "config.optimizer.get_experimental_options", "(options)", object.DictOf("disable_model_pruning", false, "disable_meta_optimizer", false)},
		{"config.set_soft_device_placement", "config.get_soft_device_placement", "(enabled)", true},
		{"config.set_visible_devices config.experimental.set_visible_devices", "", "(devices, device_type=None)", nil},
		{"config.set_logical_device_configuration config.experimental.set_virtual_device_configuration", "", "(device, logical_devices)", nil},
		{"config.experimental.enable_op_determinism", "", "()", nil},
		{"config.experimental.enable_tensor_float_32_execution", "config.experimental.tensor_float_32_execution_enabled", "(enabled)", true},
		{"config.experimental.set_synchronous_execution", "config.experimental.get_synchronous_execution", "(enable)", true},
		{"config.experimental.set_device_policy", "config.experimental.get_device_policy", "(device_policy)", "silent"},
	} {
		decls = append(decls, asked(s.set, lastName(s.set)+s.sig, "Accepted; it changes nothing here.", func(c *call) object.Value {
			if s.get != "" {
				settings(c.th).stored[s.get] = c.At(0)
			}
			return nil
		}))
		if s.get != "" {
			decls = append(decls, asked(s.get, lastName(s.get)+"()", "What was set; it changes nothing here.", func(c *call) object.Value {
				if v, ok := settings(c.th).stored[s.get]; ok {
					return v
				}
				return s.initially
			}))
		}
	}
	return decls
}
