// SPDX-License-Identifier: GPL-3.0-or-later
// An ellipse is laid through five pixels of a large piece of ink, drawn by lot among those of thin strokes,
// and kept where ink lies under nearly all of it, in a stroke as thin as a pen's with paper on both sides
// (RANSAC: Fischler and Bolles, 1981). Letters and rules that touch the ring belong to the same piece: lots
// that fall on them give no ellipse that ink follows.
#include "image/rings.h"

#include <math.h>
#include <stdlib.h>

#include <leptonica/allheaders.h>

#include "base/mem.h"

// In inches.
static const double least_in = 0.25, most_in = 1.3, // half an axis
    longest_stroke_in = 0.6,                        // straight: a rule
    thickest_in = 0.045, room_in = 0.035;
static const double flattest = 0.45;             // its shorter axis to its longer one
static const double covered = 0.8, thinly = 0.4; // shares of the ring that have to be
enum { LOTS = 3000, FEWEST = 60, PIECES_MOST = 24, GLANCE = 24, LOOK = 180, DRAWN = 5, FITS = 4 };

typedef struct spot {
    float x, y;
} spot;

typedef struct piece {
    spot *spots;
    uint32_t spots_count, spots_cap;
} piece;

// x² + …: what is solved for is the rest, in a measure in which the ellipse is about as large as 1.
typedef struct conic {
    double xy, yy, x, y, one;
} conic;

static bool is_ink(PIX *ink, int x, int y) {
    if (x < 0 || y < 0 || x >= pixGetWidth(ink) || y >= pixGetHeight(ink)) return false;
    const l_uint32 *line = pixGetData(ink) + (size_t)y * (size_t)pixGetWpl(ink);
    return GET_DATA_BIT(line, x);
}

// Gauß with the largest pivot; false where there is no single answer.
static bool solve(double m[5][6], conic *ret) {
    for (int c = 0; c < 5; c++) {
        int best = c;
        for (int r = c + 1; r < 5; r++)
            if (fabs(m[r][c]) > fabs(m[best][c])) best = r;
        if (fabs(m[best][c]) < 1e-9) return false;
        for (int k = 0; k < 6; k++) {
            double swap = m[c][k];
            m[c][k] = m[best][k];
            m[best][k] = swap;
        }
        for (int r = 0; r < 5; r++) {
            if (r == c) continue;
            double factor = m[r][c] / m[c][c];
            for (int k = c; k < 6; k++) m[r][k] -= factor * m[c][k];
        }
    }
    *ret = (conic){m[0][5] / m[0][0], m[1][5] / m[1][1], m[2][5] / m[2][2], m[3][5] / m[3][3],
                   m[4][5] / m[4][4]};
    return true;
}

// The ellipse through the spots, or the one nearest to them where there are more than five; false where it is
// none, or not of a stamp's size.
static bool fit(const spot *spots, uint32_t count, double inch, esc_ring *ret) {
    double mx = 0, my = 0;
    for (uint32_t i = 0; i < count; i++) {
        mx += (double)spots[i].x / count;
        my += (double)spots[i].y / count;
    }
    double m[5][6] = {{0}};
    for (uint32_t i = 0; i < count; i++) {
        double x = ((double)spots[i].x - mx) / inch, y = ((double)spots[i].y - my) / inch;
        double row[6] = {x * y, y * y, x, y, 1, -x * x};
        for (int r = 0; r < 5; r++)
            for (int c = 0; c < 6; c++) m[r][c] += row[r] * row[c];
    }
    conic k;
    if (!solve(m, &k)) return false;
    double det = 4 * k.yy - k.xy * k.xy;
    if (det <= 1e-6) return false;
    double x = (k.xy * k.y - 2 * k.yy * k.x) / det, y = (k.xy * k.x - 2 * k.y) / det;
    double level = -(k.one + (k.x * x + k.y * y) / 2); // x² + xy + y² about the middle
    double half = (1 + k.yy) / 2, apart = sqrt((1 - k.yy) * (1 - k.yy) + k.xy * k.xy) / 2;
    double large = level / (half - apart), small = level / (half + apart);
    if (small < least_in * least_in || large > most_in * most_in || small < flattest * flattest * large)
        return false;
    // The longer axis belongs to the smaller eigenvalue.
    double turn = 0.5 * atan2(-k.xy, k.yy - 1);
    *ret = (esc_ring){mx + x * inch, my + y * inch, sqrt(large) * inch, sqrt(small) * inch, turn};
    return true;
}

