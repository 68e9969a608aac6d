#!/usr/bin/python3
"""A real kernel with a real USB stack, a graphics card, a touch panel and a sound card: a small machine under QEMU in which
the tests of devices_test.py, card_test.py and sound_test.py run.

    machine.py --build BUILD_FOLDER [name of a test ...]
    machine.py --build BUILD_FOLDER --bench [TICKETS]        the buses at full speed; the figures of wire.py

Debian's kernel is fetched as a package and unpacked, never installed. The machine sees this machine's files read-only
(9p), so the programs just built run unchanged; its USB devices are the kernel's own gadgets (dummy_hcd, configfs). No
KVM: software emulation is there wherever this runs. Needs no rights beyond reading the build folder.

Ends with 0 only if the tests in the machine ran and passed. What is missing is an error, never a test passed over.
"""
import argparse
import gzip
import json
import lzma
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
QEMU = "qemu-system-x86_64"
PATIENCE_S = 460  # of the eight minutes the rung has
# Modules the machine loads before it can read this machine's files, and those of its USB devices.
BASE = ["virtio_pci", "9p", "9pnet_virtio"]
USB = ["dummy_hcd", "libcomposite", "usb_f_printer", "usb_f_hid", "usb_f_acm", "usbhid", "hid-generic", "evdev",
       "usblp", "cdc-acm"]
SCREEN = ["bochs", "uinput"]
SOUND = ["snd-intel8x0"]  # AC97; QEMU's HDA is not found under software emulation
# Without AVX: what llvmpipe compiles for it crashes under this emulation, now and then.
PROCESSOR = "max,avx=off,avx2=off"
CARD = "bochs-display,xres=1080,yres=1920,vgamem=32M"
APPLETS = ["sh", "mount", "mkdir", "insmod", "chroot", "poweroff", "echo", "cat"]
PASSED = "okno-hardware: passed"


def give_up(words):
    sys.exit(f"hardware: {words}")


def run(*command, **options):
    try:
        return subprocess.run([str(word) for word in command], check=True, capture_output=True, **options).stdout
    except FileNotFoundError:
        give_up(f"{command[0]} is not installed; the packages are in deploy/packages/hardware.txt")
    except subprocess.CalledProcessError as error:
        give_up(f"{' '.join(map(str, command))}: {error.stderr.decode(errors='replace').strip()}")


class Kernel:
    """Debian's kernel, unpacked below `folder`."""

    def __init__(self, folder):
        self.root = folder / "kernel"
        depends = run("apt-cache", "depends", "linux-image-amd64", text=True)
        package = re.search(r"Depends: (linux-image-(\S+-amd64))", depends)
        if not package:
            give_up("apt knows no linux-image-amd64; has apt-get update been run?")
        self.release = package[2]
        self.modules = self.root / "lib" / "modules" / self.release
        if not (self.modules / "modules.dep").exists():
            self.fetch(package[1], folder)
        self.image = folder / f"vmlinux-{self.release}"
        if not self.image.exists():
            self.unpack_image()

    def fetch(self, package, folder):
        shutil.rmtree(self.root, ignore_errors=True)
        run("apt-get", "download", package, cwd=folder)
        for deb in folder.glob(f"{package}_*.deb"):
            run("dpkg-deb", "-x", deb, self.root)
            deb.unlink()
        run("depmod", "-b", self.root, self.release)

    def unpack_image(self):
        """The ELF image inside the compressed one: it boots three times as fast (PVH, no self-extraction)."""
        packed = (self.root / "boot" / f"vmlinuz-{self.release}").read_bytes()
        at = packed.find(b"\xfd7zXZ\x00")
        if at < 0:
            give_up("this kernel is not packed with xz")
        image = lzma.LZMADecompressor().decompress(packed[at:])
        fresh = self.image.with_suffix(".new")
        fresh.write_bytes(image)
        fresh.replace(self.image)

    def files_of(self, *modules):
        """Module files in an order in which they can be loaded."""
        files = []
        for module in modules:
            told = run("modprobe", "-d", self.root, "-S", self.release, "--show-depends", module, text=True)
            for line in told.splitlines():
                word = line.split()
                if word[0] == "insmod" and word[1] not in files:
                    files.append(word[1])
        return [Path(file) for file in files]


