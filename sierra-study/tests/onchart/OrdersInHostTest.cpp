// The study itself, as Sierra would load it, with an engine's order: through Sierra's managed orders of the stand-in and back.
#include <gtest/gtest.h>

#include <atomic>
#include <sstream>

#include "ListeningBridge.h"
#include "MiaIaSubgraphs.h"
#include "TokenFolder.h"
#include "run_host.h"
#include "sample_files.h"

using namespace miaia;
using namespace miaia::tests;

namespace {

class OrdersInHost : public testing::Test {
protected:
    OrdersInHost() : scid_(folder_.File("ESH24_FUT_CME.scid")) { host::test::Write(scid_, host::test::ScidBytes(host::test::Tape(20000))); }

    HeardEpoch Play(std::vector<std::string> arguments) {
        std::vector<std::string> all{"--study",    MIAIA_STUDY,        "--speed",   "20",   "--scid",    scid_,
                                     "--endpoint", bridge_.Endpoint(), "--account", "Sim1", "--trading", "sim"};
        all.insert(all.end(), arguments.begin(), arguments.end());
        static const std::atomic<bool> never{false};
        std::ostringstream out;
        std::ostringstream errors;
        EXPECT_EQ(host::RunHost(all, out, errors, never), 0) << errors.str();
        out_ = out.str();
        return bridge_.Epochs().back();
    }

    static v1::OrderCommand Command(v1::TradingMode mode) {
        v1::OrderCommand command;
        command.set_command_id("ES-1");
        command.set_direction(v1::DIRECTION_LONG);
        command.set_type(v1::ORDER_TYPE_MARKET);
        command.set_quantity_lots(1);
        command.set_stop_offset_ticks(4);
        command.set_target_offset_ticks(4);
        command.set_max_drift_ticks(20);
        command.set_nonce(77);
        command.set_mode(mode);
        command.set_time_to_live_ms(1000);
        return command;
    }

    /// Plays one entry whose target is out of reach while a script breaks Sierra's side.
    HeardEpoch PlayBroken(v1::Direction direction, const std::string& steps) {
        const std::string script = folder_.File("broken.yaml");
        host::test::WriteText(script, steps);
        v1::OrderCommand command = Command(v1::TRADING_MODE_SIM);
        command.set_direction(direction);
        // Far from the market, so that it still stands before it after the second that the study waits.
        command.set_stop_offset_ticks(40);
        command.set_target_offset_ticks(40);
        bridge_.SayAnOrder(command);
        return Play({"--mode", "sim", "--orders", script});
    }

    static v1::Direction Other(v1::Direction direction) {
        return direction == v1::DIRECTION_LONG ? v1::DIRECTION_SHORT : v1::DIRECTION_LONG;
    }

    /// Marks of fills that stood on the chart when the study left it, and the most that stood there at one time.
    struct FillMarks {
        size_t bought = 0;
        size_t sold = 0;
        size_t most = 0;
    };
    FillMarks Marks() const {
        FillMarks marks;
        std::map<std::string, bool> bought;  // by the number of the drawing
        std::istringstream lines(out_);
        for (std::string line; std::getline(lines, line) && line.find("MIA IA: removed") == std::string::npos;) {
            const bool is_bought = line.find(ColorOf(SubgraphFillBought)) != std::string::npos;
            const bool is_sold = line.find(ColorOf(SubgraphFillSold)) != std::string::npos;
            if (line.find("\"type\":\"draw\"") == std::string::npos || (!is_bought && !is_sold))
                continue;
            const size_t at = line.find("\"line\":");
            const std::string number = line.substr(at, line.find(',', at) - at);
            bought[number] = is_bought;
            if (line.find("\"op\":\"delete\"") != std::string::npos)
                bought.erase(number);
            marks.most = std::max(marks.most, bought.size());
        }
        for (const auto& [number, is_bought] : bought)
            ++(is_bought ? marks.bought : marks.sold);
        return marks;
    }
    static std::string ColorOf(int subgraph) {
        char text[8];
        std::snprintf(text, sizeof text, "#%06x", static_cast<unsigned>(SubgraphRows[subgraph].color));
        return text;
    }