// How far a place is from the ring's middle; 1 on the ring.
static double distance(const esc_ring *ring, double x, double y) {
    double c = cos(ring->turn), s = sin(ring->turn);
    x -= ring->x;
    y -= ring->y;
    return hypot((x * c + y * s) / ring->along, (y * c - x * s) / ring->across);
}

// A place on the ring, and the way out of it.
static void at(const esc_ring *ring, double angle, double *ret_x, double *ret_y, double *ret_dx,
               double *ret_dy) {
    double c = cos(ring->turn), s = sin(ring->turn), a = cos(angle), b = sin(angle);
    double u = ring->along * a, v = ring->across * b, du = ring->across * a, dv = ring->along * b;
    double length = hypot(du, dv);
    *ret_x = ring->x + u * c - v * s;
    *ret_y = ring->y + u * s + v * c;
    *ret_dx = (du * c - dv * s) / length;
    *ret_dy = (du * s + dv * c) / length;
}

// The stroke across the ring at an angle: its pixels along the way out, from *ret_from to *ret_to (of the
// ring, outwards positive). False where there is no ink within off of the ring.
static bool stroke_at(PIX *ink, const esc_ring *ring, double angle, int off, int most, int *ret_from,
                      int *ret_to) {
    double x, y, dx, dy;
    at(ring, angle, &x, &y, &dx, &dy);
#define INK(d) is_ink(ink, (int)lround(x + (d)*dx), (int)lround(y + (d)*dy))
    for (int n = 0; n <= 2 * off; n++) {
        int d = n % 2 ? (n + 1) / 2 : -n / 2;
        if (!INK(d)) continue;
        int from = d, to = d;
        while (from > d - most && INK(from - 1)) from--;
        while (to < d + most && INK(to + 1)) to++;
        *ret_from = from;
        *ret_to = to;
        return true;
    }
#undef INK
    return false;
}

typedef struct scale {
    double inch;
    int off, thickest, room;
} scale;

// Paper on both sides of a stroke.
static bool is_free(PIX *ink, const esc_ring *ring, double angle, int from, int to, int room) {
    double x, y, dx, dy;
    at(ring, angle, &x, &y, &dx, &dy);
    for (int i = 2; i <= room; i++)
        if (is_ink(ink, (int)lround(x + (from - i) * dx), (int)lround(y + (from - i) * dy)) ||
            is_ink(ink, (int)lround(x + (to + i) * dx), (int)lround(y + (to + i) * dy)))
            return false;
    return true;
}

// How much of the ring has ink (0..1); *ret_thin: how much of it in a thin stroke with paper on both sides.
static double coverage(PIX *ink, const esc_ring *ring, const scale *in, int steps, double *ret_thin) {
    int inked = 0, thin = 0;
    for (int i = 0; i < steps; i++) {
        int from, to;
        double angle = 2 * M_PI * i / steps;
        if (!stroke_at(ink, ring, angle, in->off, in->thickest + 1, &from, &to)) continue;
        inked++;
        thin += to - from < in->thickest && is_free(ink, ring, angle, from, to, in->room);
    }
    *ret_thin = (double)thin / steps;
    return (double)inked / steps;
}

bool esc_ring_holds(const esc_ring *ring, double x, double y) { return distance(ring, x, y) < 1; }

static uint32_t drawn(uint64_t *state, uint32_t below) {
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((*state >> 33) % below);
}

// The spots within a few pixels of the ring, for a better fit.
static uint32_t near(const piece *of, const esc_ring *ring, const scale *in, spot *ret) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < of->spots_count; i++) {
        double r = distance(ring, (double)of->spots[i].x, (double)of->spots[i].y);
        if (fabs(r - 1) * ring->across < in->off + 0.5) ret[count++] = of->spots[i];
    }
    return count;
}

