#!/usr/bin/python3
"""In the machine: all there is to test, under the names ./test --hardware takes."""
import unittest

from card_test import CardTest
from devices_test import DevicesTest
from sound_test import SoundTest

__all__ = ["CardTest", "DevicesTest", "SoundTest"]

if __name__ == "__main__":
    unittest.main()
