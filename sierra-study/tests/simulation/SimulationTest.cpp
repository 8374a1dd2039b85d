// The library of the simulation: a bracket lives and dies in it, its link breaks, the study is loaded anew, and the same calls give the
// same bytes.
#include <algorithm>

#include "SimulatedDay.h"

using namespace miaia;
using namespace miaia::tests;

namespace {

bool HasReport(const SimulatedDay& day, const std::string& id, v1::OrderStatus status) {
    return std::any_of(day.reports.begin(), day.reports.end(),
                       [&](const v1::OrderReport& report) { return report.command_id() == id && report.status() == status; });
}

int WorkingLots(SimulatedDay& day, int role) {
    int lots = 0;
    for (const SimOrder& order : day.Working())
        lots += order.role == role && order.working != 0 && order.waits == 0 ? order.lots - order.filled_lots : 0;
    return lots;
}

}  // namespace

TEST(SimulatedStudy, A_bracket_lives_and_dies_at_its_target) {
    SimulatedDay day;
    day.Attach();
    day.Enter("ES-1", 1, 2);
    day.Run(0.3);
    EXPECT_EQ(day.Position().lots, 2);
    EXPECT_EQ(day.Position().average_ticks, 19201) << "bought at the ask";
    EXPECT_EQ(WorkingLots(day, SIM_ROLE_STOP), 2);
    EXPECT_EQ(WorkingLots(day, SIM_ROLE_TARGET), 2);
    EXPECT_EQ(day.Belief().own_lots, 2);
    EXPECT_TRUE(HasReport(day, "ES-1", v1::ORDER_STATUS_FILLED));
    day.MarketAt(19218);
    day.Run(2);
    EXPECT_EQ(day.Position().lots, 0);
    EXPECT_EQ(day.Position().cash_ticks, 2 * 16);
    EXPECT_TRUE(day.Working().empty());
    EXPECT_EQ(day.Belief().orders_working, 0);
    ASSERT_EQ(day.fills.size(), 2u);
    EXPECT_EQ(day.fills[1].price_ticks(), 19217);
    for (const v1::FillReport& fill : day.fills)
        EXPECT_EQ(fill.account(), "Sim1");
    for (const v1::OrderReport& report : day.reports)
        EXPECT_EQ(report.account(), "Sim1") << report.ShortDebugString();
    EXPECT_EQ(day.Calls().entries, 1u);
}

TEST(SimulatedStudy, A_bracket_dies_at_its_stop_and_the_study_hears_of_it) {
    SimulatedDay day;
    day.Attach();
    day.Enter("ES-1", -1);
    day.Run(0.3);
    EXPECT_EQ(day.Position().average_ticks, 19200) << "sold at the bid";
    day.MarketAt(19210);
    day.Run(2);
    EXPECT_EQ(day.Position().lots, 0);
    EXPECT_EQ(day.Position().cash_ticks, 19200 - 19211);
    EXPECT_TRUE(day.Working().empty());
}

TEST(SimulatedStudy, The_same_calls_give_the_same_bytes_and_another_seed_gives_others) {
    const auto play = [](uint64_t seed) {
        SimulatedDay day("- {on: any, do: delay-ack, ms: 300, chance: 0.5, times: all}\n", SIM_MODE_SIM, seed);
        day.Attach();
        for (int i = 0; i < 20; ++i) {
            day.Enter("ES-" + std::to_string(i), i % 2 == 0 ? 1 : -1);
            day.Run(1);
            day.MarketAt(day.Bid() + (i % 3 - 1) * 20);
            day.Run(1.5);
            if (i == 7)
                sim_link_drop(day.Study());
            if (i == 11)
                sim_study_reload(day.Study(), SIM_RELOAD_OTHER_BUILD);
        }
        EXPECT_GT(day.fills.size(), 10u);
        return day.all_bytes + day.Log();
    };
    const std::string first = play(5);
    EXPECT_EQ(first, play(5));
    EXPECT_NE(first, play(6));
}

TEST(SimulatedStudy, In_dry_run_no_order_call_is_made) {
    SimulatedDay day("", SIM_MODE_DRY_RUN);
    day.Attach();
    day.Enter("ES-1", 1);
    day.Run(1);
    EXPECT_TRUE(HasReport(day, "ES-1", v1::ORDER_STATUS_REFUSED));
    EXPECT_STREQ(day.Belief().last_refusal, "dry_run");
    EXPECT_EQ(day.Calls().entries, 0u);
    EXPECT_TRUE(day.Orders().empty());
}