    host::test::TemporaryFolder folder_;
    std::string scid_;
    const TokenFolder tokens_;
    ListeningBridge bridge_{tokens_.token};
    std::string out_;
};

}  // namespace

TEST_F(OrdersInHost, An_order_in_Sierras_simulation_becomes_a_bracket_and_every_fill_comes_back) {
    bridge_.SayAnOrder(Command(v1::TRADING_MODE_SIM));
    const HeardEpoch heard = Play({"--mode", "sim"});
    EXPECT_EQ(heard.hello.mode(), v1::TRADING_MODE_SIM);
    EXPECT_TRUE(heard.hello.trade_simulation_on());
    bool entry_filled = false;
    bool exit_filled = false;
    for (const auto& report : heard.reports) {
        EXPECT_EQ(report.command_id(), "ES-1");
        EXPECT_NE(report.status(), v1::ORDER_STATUS_REFUSED) << report.code() << " " << report.reason();
        entry_filled = entry_filled || (report.role() == v1::ORDER_ROLE_ENTRY && report.status() == v1::ORDER_STATUS_FILLED);
        exit_filled = exit_filled ||
            ((report.role() == v1::ORDER_ROLE_STOP || report.role() == v1::ORDER_ROLE_TARGET) &&
             report.status() == v1::ORDER_STATUS_FILLED);
    }
    EXPECT_TRUE(entry_filled);
    EXPECT_TRUE(exit_filled);
    ASSERT_EQ(heard.fills.size(), 2u);
    EXPECT_EQ(heard.fills[0].command_id(), "ES-1");
    EXPECT_EQ(heard.fills[0].role(), v1::ORDER_ROLE_ENTRY);
    EXPECT_EQ(heard.fills[0].direction(), v1::DIRECTION_LONG);
    EXPECT_EQ(heard.fills[1].direction(), v1::DIRECTION_SHORT);
    EXPECT_NE(heard.fills[0].fill_id(), heard.fills[1].fill_id());
    // The tape moves five ticks up and down, and the market buys at the ask.
    EXPECT_LE(std::abs(heard.fills[0].price_ticks() - 19200), 6);
    ASSERT_FALSE(heard.positions.empty());
    EXPECT_EQ(heard.positions.back().quantity_lots(), 0);
    EXPECT_EQ(heard.positions.back().own_lots(), 0);
    EXPECT_EQ(heard.positions.back().working_orders(), 0u);
    EXPECT_EQ(heard.positions.back().obstacle(), "");
    ASSERT_FALSE(heard.snapshots.empty()) << "at attach";
    EXPECT_TRUE(heard.snapshots[0].has_position());
}

class OrdersInHostBothWays : public OrdersInHost, public testing::WithParamInterface<v1::Direction> {};

TEST_P(OrdersInHostBothWays, Fault33_a_stop_of_the_studys_own_stands_in_for_an_attached_one_that_is_rejected) {
    const HeardEpoch heard = PlayBroken(GetParam(), "- {on: stop, do: reject}\n");
    ASSERT_FALSE(heard.fills.empty()) << out_;
    // The attached one has an id that its entry's report names; the study's own stands alone.
    uint64_t attached = 0;
    bool taken = false;
    for (const auto& report : heard.reports) {
        if (report.role() == v1::ORDER_ROLE_ENTRY && report.stop_order_id() != 0)
            attached = report.stop_order_id();
        // Sierra took it: it may have filled before it was seen to work.
        const bool is_taken = report.status() == v1::ORDER_STATUS_SENT || report.status() == v1::ORDER_STATUS_WORKING ||
            report.status() == v1::ORDER_STATUS_FILLED;
        taken = taken ||
            (is_taken && report.role() == v1::ORDER_ROLE_STOP && report.quantity_lots() == 1 && report.direction() == Other(GetParam()) &&
             report.sierra_order_id() > attached);
    }
    EXPECT_NE(attached, 0u);
    EXPECT_TRUE(taken) << out_;
}

