"""Compares kerash with TensorFlow on the scripts beside this file: see bench-vs-tf.sh."""
import argparse
import os
import pathlib
import statistics
import subprocess
import sys
import time

GOALS = {
    "start_dense": 100, "eager_small": 20, "fit_mlp_small": 10, "fit_mlp_large": 2, "fit_cnn": 2, "extract_features": 1.8,
    "fit_lstm": 2, "predict_mobile": 1, "fit_transformer": 1.2, "matmul_256": 1.05, "matmul_512": 1.05, "matmul_1024": 1.05,
    "matmul_2048": 1.05, "elementwise_gelu": 1, "elementwise_exp": 1, "elementwise_tanh": 1,
    "openblas_256": 0.95, "openblas_512": 0.95, "openblas_1024": 0.95, "openblas_2048": 0.95,
}


def run(command):
    """Seconds that the script reports (or the whole process took) and peak MiB."""
    env = dict(os.environ, TF_CPP_MIN_LOG_LEVEL="3")
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=env, text=True)
    out = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    took = time.perf_counter() - start
    if process.returncode:
        raise RuntimeError(" ".join(command) + " failed")
    for line in out.splitlines():
        if line.startswith("seconds "):
            took = float(line.split()[1])
    return took, usage.ru_maxrss / 1024


def compare(script, args):
    ours, theirs, memory = [], [], []
    for _ in range(args.n):
        a, mem_a = run([args.kerash, str(script)])
        b, mem_b = run([args.python, str(script)])
        ours.append(a)
        theirs.append(b)
        memory.append((mem_a, mem_b))
    ratios = sorted(b / a for a, b in zip(ours, theirs))
    goal = GOALS.get(script.stem, 1)
    return (f"| {script.stem} | {statistics.median(ours) * 1e3:.3g} ms | {statistics.median(theirs) * 1e3:.3g} ms | "
            f"{statistics.median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f}) | {goal} | "
            f"{statistics.median(m[0] for m in memory):.0f} / {statistics.median(m[1] for m in memory):.0f} MiB |")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--kerash", required=True)
    parser.add_argument("--python", default="python3")
    parser.add_argument("-n", type=int, default=5, help="pairs of runs")
    parser.add_argument("names", nargs="*")
    args = parser.parse_args()
    folder = pathlib.Path(__file__).parent / "bench"
    print("| case | kerash | TensorFlow | ratio, median of pairs (spread) | goal | peak memory |\n|---|---|---|---|---|---|")
    for script in sorted(folder.glob("*.py")):
        if args.names and script.stem not in args.names:
            continue
        try:
            print(compare(script, args), flush=True)
        except RuntimeError as e:
            print(f"| {script.stem} | {e} |", flush=True)


if __name__ == "__main__":
    sys.exit(main())