TEST(SimulatedStudy, A_live_study_trades_the_real_position) {
    SimulatedDay day("", SIM_MODE_LIVE);
    day.Attach();
    v1::OrderCommand command = day.Command("ES-1", 1, 1);
    command.set_mode(v1::TRADING_MODE_LIVE);
    command.set_account("Sim1");
    day.SayOrder(command);
    day.Run(1);
    SimPosition real{};
    ASSERT_EQ(sim_truth_position(day.Study(), 0, &real), 0);
    EXPECT_EQ(real.lots, 1) << day.Belief().last_refusal;
    EXPECT_EQ(day.Position().lots, 0) << "the simulated one";
}

TEST(SimulatedStudy, A_connection_that_breaks_is_made_anew_and_what_was_lost_is_sent_again) {
    SimulatedDay day;
    day.Attach();
    const uint64_t before = sim_link_connection(day.Study());
    day.Enter("ES-1", 1);
    day.Run(0.1);
    sim_link_listen(day.Study(), 0);
    EXPECT_EQ(sim_link_connection(day.Study()), 0u);
    day.MarketAt(19218);
    day.Run(2);
    EXPECT_EQ(day.Position().lots, 0);
    sim_link_listen(day.Study(), 1);
    day.Run(3);
    EXPECT_GT(sim_link_connection(day.Study()), before);
    EXPECT_EQ(day.fills.size(), 2u);
    EXPECT_EQ(day.Belief().unacknowledged_frames, 0u);
}

TEST(SimulatedStudy, A_link_that_is_full_takes_no_more_and_loses_nothing) {
    SimulatedDay day;
    day.Attach();
    ASSERT_EQ(sim_link_room(day.Study(), 1), 0);
    day.Enter("ES-1", 1);
    day.Run(1);
    EXPECT_EQ(day.Position().lots, 1);
    EXPECT_TRUE(day.fills.empty());
    ASSERT_EQ(sim_link_room(day.Study(), 0), 0);
    day.Run(1);
    EXPECT_EQ(day.fills.size(), 1u);
}

class SimulatedReload : public testing::TestWithParam<int> {};

TEST_P(SimulatedReload, An_open_position_keeps_its_bracket_and_is_the_studys_own_again) {
    SimulatedDay day;
    day.Attach();
    day.Enter("ES-1", 1);
    day.Run(1);
    const uint64_t epoch = day.Belief().epoch;
    ASSERT_EQ(sim_study_reload(day.Study(), GetParam()), 0) << sim_last_error(day.Study());
    day.Run(5);
    EXPECT_EQ(day.Belief().epoch == epoch, GetParam() == SIM_RELOAD_SAME_BUILD);
    EXPECT_EQ(day.Position().lots, 1);
    EXPECT_EQ(day.Belief().own_lots, 1);
    EXPECT_EQ(WorkingLots(day, SIM_ROLE_STOP), 1);
    EXPECT_EQ(WorkingLots(day, SIM_ROLE_TARGET), 1);
    day.SayFlatten("F-1");
    day.Run(3);
    EXPECT_EQ(day.Position().lots, 0);
    EXPECT_TRUE(day.Working().empty());
}

INSTANTIATE_TEST_SUITE_P(Ways, SimulatedReload,
                         testing::Values(SIM_RELOAD_SAME_BUILD, SIM_RELOAD_OTHER_BUILD, SIM_RELOAD_REMOVE_ADD, SIM_RELOAD_SIERRA_DIED));

TEST(SimulatedStudy, Fault04_A_flatten_right_behind_the_Welcome_of_a_study_that_was_loaded_anew_is_heard) {
    SimulatedDay day;
    day.Attach();
    day.Enter("ES-1", 1);
    day.Run(1);
    day.flatten_behind_welcome = "F-1";
    ASSERT_EQ(sim_study_reload(day.Study(), SIM_RELOAD_OTHER_BUILD), 0) << sim_last_error(day.Study());
    day.Run(3);
    EXPECT_EQ(day.Position().lots, 0);
    EXPECT_TRUE(HasReport(day, "F-1", v1::ORDER_STATUS_FILLED));
}

