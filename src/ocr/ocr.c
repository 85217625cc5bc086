// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/inside.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <leptonica/allheaders.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/pulse.h"
#include "ocr/bullets.h"
#include "ocr/layout.h"
#include "ocr/others.h"
#include "ocr/second.h"
#include "ocr/unread.h"

// Tesseract's threads fight each other: on two cores they take six times the time of one. It asks for four by
// name, so that only OMP_THREAD_LIMIT, which libgomp reads before main, or this keeps them down.
static void use_one_thread(void) {
    void (*set_levels)(int);
    *(void **)&set_levels = dlsym(RTLD_DEFAULT, "omp_set_max_active_levels");
    if (set_levels) set_levels(0);
}

int esc_ocr_new(const char *language, const char *datapath, esc_ocr **ret, esc_err *err) {
    setMsgSeverity(L_SEVERITY_NONE);
    use_one_thread();
    TessBaseAPI *api;
    bool opened = esc_ocr_open_models(language, datapath, &api);
    int failed = esc_ocr_find_models(language, TessBaseAPIGetDatapath(api), err);
    if (!failed && !opened)
        failed = esc_fail(err, ESC_LIBRARY, ESC_WHY_MODELS_DAMAGED,
                          "[ocr] language = %s: Tesseract cannot read its models in %s", language,
                          TessBaseAPIGetDatapath(api));
    if (failed) {
        TessBaseAPIDelete(api);
        return failed;
    }
    // 3 (automatic, without orientation), as the tesseract program does: what turns pages is our own.
    TessBaseAPISetPageSegMode(api, PSM_AUTO);
    // Nobody here asks for paragraphs. Found by their text, they cost the square of the page's words.
    TessBaseAPISetVariable(api, "paragraph_text_based", "0");
    esc_ocr *ocr = esc_alloc_zero(1, sizeof *ocr);
    ocr->api = api;
    ocr->version = esc_asprintf("tesseract %s, %s", TessVersion(), language);
    *ret = ocr;
    return ESC_OK;
}

// One pass of the search for other readings in place of Tesseract's five finds half as many, the likelier
// half.
void esc_ocr_want_alternatives(esc_ocr *ocr, bool wanted) {
    ocr->alternatives = wanted;
    TessBaseAPISetVariable(ocr->api, "lstm_choice_mode", wanted ? "2" : "0");
    TessBaseAPISetVariable(ocr->api, "lstm_choice_iterations", "1");
}

void esc_ocr_use_words(esc_ocr *ocr, esc_ocr_known *known, const void *user) {
    ocr->known = known;
    ocr->known_user = user;
}

void esc_ocr_free(esc_ocr *ocr) {
    if (!ocr) return;
    TessBaseAPIEnd(ocr->api);
    TessBaseAPIDelete(ocr->api);
    free(ocr->version);
    free(ocr);
}

const char *esc_ocr_version(const esc_ocr *ocr) { return ocr->version; }

