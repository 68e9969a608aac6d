/* Kills the program at one step of what it does to its files, to be preloaded: no program needs a hook for
   it.

   OKNO_KILL_AT="before rename .alone 2": just before the second time a file of that ending is put in place
   (rename) or removed (remove); "after": just after it. Without the variable nothing happens. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int ends_with(const char* text, const char* ending) {
    size_t length = strlen(text), tail = strlen(ending);
    return length >= tail && strcmp(text + length - tail, ending) == 0;
}

/* 1 when this is the step that was asked for, at its `when`; counts on "before". */
static int is_the_step(const char* when, const char* what, const char* file) {
    static int seen = 0;
    char wanted_when[8], wanted_what[8], ending[32];
    int count;
    const char* wanted = getenv("OKNO_KILL_AT");
    if (!wanted || sscanf(wanted, "%7s %7s %31s %d", wanted_when, wanted_what, ending, &count) != 4) return 0;
    if (strcmp(what, wanted_what) != 0 || !ends_with(file, ending)) return 0;
    if (strcmp(when, "before") == 0) seen++;
    return seen == count && strcmp(when, wanted_when) == 0;
}

static void die_if(int now) {
    if (now) kill(getpid(), SIGKILL);
}

int rename(const char* from, const char* to) {
    int (*real)(const char*, const char*) = (int (*)(const char*, const char*))dlsym(RTLD_NEXT, "rename");
    die_if(is_the_step("before", "rename", to));
    int result = real(from, to);
    die_if(is_the_step("after", "rename", to));
    return result;
}

int remove(const char* file) {
    int (*real)(const char*) = (int (*)(const char*))dlsym(RTLD_NEXT, "remove");
    die_if(is_the_step("before", "remove", file));
    int result = real(file);
    die_if(is_the_step("after", "remove", file));
    return result;
}
