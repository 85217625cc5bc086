// SPDX-License-Identifier: GPL-3.0-or-later
// Tesseract's models: whether they are there, and sound.
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "ocr/inside.h"

enum { MOST_SAID = 64 << 10 };

// Debian's package with a model: chi_sim is in tesseract-ocr-chi-sim; those of scripts have names of their
// own.
static char *package_of(const char *model) {
    if (strchr(model, '/')) return esc_strdup("tesseract-ocr-script-…");
    char *package = esc_asprintf("tesseract-ocr-%s", model);
    for (char *p = package; (p = strchr(p, '_'));) *p = '-';
    return package;
}

int esc_ocr_find_models(const char *language, const char *folder, esc_err *err) {
    ESC_AUTOFREE char *copy = esc_strdup(language);
    char *rest = copy;
    bool any = false;
    for (char *model; (model = strsep(&rest, "+"));) {
        if (!*model || *model == '~') continue; // "~eng": one that another shall not bring along
        any = true;
        ESC_AUTOFREE char *path = esc_asprintf("%s%s.traineddata", folder, model);
        ESC_AUTOFREE char *package = package_of(model);
        struct stat file;
        bool is_there = !stat(path, &file);
        if (is_there && S_ISREG(file.st_mode) && file.st_size && !access(path, R_OK)) continue;
        if (is_there && S_ISREG(file.st_mode) && file.st_size)
            return esc_fail(
                err, ESC_LIBRARY, ESC_WHY_MODELS_DAMAGED,
                "[ocr] language = %s: Tesseract's model “%s” may not be read (%s); give everybody "
                "permission to read it",
                language, model, path);
        if (is_there)
            return esc_fail(
                err, ESC_LIBRARY, ESC_WHY_MODELS_DAMAGED,
                "[ocr] language = %s: Tesseract's model “%s” is empty or no file (%s); install the "
                "package %s again",
                language, model, path, package);
        return esc_fail(err, ESC_LIBRARY, ESC_WHY_MODELS_MISSING,
                        "[ocr] language = %s: Tesseract's model “%s” is missing (%s); install the package %s",
                        language, model, path, package);
    }
    return any ? ESC_OK
               : esc_fail(err, ESC_ARGUMENT, ESC_WHY_SETTINGS,
                          "[ocr] language = %s: names no model; write, say, spa or spa+lat", language);
}

bool esc_ocr_open_models(const char *language, const char *datapath, TessBaseAPI **ret) {
    *ret = TessBaseAPICreate();
    TessBaseAPISetVariable(*ret, "debug_file", "/dev/null");
    return !TessBaseAPIInit2(*ret, datapath, language, OEM_LSTM_ONLY);
}

// Loads one model and reads a few strokes with it: one that is damaged fails, or crashes, now rather than at
// the first page.
static bool try_model(const char *model, const char *datapath) {
    enum { WIDTH = 160, HEIGHT = 48, MARGIN = 12, STROKE = 5, STEP = 17 };
    unsigned char picture[HEIGHT][WIDTH];
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++) {
            bool inside = y >= MARGIN && y < HEIGHT - MARGIN && x >= MARGIN && x < WIDTH - MARGIN;
            picture[y][x] = inside && x % STEP < STROKE ? 0 : 255;
        }
    TessBaseAPI *api;
    if (!esc_ocr_open_models(model, datapath, &api)) return false;
    TessBaseAPISetPageSegMode(api, PSM_RAW_LINE);
    TessBaseAPISetImage(api, *picture, WIDTH, HEIGHT, 1, WIDTH);
    return !TessBaseAPIRecognize(api, NULL);
}

static bool say(int fd, const char *line) {
    ESC_AUTOFREE char *whole = esc_asprintf("%s\n", line);
    return write(fd, whole, strlen(whole)) == (ssize_t)strlen(whole);
}

static const char all_tried[] = ".";

// In a process of its own: says the folder in which Tesseract looks for its models, each model that it is
// about to try, and, where none failed, that all are tried.
static bool try_models(int fd, const char *language, const char *datapath) {
    enum { PATIENCE_S = 120 };
    alarm(PATIENCE_S);
    TessBaseAPI *api;
    esc_ocr_open_models("-", datapath, &api); // there is none of that name
    if (!say(fd, TessBaseAPIGetDatapath(api))) return false;
    ESC_AUTOFREE char *copy = esc_strdup(language);
    char *rest = copy;
    for (char *model; (model = strsep(&rest, "+"));)
        if (*model && *model != '~' && (!say(fd, model) || !try_model(model, datapath))) return false;
    return say(fd, all_tried);
}

// What try_models says. Whoever only checks settings, such as the supervisor, has none of Tesseract's memory
// and survives its crash. *ret_ended: it came to its end, or crashed, and was not ended by somebody.
static void ask_tesseract(const char *language, const char *datapath, esc_buf *ret, bool *ret_ended) {
    int ends[2], status = 0;
    if (pipe2(ends, O_CLOEXEC)) return;
    pid_t asked = fork();
    if (!asked) _exit(!try_models(ends[1], language, datapath));
    close(ends[1]);
    esc_err unused;
    if (asked > 0 && esc_file_read(ends[0], MOST_SAID, ret, &unused)) esc_buf_truncate(ret, 0);
    close(ends[0]);
    while (asked > 0 && waitpid(asked, &status, 0) < 0 && errno == EINTR) continue;
    *ret_ended = asked > 0 && !(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
}

int esc_ocr_check(const char *language, const char *datapath, esc_err *err) {
    ESC_AUTOBUF said = {0};
    bool ended = false;
    ask_tesseract(language, datapath, &said, &ended);
    char *rest = said.bytes, *line, *last = NULL, *folder = rest ? strsep(&rest, "\n") : NULL;
    if (!folder || !*folder) return ESC_OK; // it is told when they are loaded
    int failed = esc_ocr_find_models(language, folder, err);
    if (failed || !ended) return failed;
    while ((line = strsep(&rest, "\n")))
        if (*line) last = line;
    if (!last || !strcmp(last, all_tried)) return ESC_OK;
    ESC_AUTOFREE char *package = package_of(last);
    return esc_fail(err, ESC_LIBRARY, ESC_WHY_MODELS_DAMAGED,
                    "[ocr] language = %s: Tesseract's model “%s” is damaged (%s%s.traineddata); install the "
                    "package %s again",
                    language, last, folder, last, package);
}