double esc_ocr_seconds(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

// Deadlines are of processor time: what a page gives must not depend on what else the machine does.
static const clockid_t deadline_clock = CLOCK_PROCESS_CPUTIME_ID;

bool esc_ocr_is_late(double deadline_s) {
    return deadline_s > 0 && esc_ocr_seconds(deadline_clock) > deadline_s;
}

// Tesseract asks after each word whether it is to stop.
static bool word_read(void *deadline_s, int words) {
    (void)words;
    esc_pulse();
    return esc_ocr_is_late(*(double *)deadline_s);
}

static int recognize(esc_ocr *ocr, int32_t deadline_ms, esc_err *err) {
    ETEXT_DESC *monitor = TessMonitorCreate();
    double deadline_s = deadline_ms > 0 ? esc_ocr_seconds(deadline_clock) + deadline_ms / 1000.0 : 0;
    TessMonitorSetCancelThis(monitor, &deadline_s);
    TessMonitorSetCancelFunc(monitor, word_read);
    esc_pulse();
    int refused = TessBaseAPIRecognize(ocr->api, monitor);
    TessMonitorDelete(monitor);
    esc_pulse();
    // Past the deadline, Tesseract hands out the half that it has read.
    if (esc_ocr_is_late(deadline_s))
        return esc_fail(err, ESC_CANCELLED, ESC_WHY_TIMEOUT, "reading took longer than %d ms", deadline_ms);
    if (refused) return esc_fail(err, ESC_LIBRARY, ESC_WHY_OTHER, "Tesseract could not read the page");
    return ESC_OK;
}

// Reads the page as it lies into an empty document. *ret_turn: as esc_ocr_harvest.
static int read_once(esc_ocr *ocr, const esc_raster *raster, int32_t deadline_ms, esc_doc *doc,
                     int32_t *ret_turn, esc_err *err) {
    int32_t width = pixGetWidth(raster->pix), height = pixGetHeight(raster->pix);
    TessBaseAPISetImage2(ocr->api, raster->pix);
    if (raster->dpi) TessBaseAPISetSourceResolution(ocr->api, raster->dpi);
    int failed = recognize(ocr, deadline_ms, err);
    if (!failed) {
        esc_doc_add_page(doc, ESC_PAGE_OCR);
        doc->pages[0].width_px = width;
        doc->pages[0].height_px = height;
        doc->pages[0].dpi = raster->dpi;
        doc->pages[0].rotation_deg = raster->rotation_deg;
        doc->pages[0].skew_deg = raster->skew_deg;
        failed = esc_ocr_harvest(ocr, width, height, doc, ret_turn, err);
        if (!doc->pages[0].line_count) doc->pages[0].origin = ESC_PAGE_BLANK;
    }
    TessBaseAPIClear(ocr->api);
    return failed;
}

// How much was read well: letters of words, each by how far its confidence is above what noise gets.
static double worth(const esc_doc *doc) {
    double sum = 0;
    for (uint32_t i = 0; i < doc->words_count; i++)
        if (doc->words[i].confidence > 0.5f) sum += (doc->words[i].confidence - 0.5) * doc->words[i].raw.len;
    return sum;
}

// The best reading of a page so far.
typedef struct reading {
    esc_doc *doc;
    int32_t turn;      // how far the raster was turned for it
    esc_raster turned; // that picture; empty where the page was read as it lies
    esc_lifted lifted; // what can be taken off that picture
    bool is_lifted;    // and was
    int32_t left;      // how far most of its letters would still have to be turned
    double scale;      // of that picture's pixels to the page's
    double deadline_s; // on deadline_clock; 0 for none
    esc_others others; // upright readings of the same page that were not kept
} reading;

static double milliseconds_left(const reading *best) {
    if (best->deadline_s <= 0) return 0;
    return (best->deadline_s - esc_ocr_seconds(deadline_clock)) * 1000;
}

// Reads the page turned, and keeps that where it is the better reading by the factor asked for.
static void try_turn(esc_ocr *ocr, const esc_raster *raster, int32_t turn, double factor, reading *best) {
    static const double a_few_words = 4;
    double left_ms = milliseconds_left(best);
    if (best->deadline_s > 0 && left_ms < 1) return;
    ESC_AUTORASTER turned = {0};
    ESC_AUTODOC *other = esc_doc_new();
    int32_t left;
    if (esc_image_turn(raster, turn, &turned, NULL) || esc_image_clean(&turned, NULL, NULL)) return;
    if (read_once(ocr, &turned, (int32_t)left_ms, other, &left, NULL)) return;
    if (worth(other) <= factor * worth(best->doc) + a_few_words) return;
    esc_doc *worse = best->doc;
    best->doc = other;
    other = worse;
    best->turn = turn;
    best->left = left;
    esc_raster_free(&best->turned);
    best->turned = turned;
    turned.pix = NULL;
}

// Where strokes are broken, Tesseract takes paragraphs for pictures and leaves them out. A page that reads
// badly is read again as one block of text, without any search for its layout. Gives whether that was better.
static bool try_block(esc_ocr *ocr, const esc_raster *raster, reading *best) {
    static const float well = 0.9f;
    static const double better = 1.1, a_few_words = 4;
    double left_ms = milliseconds_left(best);
    if (best->doc->pages[0].confidence > well || (best->deadline_s > 0 && left_ms < 1)) return false;
    ESC_AUTODOC *other = esc_doc_new();
    int32_t left;
    TessBaseAPISetPageSegMode(ocr->api, PSM_SINGLE_BLOCK);
    int failed = read_once(ocr, raster, (int32_t)left_ms, other, &left, NULL);
    TessBaseAPISetPageSegMode(ocr->api, PSM_AUTO);
    if (failed) return false;
    bool is_better = worth(other) > better * worth(best->doc) + a_few_words;
    esc_doc *worse = is_better ? best->doc : other;
    if (is_better) best->doc = other;
    other = NULL;
    esc_others_add(&best->others, worse, best->scale);
    return is_better;
}

// Whether the reading without the second ink is the better one: it found more, or it is surer. Then it lacks
// what was read of the stamp or of the back side: the surer the rest has become, the more may be missing.
static bool is_cleared(const esc_doc *with, const esc_doc *without, bool has_rings) {
    static const double surer = 0.002, as_sure = -0.005, hardly_less = 0.97, least = 0.4, for_each = 2,
                        much_more = 1.05;
    double gained = (double)(without->pages[0].confidence - with->pages[0].confidence);
    double share = hardly_less - for_each * gained;
    if (worth(without) > much_more * worth(with)) return true;
    return gained > (has_rings ? as_sure : surer) &&
           worth(without) > (share > least ? share : least) * worth(with);
}

// Whether some lines that begin well end in noise, as those do beside which a stamp stands.
static bool ends_in_noise(const esc_doc *doc) {
    enum { SOME = 2 };
    static const float noise = 0.5f, well = 0.75f;
    uint32_t count = 0;
    for (uint32_t i = 0; i < doc->lines_count; i++) {
        const esc_line *line = &doc->lines[i];
        if (line->word_count < 2) continue;
        const esc_word *first = &doc->words[line->first_word], *last = first + line->word_count - 1;
        count += first->confidence > well && last->confidence < noise;
    }
    return count >= SOME;
}

// A page read with doubt or not as a whole, on which a second ink lies, is read again without that ink; so is
// one read well but for noise at the ends of lines, where it has a stamp. Gives whether that was better.
static bool try_lifted(esc_ocr *ocr, const esc_raster *raster, bool as_a_whole, reading *best) {
    static const float well = 0.945f;
    double left_ms = milliseconds_left(best);
    if (best->deadline_s > 0 && left_ms < 1) return false;
    bool read_well = best->doc->pages[0].confidence > well && as_a_whole;
    if (read_well && !ends_in_noise(best->doc)) return false;
    ESC_AUTORASTER lifted = {0};
    if (esc_image_lift(raster, &lifted, &best->lifted, NULL) || !lifted.pix) return false;
    if (read_well && !best->lifted.rings_count) {
        esc_lifted_free(&best->lifted);
        return false;
    }
    ESC_AUTODOC *other = esc_doc_new();
    int32_t left;
    int failed = read_once(ocr, &lifted, (int32_t)left_ms, other, &left, NULL);
    if (!failed && is_cleared(best->doc, other, best->lifted.rings_count > 0)) {
        esc_others_add(&best->others, best->doc, best->scale);
        best->doc = other;
        other = NULL;
        esc_raster_free(&best->turned);
        best->turned = lifted;
        lifted.pix = NULL;
        best->is_lifted = true;
    } else if (!failed) {
        esc_others_add(&best->others, other, best->scale);
        other = NULL;
    }
    return best->is_lifted;
}

// Upright pages of the worst kind still read better than turned ones, which read as next to nothing. So only
// what reads badly is tried the way round that it seems to lie, and, where that cannot be told of what reads
// as noise, every way. Where Tesseract found most lines to run down or up the page, it has read them well,
// but not seen the page's layout.
static void try_turns(esc_ocr *ocr, const esc_raster *raster, reading *best) {
    static const float surely_upright = 0.8f, noise = 0.5f;
    static const double much_better = 1.5, hardly_worse = 0.8;
    static const int32_t turns[] = {90, 270, 180};
    if (best->doc->pages[0].confidence <= surely_upright) {
        int32_t guess = esc_image_turn_guess(raster);
        if (guess > 0) try_turn(ocr, raster, guess, much_better, best);
        for (int i = 0; i < 3; i++)
            if (turns[i] != guess && best->doc->pages[0].confidence <= noise)
                try_turn(ocr, raster, turns[i], much_better, best);
    }
    if (best->left && best->doc->pages[0].confidence > noise)
        try_turn(ocr, raster, (best->turn + best->left) % 360, hardly_worse, best);
}

// Whether the page is the blank back of another one, whose writing shines through: it reads as noise, far
// better in a mirror, and is pale. plain: as it was scanned.
static bool is_blank_back(esc_ocr *ocr, const esc_raster *raster, const esc_raster *plain,
                          const reading *best) {
    enum { PALE = 170 };
    static const float noise = 0.5f, readable = 0.7f;
    static const double far_better = 1.5, a_few_words = 8;
    double left_ms = milliseconds_left(best);
    if (best->turned.pix || best->doc->pages[0].confidence > noise || !best->doc->words_count) return false;
    if (best->deadline_s > 0 && left_ms < 1) return false;
    if (esc_image_depth(plain ? plain : raster) > PALE) return false;
    ESC_AUTORASTER mirrored = {0};
    ESC_AUTODOC *other = esc_doc_new();
    int32_t left;
    if (esc_image_mirror(raster, &mirrored, NULL) ||
        read_once(ocr, &mirrored, (int32_t)left_ms, other, &left, NULL))
        return false;
    return other->pages[0].confidence > readable &&
           worth(other) > far_better * worth(best->doc) + a_few_words;
}

static esc_doc *blank_page(const esc_doc *of) {
    esc_doc *doc = esc_doc_new();
    esc_doc_add_page(doc, ESC_PAGE_BLANK);
    float unread = doc->pages[0].confidence;
    esc_ocr_finish_copy(doc, of);
    doc->pages[0].origin = ESC_PAGE_BLANK;
    doc->pages[0].confidence = unread;
    return doc;
}

// Puts better in the place of the best reading; NULL leaves it.
static void replace(reading *best, esc_doc *better) {
    if (!better) return;
    esc_doc_free(best->doc);
    best->doc = better;
}

// How much was read well, by what the lexicon knows, too: an unknown word counts for less.
static double worth_of_words(const esc_ocr *ocr, const esc_doc *doc) {
    static const double noise = 0.5, unknown = 0.3;
    double sum = 0;
    for (uint32_t i = 0; i < doc->words_count; i++) {
        const esc_word *word = &doc->words[i];
        double this = (double)word->confidence - noise - unknown * esc_unknown_share(ocr, doc, i);
        if (this > 0) sum += this * word->raw.len;
    }
    return sum;
}

// Reads the page from another picture, and keeps that where it reads more by the factor asked for.
static void try_picture(esc_ocr *ocr, esc_raster *picture, double scale, double factor, reading *best) {
    double left_ms = milliseconds_left(best);
    if (!picture->pix || (best->deadline_s > 0 && left_ms < 1)) return;
    ESC_AUTODOC *doc = esc_doc_new();
    int32_t left;
    if (read_once(ocr, picture, (int32_t)left_ms, doc, &left, NULL)) return;
    if (worth_of_words(ocr, doc) <= factor * worth_of_words(ocr, best->doc)) {
        esc_others_add(&best->others, doc, scale);
        doc = NULL;
        return;
    }
    esc_others_add(&best->others, best->doc, best->scale);
    best->doc = doc;
    doc = NULL;
    esc_raster_free(&best->turned);
    best->turned = *picture;
    picture->pix = NULL;
    best->scale = scale;
}

// What was read from a page as it leaned is put in order, and looked at line by line, on a straight one: rows
// and columns are told by where words stand. Turning costs sharpness, so that it may read better as it was.
static void straighten(const esc_raster *raster, reading *best) {
    float lean = raster->skew_deg - best->doc->pages[0].skew_deg;
    if (lean == 0 || !best->turned.pix || esc_image_lean(&best->turned, lean, NULL)) return;
    esc_reading_straighten(best->doc, raster->skew_deg);
}

// A page that was mended and reads with doubt all the same is read as it was, too, and a coarse one enlarged.
// Enlarged pages read surer than they are right: they have to read clearly more. What reads as noise has
// other troubles than its size.
static void try_otherwise(esc_ocr *ocr, const esc_raster *raster, const esc_raster *plain, reading *best) {
    static const float well = 0.945f, badly = 0.92f, noise = 0.6f;
    static const double more = 1.015, clearly_more = 1.08;
    ESC_AUTORASTER as_it_was = {0}, enlarged = {0};
    double scale = 1;
    if (plain && best->doc->pages[0].confidence <= well && !esc_image_turn(plain, 0, &as_it_was, NULL))
        try_picture(ocr, &as_it_was, scale, more, best);
    straighten(raster, best);
    float confidence = best->doc->pages[0].confidence;
    if (confidence <= badly && confidence > noise && !esc_image_enlarge(raster, &enlarged, &scale, NULL))
        try_picture(ocr, &enlarged, scale, clearly_more, best);
}

// From the pixels of an enlarged picture to those of the page.
static void scale_back(esc_doc *doc, double scale, const esc_raster *raster) {
    esc_page *page = &doc->pages[0];
    page->width_px = pixGetWidth(raster->pix);
    page->height_px = pixGetHeight(raster->pix);
    page->dpi = raster->dpi;
    for (uint32_t i = 0; i < doc->blocks_count; i++) esc_ocr_scale_box(&doc->blocks[i].box, scale, page);
    for (uint32_t i = 0; i < doc->lines_count; i++) esc_ocr_scale_box(&doc->lines[i].box, scale, page);
    for (uint32_t i = 0; i < doc->words_count; i++) esc_ocr_scale_box(&doc->words[i].box, scale, page);
}

// Makes the best of the page's first reading.
static void make_the_best(esc_ocr *ocr, const esc_raster *raster, const esc_raster *plain, reading *best) {
    if (!best->turned.pix) try_otherwise(ocr, raster, plain, best);
    const esc_raster *upright = best->turned.pix ? &best->turned : raster;
    ESC_AUTOUNREAD unread = {0};
    esc_unread_find(best->doc, upright->pix, &unread);
    bool again = try_lifted(ocr, upright, !unread.letters, best);
    upright = best->turned.pix ? &best->turned : raster;
    again = try_block(ocr, upright, best) || again;
    if (again) {
        esc_unread_free(&unread);
        esc_unread_find(best->doc, upright->pix, &unread);
    }
    if (unread.letters) replace(best, esc_unread_read(ocr, upright, best->doc, &unread, best->deadline_s));
    esc_others_place(&best->others, best->scale, &best->doc->pages[0]);
    esc_others_weigh(&best->others, ocr, best->doc);
    if (unread.strays.pieces_count || best->others.readings_count)
        replace(best,
                esc_strays_read(ocr, upright, best->doc, &unread.strays, &best->others, best->deadline_s));
    PIXA *parts = NULL;
    replace(best, esc_stamps_set_aside(best->doc, &best->lifted));
    esc_marks_find(ocr, best->doc, upright->pix, &parts);
    replace(best, esc_layout_arrange(best->doc, upright->pix));
    esc_marks_find(ocr, best->doc, upright->pix, &parts);
    replace(best, esc_second_look(ocr, upright, best->doc, &best->others, best->deadline_s));
    replace(best, esc_stamps_set_aside(best->doc, &best->lifted));
    esc_marks_find(ocr, best->doc, upright->pix, &parts);
    pixaDestroy(&parts);
    replace(best, esc_bullets_read(best->doc, upright->pix));
    esc_marks_note_lifted(best->doc, &best->lifted, best->is_lifted);
    if (unread.letters) {
        esc_unread_free(&unread);
        esc_unread_find(best->doc, upright->pix, &unread);
        esc_unread_note(best->doc, &unread);
    }
    if (best->scale > 1) scale_back(best->doc, best->scale, raster);
}

int esc_ocr_read(esc_ocr *ocr, const esc_raster *raster, const esc_raster *plain, int32_t deadline_ms,
                 esc_doc *doc, esc_err *err) {
    double start = esc_ocr_seconds(CLOCK_THREAD_CPUTIME_ID);
    reading best = {.doc = esc_doc_new(), .scale = 1};
    if (deadline_ms > 0) best.deadline_s = esc_ocr_seconds(deadline_clock) + deadline_ms / 1000.0;
    int failed = read_once(ocr, raster, deadline_ms, best.doc, &best.left, err);
    if (!failed) {
        try_turns(ocr, raster, &best);
        if (is_blank_back(ocr, raster, plain, &best))
            replace(&best, blank_page(best.doc));
        else
            make_the_best(ocr, raster, plain, &best);
        best.doc->pages[0].seconds = (float)(esc_ocr_seconds(CLOCK_THREAD_CPUTIME_ID) - start);
        esc_doc_append(doc, best.doc);
    }
    esc_raster_free(&best.turned);
    esc_lifted_free(&best.lifted);
    esc_others_free(&best.others);
    esc_doc_free(best.doc);
    return failed;
}
