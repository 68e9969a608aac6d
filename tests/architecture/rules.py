"""The architecture as data: which folder may use which, and where each library is at home.

A change here is a decision about the architecture: say why in docs/decisions/.
"""

# `folder: what it may include besides itself`. docs and the CMake link lists say the same.
MAY_USE = {
    "hall": [],
    "platform": [],
    "plan": ["hall"],
    "alarm": ["platform", "plan/complaint.hpp", "plan/logged.hpp", "plan/nearest_word.hpp", "plan/strict_table.hpp"],
    "protocol": ["hall", "platform"],
    "dispatcher": ["hall", "platform", "plan", "protocol"],
    "qr": [],
    "ui": ["platform", "qr"],
    "words": [],
    "kiosk": ["hall", "platform", "protocol", "ui", "words"],
    "display": ["hall", "platform", "protocol", "ui", "words", "plan/complaint.hpp", "plan/nearest_word.hpp",
                "plan/strict_table.hpp", "plan/words.hpp"],
    "printer": ["hall", "platform", "protocol", "qr", "words"],
    "firmware-bridge": ["hall", "platform", "protocol", "alarm", "plan/complaint.hpp", "plan/logged.hpp",
                        "plan/nearest_word.hpp", "plan/strict_table.hpp"],
    "simulation": ["hall"],
    "statistics": ["hall"],
    "console": ["hall", "platform", "plan", "protocol", "statistics", "display/card.hpp", "ui/bitmap.hpp"],
    "tools": ["hall", "platform", "plan", "protocol", "simulation", "statistics", "words",
              "dispatcher/backup.hpp", "dispatcher/journal.hpp", "dispatcher/journal_reader.hpp"],
}

# Files of a folder that may use less than their folder: the printer's drivers know a slip, not a ticket.
MAY_USE_LESS = {
    "printer/slip.*": [],
    "printer/escpos*": [],
    "printer/star*": [],
    "printer/device_id.*": [],
    "printer/dialect.*": [],
    "printer/logo.*": [],
    "printer/conversation.*": [],
    "printer/text_lines.*": [],
    "printer/code_page.*": [],
    "printer/qr.*": ["qr"],
    "printer/slip_job.*": [],
    "printer/layout.*": [],
    "printer/raster.*": [],
    "printer/png.*": [],
    "printer/profile*": [],
    "printer/*port.*": ["platform"],
    "printer/port_address.*": [],
    "printer/cups_*": ["platform"],
    "printer/virtual_*": [],
    # The rules of the alarm path are pure: of the machine they know the types of its clocks.
    "alarm/dc09.*": ["alarm"],
    "alarm/alarm_book.*": ["alarm", "platform/clock.hpp"],
    # What is shown and in which bytes is pure, too; how it gets to a device is told by the ports.
    "firmware-bridge/ch34x.*": [],
    "firmware-bridge/feedback.*": ["platform/clock.hpp"],
    "firmware-bridge/lamp.*": ["hall", "platform/clock.hpp"],
    "firmware-bridge/plate_codec.*": [],
    "firmware-bridge/plate_dialogue.*": ["hall/device.hpp"],
    "firmware-bridge/plate_face.*": ["hall", "platform/clock.hpp"],
    "firmware-bridge/*_port.*": ["platform"],
}

# The parts of a folder: which of its other parts each may use. The files that stand in the folder itself hold it
# together and may use them all.
PARTS_MAY_USE = {
    "console/figures": [],
    "console/pages": ["console/figures"],
    "console/people": ["console", "console/pages"],
    "console/past": ["console", "console/pages", "console/people"],
    "console/office": ["console", "console/pages", "console/people"],
    "console/outside": ["console", "console/figures", "console/pages", "console/people"],
}

# `the header: where it may stand`. A library that is not named here may stand nowhere.
LIBRARIES = {
    "tl/*": ["*"],
    "zmq.h*": ["platform/sockets.*", "platform/zap.*", "platform/keys.*", "protocol/link.*", "dispatcher/*",
               "tools/follow_command.cpp", "kiosk/kiosk.hpp", "display/display.hpp", "*/main.cpp",
               "firmware-bridge/page_calls.*", "firmware-bridge/help_way.*", "console/help_line.*", "console/program.hpp"],
    "sodium.h": ["platform/*", "protocol/messages.cpp", "protocol/ticket_word.cpp", "dispatcher/journal.cpp",
                 "console/outside/api_keys.cpp", "console/office/content_routes.cpp", "console/people/password.*", "console/people/token.*"],
    "sqlite3.h": ["dispatcher/journal.*"],
    "SQLiteCpp/*": ["dispatcher/journal.*", "dispatcher/journal_reader.*", "dispatcher/backup.cpp"],
    "soci/*": ["statistics/*"],
    "xlsxwriter.h": ["statistics/xlsx.cpp"],
    "libusb*": ["platform/usb*"],
    "cups/*": ["printer/cups_queue.*"],
    "SDL_mixer.h": ["display/*"],
    "SDL*": ["ui/*", "display/speaker.cpp"],
    "wayland-client*": ["ui/window.cpp"],
    "pango/*": ["ui/*", "printer/*"],
    "cairo*": ["ui/*", "printer/*"],
    "qrencode.h": ["qr/*"],
    "httplib.h": ["console/*", "!console/figures/*", "!console/pages/*"],
    "zxcvbn.h": ["console/people/password_rules.cpp"],
    "prometheus/*": ["console/outside/metrics.*"],
    "toml++/*": ["plan/*", "firmware-bridge/*", "alarm/receiver_file.cpp", "display/card.cpp"],
    "openssl/*": ["alarm/cipher.cpp", "protocol/ticket_word.cpp"],
    "date/*": ["plan/*"],
    "zlib.h": ["simulation/packed_file.cpp"],
    "CLI/*": ["*/config.*", "*/main.cpp", "tools/*"],
    "spdlog/fmt/*": ["!hall/*"],
    "spdlog/*": ["platform/*"],
    "fmt/*": ["!hall/*"],
    "nlohmann/*": ["!hall/*", "!plan/*", "!platform/*", "!ui/*"],
    "boost/locale*": ["words/*"],
}

# The machine's own headers (POSIX, Linux) are for wrappers and programs, never for the rules.
SYSTEM = ["*.h", "sys/*", "netinet/*", "arpa/*", "linux/*"]
NO_SYSTEM = ["hall", "plan", "protocol", "statistics"]

LINES_OF_A_FILE = 500
LINES_OF_A_MAIN = 79
SOURCES = (".cpp", ".hpp", ".py", ".ts", ".tsx", ".css", ".cmake", ".sh")
NOT_OURS = ("node_modules", "dist", "build", "var", ".git", "__pycache__")
