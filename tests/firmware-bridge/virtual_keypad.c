// A USB keypad that is not there. Starts a program on a mock bus of umockdev and plugs a virtual keypad in and out
// as it is told; to libusb in that program everything looks like /dev/bus/usb of a real machine.
//
//     umockdev-wrapper virtual-keypad PROGRAM ARGUMENT...
//
// Told on standard input, a line each:               Tells on standard output:
//   plug keyboard | pad | lit-pad | composite | shared pid N           the program's
//   report HEX        the next input report            claimed [N]     an interface, taken from the kernel's driver
//   lamps work | stall | deaf                          request RR VVVV a class request
//   unplug                                             reading         it waits for the first report
//   (end of input: SIGTERM to the program)             read            a report was read
//                                                      lit HEX         an output report, by SET_REPORT
//                                                      lit by endpoint HEX
//                                                      given back [N]  to the kernel's driver
//                                                      exit N          the program's end
//
// A lit-pad has an interrupt OUT endpoint; a composite one is a keyboard and, at interface 1, keys for sound and sleep;
// of a shared one another program has interface 1.
#include <errno.h>
#include <glib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "tests/fakes/mock_usb.h"

enum {
    in_endpoint = 0x81,
    out_endpoint = 0x02,
    more_endpoint = 0x83,
    report_bytes_at_most = 64,
    reports_at_most = 64,
    type_configuration = 2,
    set_report = 9,
};

// `interface_*` as in HID 1.11, 4.2 and 4.3.
typedef struct {
    const char* name;
    uint16_t product;
    uint8_t interface_subclass, interface_protocol, packet_bytes, takes_by_endpoint, composite, seized;
} Model;

static const Model models[] = {{"keyboard", 0x27db, 1, 1, 8, 0, 0, 0},
                               {"pad", 0x27d9, 0, 0, 1, 0, 0, 0},
                               {"lit-pad", 0x27d9, 0, 0, 1, 1, 0, 0},
                               {"composite", 0x27db, 1, 1, 8, 0, 1, 0},
                               {"shared", 0x27db, 1, 1, 8, 0, 1, 1 << 1}};
static const uint16_t vendor = 0x16c0;
static const char* const texts[] = {"", "Okno", "Virtual keypad", "okno-pad-0003"};
static const char* const port = "3";

typedef struct {
    uint8_t bytes[report_bytes_at_most];
    size_t length;
} Report;

typedef struct {
    MockUsbDevice device;
    uint8_t configuration[64];
    Report reports[reports_at_most];
    int report_count;
} Keypad;

static Keypad* plugged;
static int lamps;  // 0, or what a report to them ends with: -EPIPE, -EAGAIN

static void tell(const char* format, ...) G_GNUC_PRINTF(1, 2);
static void tell(const char* format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vprintf(format, arguments);
    va_end(arguments);
    putchar('\n');
    fflush(stdout);
}

static void told(void* context, const char* what) {
    (void)context;
    tell("%s", what);
}

static int lit(const char* how, const uint8_t* bytes, size_t length) {
    if (lamps != 0) return lamps;
    char hex[2 * report_bytes_at_most + 1] = "";
    for (size_t i = 0; i < length && i < report_bytes_at_most; ++i) snprintf(hex + 2 * i, 3, "%02x", bytes[i]);
    tell("lit%s %s", how, hex);
    return (int)length;
}

static int control(void* context, const uint8_t* setup, uint8_t* bytes) {
    (void)context;
    if (setup[0] != 0x21) return -EPIPE;
    if (setup[1] == set_report) return lit("", bytes, setup[6] | (size_t)setup[7] << 8);
    tell("request %02x %04x", setup[1], setup[2] | setup[3] << 8);
    return 0;
}

static long take(void* context, uint8_t endpoint, const uint8_t* bytes, size_t length) {
    (void)context;
    return endpoint == out_endpoint ? lit(" by endpoint", bytes, length) : -EPIPE;
}

static long give(void* context, uint8_t endpoint, uint8_t* bytes, size_t room) {
    Keypad* keypad = context;
    if (endpoint != in_endpoint || keypad->report_count == 0) return -EAGAIN;
    const Report report = keypad->reports[0];
    memmove(keypad->reports, keypad->reports + 1, sizeof(Report) * (size_t)--keypad->report_count);
    memcpy(bytes, report.bytes, MIN(report.length, room));
    tell("read");
    return (long)report.length;
}

