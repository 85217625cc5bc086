// SPDX-License-Identifier: GPL-3.0-or-later
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "correct/channel.h"

static esc_channel channel;

static int init(void **state) {
    (void)state;
    esc_channel_init(&channel);
    return 0;
}

static void every_rule_has_a_rate_and_two_sides(void **state) {
    (void)state;
    assert_true(channel.rule_count > 100);
    for (int i = 0; i < channel.rule_count; i++) {
        const esc_rule *rule = &channel.rules[i];
        assert_true(rule->rate > 0 && rule->rate < 0.01f && rule->seen_len && rule->meant_len);
        assert_true(fabsf(channel.cost_nats[i] + logf(rule->rate)) < 1e-4f);
        assert_false(channel.active[i]);
    }
}

static void rules_are_told_apart(void **state) {
    (void)state;
    for (int i = 0; i < channel.rule_count; i++)
        for (int k = 0; k < i; k++) {
            const esc_rule *a = &channel.rules[i], *b = &channel.rules[k];
            assert_false(a->letters & b->letters && !memcmp(a->seen, b->seen, sizeof a->seen) &&
                         !memcmp(a->meant, b->meant, sizeof a->meant));
        }
}

static void likely_confusions_are_nearer(void **state) {
    (void)state;
    assert_true(esc_channel_distance(&channel, "mesa", "mesa", 20) == 0);
    float usual = esc_channel_distance(&channel, "rneso", "meso", 20);
    float odd = esc_channel_distance(&channel, "xeso", "meso", 20);
    assert_true(usual > 0 && usual < odd);
    assert_true(isinf(esc_channel_distance(&channel, "mesa", "comité", 20)));
    assert_true(isinf(esc_channel_distance(&channel, "rneso", "meso", usual / 2)));
}

static void a_rule_is_shown_as_what_the_scan_did(void **state) {
    (void)state;
    char text[ESC_RULE_TEXT];
    const esc_rule rule = {.seen = {'r', 'n'}, .seen_len = 2, .meant = {'m'}, .meant_len = 1};
    esc_rule_text(&rule, text);
    assert_string_equal(text, "m→rn");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_rule_has_a_rate_and_two_sides),
        cmocka_unit_test(rules_are_told_apart),
        cmocka_unit_test(likely_confusions_are_nearer),
        cmocka_unit_test(a_rule_is_shown_as_what_the_scan_did),
    };
    return cmocka_run_group_tests(tests, init, NULL);
}
