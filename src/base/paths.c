// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/paths.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *esc_paths_program(void) {
    static char folder[PATH_MAX];
    if (*folder) return folder;
    ssize_t n = readlink("/proc/self/exe", folder, sizeof folder - 1);
    char *slash = n > 0 ? memrchr(folder, '/', (size_t)n) : NULL;
    if (slash)
        *slash = 0;
    else
        strcpy(folder, ".");
    return folder;
}

// A build tree is told by CMakeCache.txt beside the program; it names the source tree.
static const char *source_tree(void) {
    static char source[PATH_MAX];
    char path[PATH_MAX + 32], line[PATH_MAX + 64];
    static const char key[] = "escribano_SOURCE_DIR:STATIC=";
    static const char *const ups[] = {"", "/.."}; // the tests' programs lie one folder deeper
    for (size_t i = 0; i < 2 && !*source; i++) {
        snprintf(path, sizeof path, "%s%s/CMakeCache.txt", esc_paths_program(), ups[i]);
        FILE *file = fopen(path, "re");
        while (file && fgets(line, sizeof line, file))
            if (!strncmp(line, key, sizeof key - 1)) {
                line[strcspn(line, "\n")] = 0;
                snprintf(source, sizeof source, "%s", line + sizeof key - 1);
            }
        if (file) fclose(file);
    }
    return *source ? source : NULL;
}

// The first that is there: %s stands for the program's own.
static const char *first_there(char *path, size_t size, const char *const *patterns) {
    for (; *patterns; patterns++) {
        snprintf(path, size, *patterns, esc_paths_program());
        if (!access(path, R_OK)) break;
    }
    return path;
}

const char *esc_paths_data(void) {
    static char path[PATH_MAX + 32];
    static const char *const installed[] = {"%s/../share/escribano", ESC_DATA_DIR, NULL};
    const char *told = getenv("ESCRIBANO_DATA");
    if (told && *told) return told;
    const char *source = source_tree();
    return source ? source : first_there(path, sizeof path, installed);
}

const char *esc_paths_locale(void) {
    static char path[PATH_MAX + 32];
    static const char *const folders[] = {"%s/locale", "%s/../locale", "%s/../share/locale",
                                          ESC_DATA_DIR "/../locale", NULL};
    return first_there(path, sizeof path, folders);
}

const char *esc_paths_readers(void) {
    static char path[PATH_MAX + 32];
    static const char *const places[] = {"%s/readers.so", "%s/../readers.so",
                                         "%s/../lib/escribano/readers.so",
                                         ESC_DATA_DIR "/../../lib/escribano/readers.so", NULL};
    return first_there(path, sizeof path, places);
}