static void describe(Keypad* keypad, const Model* model) {
    const uint8_t device[18] = {18, 1, 0, 2, 0, 0, 0, 64, vendor & 255, vendor >> 8,
                                model->product & 255, model->product >> 8, 0, 1, 1, 2, 3, 1};
    const uint8_t interface[] = {9, 4, 0, 0, (uint8_t)(1 + model->takes_by_endpoint), 3, model->interface_subclass,
                                 model->interface_protocol, 0,                            //
                                 9, 0x21, 0x11, 1, 0, 1, 0x22, 24, 0,                     //
                                 7, 5, in_endpoint, 3, model->packet_bytes, 0, 10};
    const uint8_t out[] = {7, 5, out_endpoint, 3, 8, 0, 10};
    const uint8_t more[] = {9, 4, 1, 0, 1, 3, 0, 0, 0,            //
                            9, 0x21, 0x11, 1, 0, 1, 0x22, 24, 0,  //
                            7, 5, more_endpoint, 3, 4, 0, 10};
    size_t length = 9;
    memcpy(keypad->configuration + length, interface, sizeof interface);
    length += sizeof interface;
    if (model->takes_by_endpoint) memcpy(keypad->configuration + length, out, sizeof out);
    length += model->takes_by_endpoint ? sizeof out : 0;
    if (model->composite) memcpy(keypad->configuration + length, more, sizeof more);
    length += model->composite ? sizeof more : 0;
    const uint8_t head[] = {9, type_configuration, (uint8_t)length, 0, (uint8_t)(1 + model->composite), 1, 0, 0x80, 50};
    memcpy(keypad->configuration, head, sizeof head);
    keypad->device = (MockUsbDevice){.configuration = keypad->configuration,
                                     .configuration_length = length,
                                     .texts = texts,
                                     .text_count = G_N_ELEMENTS(texts),
                                     .speed = 12,
                                     .seized_interfaces = model->seized,
                                     .context = keypad,
                                     .control = control,
                                     .take = take,
                                     .give = give,
                                     .told = told};
    memcpy(keypad->device.device, device, sizeof device);
}

static void plug(MockUsbBus* bus, const char* model_name) {
    g_assert_null(plugged);
    const Model* model = NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(models); ++i)
        if (strcmp(models[i].name, model_name) == 0) model = &models[i];
    g_assert_nonnull(model);
    plugged = g_new0(Keypad, 1);  // kept to the end, as the bus wants it
    describe(plugged, model);
    mock_usb_plug(bus, &plugged->device, port, 0);
}

static void unplug(MockUsbBus* bus) {
    g_assert_nonnull(plugged);
    plugged = NULL;
    mock_usb_unplug(bus, port);
}

static void report(const char* hex) {
    g_assert_nonnull(plugged);
    mock_usb_lock();
    g_assert_cmpint(plugged->report_count, <, reports_at_most);
    Report* next = &plugged->reports[plugged->report_count++];
    next->length = 0;
    for (unsigned byte; next->length < report_bytes_at_most && sscanf(hex, "%2x", &byte) == 1; hex += 2)
        next->bytes[next->length++] = (uint8_t)byte;
    mock_usb_unlock();
}

static void obey_lamps(const char* word) {
    mock_usb_lock();
    lamps = strcmp(word, "stall") == 0 ? -EPIPE : strcmp(word, "deaf") == 0 ? -EAGAIN : 0;
    mock_usb_unlock();
}

int main(int count, char** arguments) {
    (void)count;
    MockUsbBus* bus = mock_usb_bus();
    const pid_t pid = mock_usb_start(arguments + 1);
    tell("pid %d", pid);
    char line[256];
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = '\0';
        if (g_str_has_prefix(line, "plug "))
            plug(bus, line + strlen("plug "));
        else if (g_str_has_prefix(line, "report "))
            report(line + strlen("report "));
        else if (g_str_has_prefix(line, "lamps "))
            obey_lamps(line + strlen("lamps "));
        else if (strcmp(line, "unplug") == 0)
            unplug(bus);
        else
            g_error("no such order: %s", line);
    }
    tell("exit %d", mock_usb_end(pid));
    _exit(0);  // the mock bus may wait for ever for the program's last descriptors
}
