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

// By hand, for every code point.
static void sums_are_those_of_the_rules(void **state) {
    (void)state;
    channel.cost_nats[3] = 0.25f;
    channel.active[3] = channel.active[8] = true;
    esc_channel_sum_up(&channel);
    int least_active = 0;
    for (uint32_t c = 0; c < 256; c++) {
        esc_rules_sum all = {INFINITY, 0}, active = all;
        for (int i = 0; i < channel.rule_count; i++) {
            if (channel.rules[i].seen[0] != c) continue;
            all.least_nats = fminf(all.least_nats, channel.cost_nats[i]);
            all.ahead |= (uint32_t)channel.rules[i].ahead;
            if (!channel.active[i]) continue;
            active.least_nats = fminf(active.least_nats, channel.cost_nats[i]);
            active.ahead |= (uint32_t)channel.rules[i].ahead;
        }
        assert_memory_equal(&channel.sum[c], &all, sizeof all);
        assert_memory_equal(&channel.active_sum[c], &active, sizeof active);
        least_active += active.least_nats <= 0.25f;
    }
    assert_int_equal(least_active, 1);
    esc_channel_init(&channel);
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
        cmocka_unit_test(sums_are_those_of_the_rules),
        cmocka_unit_test(likely_confusions_are_nearer),
        cmocka_unit_test(a_rule_is_shown_as_what_the_scan_did),
    };
    return cmocka_run_group_tests(tests, init, NULL);
}