// The ring of a piece, if it has one.
static bool find_in(PIX *ink, const piece *of, const scale *in, esc_ring *ret) {
    uint64_t state = 1;
    double best = 0;
    for (int lot = 0; lot < LOTS; lot++) {
        spot some[DRAWN];
        for (int i = 0; i < DRAWN; i++) some[i] = of->spots[drawn(&state, of->spots_count)];
        esc_ring ring;
        double thin;
        if (!fit(some, DRAWN, in->inch, &ring)) continue;
        if (coverage(ink, &ring, in, GLANCE, &thin) < covered - 0.25 || thin < thinly - 0.2) continue;
        double score = coverage(ink, &ring, in, LOOK, &thin) + thin;
        if (score <= best) continue;
        best = score;
        *ret = ring;
    }
    if (best <= 0) return false;
    ESC_AUTOFREE spot *on = esc_alloc_zero(of->spots_count, sizeof *on);
    for (int i = 0; i < FITS; i++) {
        esc_ring ring;
        double thin;
        uint32_t count = near(of, ret, in, on);
        if (count < DRAWN || !fit(on, count, in->inch, &ring)) break;
        double score = coverage(ink, &ring, in, LOOK, &thin) + thin;
        if (score < best) break;
        best = score;
        *ret = ring;
    }
    double thin, share = coverage(ink, ret, in, LOOK, &thin);
    return share >= covered && thin >= thinly;
}

// Thin strokes only: letters and blots have more ink around each pixel.
static void add_spots(piece *to, PIX *part, l_int32 left, l_int32 top, int thickest) {
    int reach = thickest + 1, most = (2 * reach + 1) * (thickest + 1);
    l_int32 width = pixGetWidth(part), height = pixGetHeight(part);
    for (l_int32 y = 0; y < height; y++)
        for (l_int32 x = 0; x < width; x++) {
            if (!is_ink(part, x, y)) continue;
            int around = 0;
            for (int dy = -reach; dy <= reach && around <= most; dy++)
                for (int dx = -reach; dx <= reach; dx++) around += is_ink(part, x + dx, y + dy);
            if (around <= most) *ESC_GROW(to, spots, 1) = (spot){(float)(x + left), (float)(y + top)};
        }
}

// Without printed rules.
static PIX *without_rules(PIX *ink, double inch) {
    int length = (int)(longest_stroke_in * inch);
    PIX *across = pixOpenBrick(NULL, ink, length, 1), *down = pixOpenBrick(NULL, ink, 1, length);
    PIX *some = across ? pixSubtract(NULL, ink, across) : NULL;
    PIX *rest = some && down ? pixSubtract(NULL, some, down) : NULL;
    pixDestroy(&across);
    pixDestroy(&down);
    pixDestroy(&some);
    return rest;
}

static void forget(piece *of, const esc_ring *ring, const scale *in) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < of->spots_count; i++) {
        double r = distance(ring, (double)of->spots[i].x, (double)of->spots[i].y);
        if (fabs(r - 1) * ring->across >= in->off + in->thickest) of->spots[count++] = of->spots[i];
    }
    of->spots_count = count;
}

uint32_t esc_rings_find(PIX *ink, int32_t dpi, esc_ring *ret) {
    if (dpi < 60) return 0;
    int step = dpi <= 160 ? 1 : dpi <= 320 ? 2 : 4;
    scale in = {.inch = (double)dpi / step};
    in.off = in.inch > 110 ? 2 : 1;
    in.thickest = (int)(thickest_in * in.inch + 0.5);
    in.room = (int)(room_in * in.inch + 0.5);
    PIX *small = step == 1   ? pixClone(ink)
                 : step == 2 ? pixReduceRankBinary2(ink, 1, NULL)
                             : pixReduceRankBinaryCascade(ink, 1, 1, 0, 0);
    PIX *lines = small ? without_rules(small, in.inch) : NULL;
    PIXA *parts = NULL;
    PIX *joined = lines ? pixCloseSafeBrick(NULL, lines, 3, 3) : NULL;
    BOXA *boxes = joined ? pixConnComp(joined, &parts, 8) : NULL;
    uint32_t count = 0;
    int looked = 0;
    for (l_int32 i = 0; boxes && i < boxaGetCount(boxes) && looked < PIECES_MOST; i++) {
        l_int32 x, y, w, h;
        boxaGetBoxGeometry(boxes, i, &x, &y, &w, &h);
        if (w < 2 * least_in * in.inch || h < 2 * least_in * in.inch) continue;
        looked++;
        PIX *part = pixaGetPix(parts, i, L_CLONE);
        piece of = {0};
        add_spots(&of, part, x, y, in.thickest);
        while (count < ESC_RINGS_MOST && of.spots_count > FEWEST && find_in(small, &of, &in, &ret[count])) {
            forget(&of, &ret[count], &in);
            count++;
        }
        free(of.spots);
        pixDestroy(&part);
    }
    for (uint32_t i = 0; i < count; i++) {
        double middle = (step - 1) / 2.0;
        ret[i].x = ret[i].x * step + middle;
        ret[i].y = ret[i].y * step + middle;
        ret[i].along *= step;
        ret[i].across *= step;
    }
    boxaDestroy(&boxes);
    pixaDestroy(&parts);
    pixDestroy(&joined);
    pixDestroy(&lines);
    pixDestroy(&small);
    return count;
}

