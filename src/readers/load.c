// SPDX-License-Identifier: GPL-3.0-or-later
#include <assert.h>
#include <string.h>

#include <dlfcn.h>

#include "base/paths.h"
#include "readers/readers.h"

static const esc_readers *loaded;

int esc_readers_load(esc_err *err) {
    if (loaded) return ESC_OK;
    const char *path = esc_paths_readers();
    void *module = dlopen(path, RTLD_NOW | RTLD_LOCAL); // for good: GLib cannot be unloaded
    if (!module)
        return esc_fail(err, ESC_LIBRARY, ESC_WHY_MODELS_MISSING,
                        "what reads images and PDF cannot be loaded; install escribano again: %s", dlerror());
    const esc_readers *table = dlsym(module, "esc_readers_table");
    if (!table || strcmp(table->version, ESC_VERSION))
        return esc_fail(err, ESC_LIBRARY, ESC_WHY_MODELS_MISSING,
                        "%s belongs to another version of escribano; install it again", path);
    loaded = table;
    return ESC_OK;
}

const esc_readers *esc_readers_get(void) {
    assert(loaded);
    return loaded;
}