TEST(SimulatedStudy, The_kill_button_flattens_and_no_entry_passes_until_it_is_reset) {
    SimulatedDay day;
    day.Attach();
    day.Enter("ES-1", 1);
    day.Run(1);
    ASSERT_EQ(sim_study_input(day.Study(), "Kill button", "yes"), 0) << sim_last_error(day.Study());
    day.Run(3);
    EXPECT_EQ(day.Belief().killed, 1);
    EXPECT_EQ(day.Position().lots, 0);
    day.Enter("ES-2", 1);
    day.Run(1);
    EXPECT_EQ(day.Calls().entries, 1u);
    ASSERT_EQ(sim_study_input(day.Study(), "Kill button", "no"), 0);
    day.Run(1);
    day.Enter("ES-3", 1);
    day.Run(1);
    EXPECT_EQ(day.Position().lots, 1) << day.Belief().last_refusal;
}

TEST(SimulatedStudy, Marks_of_a_call_reach_the_study) {
    SimulatedDay day;
    day.Attach();
    for (const int mark : {SIM_RECALCULATE, SIM_DOWNLOADING, SIM_REPLAY}) {
        day.Run(2);
        day.Pass(100);
        day.Enter("ES-" + std::to_string(mark), 1);
        day.Update(mark);
        EXPECT_EQ(day.Position().lots, 0) << "no entry in a call with mark " << mark;
    }
    EXPECT_EQ(day.Calls().entries, day.Calls().refused) << "what reached Sierra was refused there";
}

TEST(SimulatedStudy, A_wall_clock_that_steps_moves_neither_the_market_nor_the_orders) {
    SimulatedDay day;
    day.Attach();
    day.Enter("ES-1", 1);
    day.Run(1);
    const int64_t filled = day.Fills().at(0).steady_ns;
    day.StepWallClock(-3600000);
    day.Run(5);
    EXPECT_EQ(day.Fills().at(0).steady_ns, filled);
    EXPECT_EQ(WorkingLots(day, SIM_ROLE_STOP), 1);
}

TEST(SimulatedStudy, A_call_that_cannot_be_says_why) {
    SimulatedDay day;
    EXPECT_EQ(sim_study_advance(day.Study(), 5, 5), SIM_BAD_ARGUMENT);
    EXPECT_STRNE(sim_last_error(day.Study()), "");
    EXPECT_EQ(sim_script_step(day.Study(), "{on: entry, do: dance}"), SIM_BAD_ARGUMENT);
    EXPECT_NE(std::string(sim_last_error(day.Study())).find("dance"), std::string::npos);
    EXPECT_EQ(sim_study_input(day.Study(), "Position ceiling", "0"), SIM_BAD_ARGUMENT);
    EXPECT_EQ(sim_study_reload(day.Study(), 9), SIM_BAD_ARGUMENT);
    EXPECT_EQ(sim_study_update(nullptr, 0), SIM_BAD_ARGUMENT);
    SimSettings settings{};
    EXPECT_EQ(sim_study_create(&settings), nullptr);
    EXPECT_STRNE(sim_last_error(nullptr), "");
}

TEST(SimulatedStudy, A_behaviour_of_the_script_holds_from_the_start) {
    SimulatedDay day("behaviour: {children: server}\nsteps:\n- {on: entry, do: delay, ms: 500}\n");
    day.Attach();
    day.Enter("ES-1", 1);
    day.Run(0.3);
    const std::vector<SimOrder> orders = day.Orders();
    ASSERT_EQ(orders.size(), 3u);
    EXPECT_EQ(orders[1].status, 4) << "held by the server";
    EXPECT_EQ(orders[1].waits, 1);
}

TEST(SimulatedStudy, One_on_a_second_chart_sees_the_same_orders_and_counts_its_own_calls) {
    SimulatedDay day;
    SimSettings settings{};
    settings.mode = SIM_MODE_SIM;
    SimStudy* other = sim_study_create_beside(day.Study(), &settings);
    ASSERT_NE(other, nullptr) << sim_last_error(nullptr);
    day.Attach();
    day.Enter("ES-1", 1, 2);
    day.Run(0.3);
    EXPECT_EQ(sim_study_update(other, 0), SIM_OK) << sim_last_error(other);
    SimPosition position{};
    ASSERT_EQ(sim_truth_position(other, 1, &position), SIM_OK);
    EXPECT_EQ(position.lots, 2);
    SimOrderCalls calls{};
    ASSERT_EQ(sim_truth_calls(other, &calls), SIM_OK);
    EXPECT_EQ(calls.entries, 0u);
    EXPECT_EQ(day.Calls().entries, 1u);
    SimFrame sent{};
    EXPECT_EQ(sim_link_take(other, &sent), 1) << "it greets by a line of its own";
    sim_study_destroy(other);
    EXPECT_EQ(sim_study_create_beside(nullptr, &settings), nullptr);
    EXPECT_EQ(day.Position().lots, 2);
}
