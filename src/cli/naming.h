// SPDX-License-Identifier: GPL-3.0-or-later
// What the results of a file are called, so that nothing is overwritten but its own earlier results.
#pragma once

// The name, without its ending, of the results of the file at path in folder, which dir is open on: "acta"
// for acta.tif, "acta.tif" where that is taken, then "acta.tif.2" and so on. Taken is a name by the count
// results named before, and by files in the folder, unless they are the results of the same bytes and no
// person has changed them. The caller frees it.
char *esc_naming_choose(int dir, const char *folder, const char *path, char *const *names, int count);
