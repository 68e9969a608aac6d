#!/usr/bin/env bash
# In the machine, among the files of the one it runs on: udev, for hot-plug events, and the tests.
cd "$(dirname "$0")" || exit 1
busybox ifconfig lo 127.0.0.1 up
/lib/systemd/systemd-udevd --daemon
mount -t configfs config /sys/kernel/config
export PYTHONDONTWRITEBYTECODE=1
if [ -n "${OKNO_SCRIPT:-}" ]; then what=("$OKNO_SCRIPT"); else what=(every_test.py -v); fi
/usr/bin/python3 "${what[@]}" "$@" && echo "okno-hardware: passed"