def make_initrd(kernel, folder):
    tree = folder / "initrd"
    shutil.rmtree(tree, ignore_errors=True)
    for name in ("bin", "proc", "sys", "dev", "host", "out", "base", "devices"):
        (tree / name).mkdir(parents=True)
    busybox = shutil.which("busybox") or give_up("busybox is not installed")
    shutil.copy(busybox, tree / "bin" / "busybox")
    for applet in APPLETS:
        (tree / "bin" / applet).symlink_to("busybox")
    base = kernel.files_of(*BASE)
    devices = [file for file in kernel.files_of(*USB, *SCREEN, *SOUND) if file not in base]
    for name, files in (("base", base), ("devices", devices)):
        for number, file in enumerate(files):
            shutil.copy(file, tree / name / f"{number:02}-{file.name}")
    shutil.copy(HERE / "init", tree / "init")
    (tree / "init").chmod(0o755)
    names = "\n".join(str(path.relative_to(tree)) for path in [tree, *tree.rglob("*")])
    archive = run("cpio", "-o", "-H", "newc", "--quiet", input=names.encode(), cwd=tree)
    initrd = folder / "initrd.gz"
    initrd.write_bytes(gzip.compress(archive, 1))
    return initrd


class Camera:
    """Takes pictures of the machine's screen: for each file NAME.wanted in `out`, the file NAME.ppm."""

    def __init__(self, out):
        self.out = out
        self.address = out / "monitor"  # of QEMU
        self.line = None

    def look(self):
        for wanted in self.out.glob("*.wanted"):
            wanted.unlink()
            picture = wanted.with_suffix(".ppm")
            fresh = wanted.with_suffix(".new")
            self._order("screendump", filename=str(fresh))
            fresh.rename(picture)  # whoever waits for it finds it whole

    def _order(self, what, **arguments):
        if not self.line:
            connection = socket.socket(socket.AF_UNIX)
            connection.settimeout(20)
            connection.connect(str(self.address))
            self.line = connection.makefile("rw")
            self.line.readline()  # the monitor's greeting
            self._order("qmp_capabilities")
        self.line.write(json.dumps({"execute": what, "arguments": arguments}) + "\n")
        self.line.flush()
        while "event" in (answer := json.loads(self.line.readline())):
            pass
        if "error" in answer:
            give_up(f"QEMU does not {what}: {answer['error']}")


def boot(kernel, initrd, out, words, log):
    camera = Camera(out)
    command = [
        QEMU, "-accel", "tcg,thread=multi", "-cpu", PROCESSOR, "-machine", "q35", "-smp", "2", "-m", "1536", "-nodefaults",
        "-no-user-config", "-display", "none", "-no-reboot", "-serial", "stdio", "-kernel", kernel.image,
        "-initrd", initrd, "-append",
        f"console=ttyS0 quiet panic=-1 tsc=reliable mitigations=off random.trust_cpu=on {words}",
        "-fsdev", "local,id=root,path=/,security_model=none,readonly=on,multidevs=remap",
        "-device", "virtio-9p-pci,fsdev=root,mount_tag=root",
        "-fsdev", f"local,id=out,path={out},security_model=none",
        "-device", "virtio-9p-pci,fsdev=out,mount_tag=out", "-device", CARD,
        # It has no microphone; QEMU says so many times ("Failed to create voice").
        "-audiodev", f"wav,id=loudspeaker,path={out / 'loudspeaker.wav'}", "-device", "AC97,audiodev=loudspeaker",
        "-qmp", f"unix:{camera.address},server=on,wait=off"]
    with open(log, "wb") as file, subprocess.Popen([str(word) for word in command], stdin=subprocess.DEVNULL,
                                                   stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as machine:
        until = time.monotonic() + PATIENCE_S
        try:
            os.set_blocking(machine.stdout.fileno(), False)
            while machine.poll() is None and time.monotonic() < until:
                follow(machine.stdout, file)
                camera.look()
                time.sleep(0.05)
            follow(machine.stdout, file)
        finally:
            if machine.poll() is None:
                machine.kill()
                print(f"hardware: the machine was stopped after {PATIENCE_S} s", file=sys.stderr)


def follow(pipe, file):
    """What the machine has said so far goes to the log and to whoever watches."""
    while told := pipe.read(65536):
        file.write(told)
        file.flush()
        sys.stdout.buffer.write(told.replace(b"\r", b""))
        sys.stdout.flush()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", type=Path, required=True)
    parser.add_argument("--bench", action="store_true")
    parser.add_argument("tests", nargs="*")
    options = parser.parse_args()
    if not shutil.which(QEMU):
        give_up(f"{QEMU} is not installed; without it nothing here is tested")
    folder = options.build.resolve().parent / "hardware"
    out = folder / "out"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    kernel = Kernel(folder)
    initrd = make_initrd(kernel, folder)
    log = folder / "machine.log"
    begun = time.monotonic()
    words = f"okno.source={HERE.parents[1]} okno.bin={options.build.resolve() / 'bin'}"
    if options.bench:
        words += " okno.script=wire.py okno.bus=full"
    if options.tests:
        words += f" okno.tests={','.join(options.tests)}"
    boot(kernel, initrd, out, words, log)
    passed = PASSED.encode() in log.read_bytes()
    print(f"hardware: {'passed' if passed else 'failed'} in {time.monotonic() - begun:.0f} s; log: {log}")
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
