// SPDX-License-Identifier: GPL-3.0-or-later
// For the benchmark only: how long the fields of a text take, once it is corrected.
//
//     fields-time ROUNDS FILE…
//
// prints for each file its tokens, and the milliseconds of processor time that reading its fields took the
// first time and, of ROUNDS times, at least. Of several files only the first is the process's first document.
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/file.h"
#include "base/limits.h"
#include "correct/correct.h"
#include "fields/fields.h"

static double now_ms(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int fail(const char *what, const esc_err *err) {
    fprintf(stderr, "fields-time: %s: %s\n", what, err->message);
    return EXIT_FAILURE;
}

int main(int argc, char **argv) {
    esc_memory_in_large_pages(); // as "escribano fields"
    esc_err err = {0};
    esc_lexicon *lexicon = NULL;
    esc_corrector *corrector = NULL;
    const int rounds = argc > 2 ? atoi(argv[1]) : 0;
    if (rounds < 1) return fputs("usage: fields-time ROUNDS FILE…\n", stderr), 2;
    if (esc_lexicon_open(NULL, &lexicon, &err) ||
        esc_corrector_new(lexicon, &(esc_correct_options){0}, &corrector, &err))
        return fail("models", &err);
    for (int i = 2; i < argc; i++) {
        ESC_AUTOBUF text = {0};
        ESC_AUTODOC *doc = esc_doc_new();
        if (esc_file_load(argv[i], ESC_MAX_TEXT_BYTES, &text, &err) ||
            esc_doc_add_text(doc, esc_buf_text(&text), text.len, &err) || esc_correct(corrector, doc, &err))
            return fail(argv[i], &err);
        double first = 0, least = 0;
        for (int round = 0; round < rounds; round++) {
            doc->fields_count = 0;
            const double before = now_ms();
            if (esc_fields_read(doc, lexicon, &err)) return fail(argv[i], &err);
            const double took = now_ms() - before;
            if (!round) first = least = took;
            if (took < least) least = took;
        }
        printf("%u\t%.2f\t%.2f\n", doc->tokens_count, first, least);
    }
    esc_corrector_free(corrector);
    esc_lexicon_close(lexicon);
    return EXIT_SUCCESS;
}
