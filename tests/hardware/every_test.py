#!/usr/bin/python3
"""In the machine: all there is to test, under the names ./test --hardware takes."""
import unittest

from card_test import CardTest
from devices_test import DevicesTest

__all__ = ["CardTest", "DevicesTest"]

if __name__ == "__main__":
    unittest.main()