static int by_size(const void *a, const void *b) { return *(const int *)a - *(const int *)b; }

// How thick the ring's stroke usually is, in pixels; 0 where there is none.
static int usual_stroke(PIX *ink, const esc_ring *ring, int steps, int off, int most) {
    ESC_AUTOFREE int *thick = esc_alloc_zero((size_t)steps + 1, sizeof *thick);
    int strokes = 0, from, to;
    for (int i = 0; i < steps; i++)
        if (stroke_at(ink, ring, 2 * M_PI * i / steps, off, most, &from, &to))
            thick[strokes++] = to - from + 1;
    qsort(thick, (size_t)strokes, sizeof *thick, by_size);
    return strokes ? thick[strokes / 2] : 0;
}

// Specks on the ring that are left of it between other strokes.
static void add_remains(PIX *to, PIX *ink, const esc_ring *rings, const int *usual, uint32_t count) {
    PIX *rest = pixSubtract(NULL, ink, to);
    PIXA *parts = NULL;
    BOXA *boxes = rest ? pixConnComp(rest, &parts, 8) : NULL;
    for (l_int32 i = 0; boxes && i < boxaGetCount(boxes); i++) {
        l_int32 x, y, w, h;
        boxaGetBoxGeometry(boxes, i, &x, &y, &w, &h);
        for (uint32_t r = 0; r < count; r++) {
            double away = fabs(distance(&rings[r], x + w / 2.0, y + h / 2.0) - 1) * rings[r].across;
            if (w > 2 * usual[r] + 1 || h > 2 * usual[r] + 1 || away > usual[r] + 1.5) continue;
            PIX *part = pixaGetPix(parts, i, L_CLONE);
            pixRasterop(to, x, y, w, h, PIX_SRC | PIX_DST, part, 0, 0);
            pixDestroy(&part);
            break;
        }
    }
    boxaDestroy(&boxes);
    pixaDestroy(&parts);
    pixDestroy(&rest);
}

PIX *esc_rings_draw(PIX *ink, int32_t dpi, const esc_ring *rings, uint32_t count) {
    PIX *made = pixCreateTemplate(ink);
    int off = 1 + dpi / 50, most = 2 + dpi / 10, usual[ESC_RINGS_MOST] = {0};
    for (uint32_t r = 0; made && r < count; r++) {
        int steps = (int)(2 * M_PI * rings[r].along * 2), from, to;
        usual[r] = usual_stroke(ink, &rings[r], steps, off, most);
        int thickest = usual[r] + L_MAX(1, usual[r] / 2);
        for (int i = 0; i < steps; i++) {
            double angle = 2 * M_PI * i / steps, x, y, dx, dy;
            if (!stroke_at(ink, &rings[r], angle, off, most, &from, &to) || to - from + 1 > thickest)
                continue;
            at(&rings[r], angle, &x, &y, &dx, &dy);
            for (int d = from - 1; d <= to + 1; d++) {
                int px = (int)lround(x + d * dx), py = (int)lround(y + d * dy);
                if (px >= 0 && py >= 0 && px < pixGetWidth(made) && py < pixGetHeight(made))
                    pixSetPixel(made, px, py, 1);
            }
        }
    }
    if (made && count) add_remains(made, ink, rings, usual, count);
    return made;
}
