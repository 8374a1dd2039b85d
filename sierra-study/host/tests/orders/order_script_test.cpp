// The words of the script.
#include "order_script.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace miaia::host::test {
namespace {

std::string ProblemWith(const std::string& text) {
    try {
        OrderScript(text, 1);
    } catch (const ScriptError& problem) {
        return problem.what();
    }
    return "no problem";
}

TEST(OrderScript, Reads_behaviour_delays_and_steps) {
    OrderScript script(
        "# a day of trouble\n"
        "behaviour: {children: server, orphans-stay: no, forget-finished-ms: 0}\n"
        "delays: {request-ms: 5, report-ms: 7}\n"
        "steps:\n"
        "  - {on: stop, do: reject, text: \"too far, sorry\"}\n"
        "  - {at: 12.5, do: manual-trade, lots: -2}\n",
        1);
    EXPECT_EQ(script.Behaviour().children, ChildrenAt::Server);
    EXPECT_FALSE(script.Behaviour().orphans_stay);
    EXPECT_EQ(script.Behaviour().forget_finished_ms, 0);
    EXPECT_EQ(script.Delays().request_ms, 5);
    EXPECT_EQ(script.Delays().report_ms, 7);
    EXPECT_EQ(script.PlanFor(OrderRole::Entry).reject, "");
    EXPECT_EQ(script.PlanFor(OrderRole::Stop).reject, "too far, sorry");
    EXPECT_EQ(script.PlanFor(OrderRole::Stop).reject, "") << "a step happens once";
    EXPECT_TRUE(script.TakeTimed(12499999).empty());
    ASSERT_EQ(script.TakeTimed(12500000).size(), 1u);
    EXPECT_TRUE(script.TakeTimed(99000000).empty());
}

TEST(OrderScript, A_step_may_break_several_orders_or_all) {
    OrderScript twice("- {on: entry, do: lose, times: 2}", 1);
    OrderScript always("- {on: any, do: lose, times: all}", 1);
    for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(twice.PlanFor(OrderRole::Entry).lost, i < 2);
        EXPECT_TRUE(always.PlanFor(OrderRole::Target).lost);
    }
}

TEST(OrderScript, Several_steps_may_meet_in_one_order) {
    OrderScript script("- {on: entry, do: delay-ack, ms: 30}\n- {on: entry, do: partial, lots: 1, ms: 40}", 1);
    const OrderPlan plan = script.PlanFor(OrderRole::Entry);
    EXPECT_EQ(plan.ack_delay_ms, 30);
    EXPECT_EQ(plan.partial_lots, 1);
    EXPECT_EQ(plan.partial_ms, 40);
}

TEST(OrderScript, Chance_follows_the_seed_and_nothing_else) {
    const auto draw = [](uint64_t seed) {
        OrderScript script("- {on: any, do: lose, times: all, chance: 0.3}", seed);
        std::string all;
        for (int i = 0; i < 2000; ++i)
            all += script.PlanFor(OrderRole::Entry).lost ? '1' : '0';
        return all;
    };
    EXPECT_EQ(draw(1), draw(1));
    EXPECT_NE(draw(1), draw(2));
    for (uint64_t seed = 1; seed < 20; ++seed) {
        const std::string drawn = draw(seed);
        // Three tenths of 2,000 within five standard deviations.
        EXPECT_NEAR(static_cast<double>(std::count(drawn.begin(), drawn.end(), '1')), 600, 103);
    }
}

TEST(OrderScript, Steps_of_one_moment_come_in_the_order_of_their_times) {
    OrderScript script("- {at: 2, do: button, lots: 2}\n- {at: 1, do: button, lots: 1}", 1);
    const auto due = script.TakeTimed(3000000);
    ASSERT_EQ(due.size(), 2u);
    EXPECT_EQ(due[0].lots, 1);
}

TEST(OrderScript, Names_the_line_and_what_is_wrong_with_it) {
    EXPECT_EQ(ProblemWith("steps:\n\n- {do: explode}").rfind("line 3: do: explode is not one of ", 0), 0u);
    EXPECT_EQ(ProblemWith("- {at: 1, do: reject}").rfind("line 1: do: reject is not one of auto-trading-off", 0), 0u)
        << "what happens to an order has no time";
    EXPECT_EQ(ProblemWith("- {on: entry}").rfind("line 1: do:  is not one of ", 0), 0u);
    EXPECT_EQ(ProblemWith("- {do: lose, on: parrot}"), "line 1: on: parrot is not one of any, entry, exit, foreign, stop, target");
    EXPECT_EQ(ProblemWith("- {do: delay, ms: -1}"), "line 1: ms: -1 is no number that fits");
    EXPECT_EQ(ProblemWith("- {do: delay, ms: 1.5}"), "line 1: ms: 1.5 is not whole");
    EXPECT_EQ(ProblemWith("- {do: delay, ms: 5 apples}"), "line 1: ms: 5 apples is no number that fits");
    EXPECT_EQ(ProblemWith("- {do: lose, chance: 2}"), "line 1: chance: 2 is no number that fits");
    EXPECT_EQ(ProblemWith("- {do: lose, mood: bad}"), "line 1: mood is no word of a step");
    EXPECT_EQ(ProblemWith("- do: lose"), "line 1: expected {name: value, ...}");
    EXPECT_EQ(ProblemWith("- {do}"), "line 1: \"do\" has no value");
    EXPECT_EQ(ProblemWith("behaviour: {children: nowhere}"), "line 1: children: nowhere is not one of client, server");
    EXPECT_EQ(ProblemWith("behaviour: {mood: bad}"), "line 1: mood is no behaviour");
    EXPECT_EQ(ProblemWith("delays: {mood: 1}"), "line 1: mood is no delay");
    EXPECT_EQ(ProblemWith("nonsense"), "line 1: expected behaviour, delays, steps or a step that begins with \"- \"");
}

}  // namespace
}  // namespace miaia::host::test
