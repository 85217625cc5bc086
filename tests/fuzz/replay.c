// SPDX-License-Identifier: GPL-3.0-or-later
// Runs a fuzz target without a fuzzer: every file of the folders given, and of each some hundred mutations
// that are always the same. usage: fuzz.NAME FOLDER…
#include <dirent.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MUTATIONS = 300, MAX_BYTES = 1 << 20 };

static uint64_t next_random(uint64_t *state) { // splitmix64
    uint64_t z = *state += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
}

// In memory of just that size, so that the sanitizer sees a read past the end.
static void run(const char *bytes, size_t len) {
    uint8_t *copy = esc_alloc(len);
    if (len) memcpy(copy, bytes, len);
    LLVMFuzzerTestOneInput(copy, len);
    free(copy);
}

static void mutate(const esc_buf *seed, uint64_t *random) {
    static const char marks[] = "\n\r\t []=|#\xFF\xC3\0.";
    ESC_AUTOBUF bytes = {0};
    esc_buf_put(&bytes, esc_buf_text(seed), seed->len);
    for (uint64_t n = 1 + next_random(random) % 4; n && bytes.len; n--) {
        size_t at = next_random(random) % bytes.len;
        uint64_t how = next_random(random);
        switch (how % 4) {
        case 0:
            bytes.bytes[at] ^= (char)(1 << (how >> 8) % 8);
            break;
        case 1:
            bytes.bytes[at] = marks[(how >> 8) % (sizeof marks - 1)];
            break;
        case 2:
            esc_buf_truncate(&bytes, at);
            break;
        default: // a part of it once more
            esc_buf_put(&bytes, esc_buf_text(seed) + at % (seed->len ? seed->len : 1),
                        seed->len - at % (seed->len ? seed->len : 1));
        }
    }
    run(esc_buf_text(&bytes), bytes.len);
}

static size_t replay(const char *folder) {
    struct dirent **names;
    int count = scandir(folder, &names, NULL, alphasort);
    size_t files = 0;
    for (int i = 0; i < count; i++) {
        ESC_AUTOFREE char *path = esc_asprintf("%s/%s", folder, names[i]->d_name);
        free(names[i]);
        int fd = esc_file_open(path, true, NULL);
        if (fd < 0) continue; // "." and ".."
        ESC_AUTOBUF seed = {0};
        int rc = esc_file_read(fd, MAX_BYTES, &seed, NULL);
        close(fd);
        if (rc) continue;
        files++;
        run(esc_buf_text(&seed), seed.len);
        uint64_t random = files;
        for (int k = 0; k < MUTATIONS; k++) mutate(&seed, &random);
    }
    if (count >= 0) free(names);
    return files;
}

int main(int argc, char **argv) {
    size_t files = 0;
    for (int i = 1; i < argc; i++) files += replay(argv[i]);
    printf("%zu files, %d mutations of each\n", files, MUTATIONS);
    return files ? 0 : 1; // a corpus that is not there is a failure
}