TEST_P(OrdersInHostBothWays, Fault33_a_position_that_no_stop_will_protect_is_closed_at_the_market) {
    const HeardEpoch heard = PlayBroken(GetParam(), "- {on: stop, do: reject}\n- {on: exit, do: reject}\n");
    ASSERT_EQ(heard.fills.size(), 2u) << out_;
    EXPECT_EQ(heard.fills[0].direction(), GetParam());
    EXPECT_EQ(heard.fills[1].direction(), Other(GetParam()));
    EXPECT_EQ(heard.fills[1].role(), v1::ORDER_ROLE_EXIT);
    EXPECT_EQ(heard.positions.back().quantity_lots(), 0);
    EXPECT_EQ(heard.positions.back().working_orders(), 0u);
}

INSTANTIATE_TEST_SUITE_P(Directions, OrdersInHostBothWays, testing::Values(v1::DIRECTION_LONG, v1::DIRECTION_SHORT),
                         [](const auto& direction) { return direction.param == v1::DIRECTION_LONG ? "Long" : "Short"; });

TEST_F(OrdersInHost, Fills_are_marked_once_each_on_range_bars_and_whatever_is_recalculated_in_their_middle) {
    const std::string script = folder_.File("partial.yaml");
    host::test::WriteText(script, "- {on: entry, do: partial, lots: 1, ms: 20000}\n");
    v1::OrderCommand command = Command(v1::TRADING_MODE_SIM);
    command.set_quantity_lots(2);
    bridge_.SayAnOrder(command);
    std::vector<std::string> arguments{"--mode", "sim", "--bars", "range:4", "--orders", script};
    for (int second = 60; second < 195; second += 3)
        arguments.insert(arguments.end(), {"--event", "recalculation@" + std::to_string(second)});
    const HeardEpoch heard = Play(arguments);
    ASSERT_GE(heard.fills.size(), 3u) << "an entry in two parts, and an exit";
    const FillMarks marks = Marks();
    size_t heard_bought = 0;
    for (const auto& fill : heard.fills)
        heard_bought += fill.direction() == v1::DIRECTION_LONG ? 1 : 0;
    EXPECT_EQ(marks.bought, heard_bought);
    EXPECT_EQ(marks.bought + marks.sold, heard.fills.size());
    EXPECT_EQ(marks.most, heard.fills.size()) << "at no time one of them twice";
}

TEST_F(OrdersInHost, A_chart_that_leaves_the_symbol_of_its_fills_shows_none_of_them) {
    bridge_.SayAnOrder(Command(v1::TRADING_MODE_SIM));
    const HeardEpoch heard = Play({"--mode", "sim", "--event", "symbol-changed@195"});
    EXPECT_EQ(heard.hello.instrument(), "NQ");
    const FillMarks marks = Marks();
    EXPECT_GE(marks.most, 1u);
    EXPECT_EQ(marks.bought + marks.sold, 0u);
}

TEST_F(OrdersInHost, In_dry_run_Sierra_is_asked_for_no_order_whatever_the_engine_says) {
    bridge_.SayAnOrder(Command(v1::TRADING_MODE_SIM));
    const HeardEpoch heard = Play({"--mode", "dry-run"});
    ASSERT_EQ(heard.reports.size(), 1u);
    EXPECT_EQ(heard.reports[0].code(), "dry_run");
    EXPECT_EQ(out_.find("\"type\":\"order\""), std::string::npos);
    EXPECT_TRUE(heard.positions.empty());
}

TEST_F(OrdersInHost, A_persons_flatten_means_the_whole_symbol_where_the_trader_has_said_so) {
    for (const char* by : {"engine", "cli"}) {
        v1::EngineFrame frame;
        frame.mutable_flatten()->set_command_id(std::string("flat-") + by);
        frame.mutable_flatten()->set_reason("a test");
        frame.mutable_flatten()->set_by(by);
        bridge_.SayAtBeat(by[0] == 'e' ? 2 : 5, frame);
    }
    Play({"--mode", "sim", "--input", "A person's flatten=yes"});
    const size_t ours = out_.find("flattening what is ours: a test");
    const size_t whole = out_.find("flattening the whole symbol: a test");
    EXPECT_NE(ours, std::string::npos) << "the engine closes what is ours";
    EXPECT_NE(whole, std::string::npos);
    EXPECT_LT(ours, whole);
}
