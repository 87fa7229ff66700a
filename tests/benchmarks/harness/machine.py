"""What the figures were measured on."""

import datetime
import os
import pathlib
import platform
import subprocess

PACKAGES = ("libsystemc-dev", "libyaml-cpp-dev", "libfmt-dev", "nlohmann-json3-dev", "libcli11-dev",
            "libbenchmark-dev")
BUSY = 0.5  # load average beyond which figures are not to be trusted


def first_line(*command):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.splitlines()[0].strip() if done.returncode == 0 and done.stdout else "unknown"


def processor():
    for line in pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.processor() or "unknown"


def version_of(package):
    return first_line("dpkg-query", "--show", "--showformat=${Version}\n", package)


def described(build, load):
    """JSON of the machine, the compiler and the libraries."""
    return {
        "date": datetime.date.today().isoformat(),
        "processor": processor(),
        "cores": os.cpu_count(),
        "load": round(load, 2),
        "kernel": platform.release(),
        "compiler": first_line("c++", "--version"),
        "python": platform.python_version(),
        "counterpoint": first_line(str(build / "counterpoint"), "--version"),
        "libraries": {package: version_of(package) for package in PACKAGES},
    }


def warning(load):
    """Says that the machine is busy; empty where it is not."""
    return "" if load <= BUSY else (
        f"the machine was busy (load {load:.2f} at the start), so times are too long")
