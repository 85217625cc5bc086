// SPDX-License-Identifier: GPL-3.0-or-later
// Libraries that read foreign bytes (libpng, libjpeg, libtiff, …) print what they think of them to standard
// error, in English and without saying of which file. Between begin and end that is caught: whoever listens
// gets it, nobody else does. Only stdio's stream is turned aside, so that a sanitizer's or the kernel's last
// words still come out.
#pragma once

// From now on esc_hush_end calls listener with what was caught, line by line; NULL: nobody listens, as at the
// start.
void esc_hush_listen(void (*listener)(const char *line));

// Pairs may stand within each other; the outermost one counts.
void esc_hush_begin(void);
void esc_hush_end(void);
