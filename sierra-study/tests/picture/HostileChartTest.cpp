// What traders, Sierra and other studies do to a chart with everything on it: nothing stands twice, nothing stays of another market, and
// what may stand comes back.
#include "InstanceFixture.h"

#include <functional>
#include <set>

using namespace miaia;
using namespace miaia::tests;

namespace {

struct HostileChart : InstanceFixture {
    HostileChart() {
        chart.facts.mode = TradingMode::Sim;
        chart.facts.account = "Sim1";
        chart.facts.trade_simulation_on = chart.facts.auto_trading_global = chart.facts.auto_trading_chart = true;
        chart.facts.server_state = 2;
        chart.facts.position_ceiling = 5;
        chart.facts.last_price = 4810.25f;
        Attach();
        Live(10);
    }

    /// So many calls, each a tenth of a second after the one before, with a bridge that lives.
    void Live(int calls) {
        for (int i = 0; i < calls; ++i) {
            HearTheBridge();
            FakeClock::AdvanceMs(90);
            Call();
        }
    }

    void Signal(uint64_t id, v1::SignalEvent event, v1::Tier tier = v1::TIER_GOOD) {
        v1::EngineFrame frame = Frame();
        v1::Signal& signal = *frame.mutable_signal();
        signal.set_id(id);
        signal.set_event(event);
        signal.set_direction(id % 2 == 0 ? v1::DIRECTION_LONG : v1::DIRECTION_SHORT);
        signal.set_tier(tier);
        signal.set_score(0.3);
        signal.set_coverage(0.9);
        signal.set_reference_price_ticks(static_cast<int32_t>(19000 + id));
        signal.set_stop_price_ticks(18900);
        signal.set_target_price_ticks(19900);
        signal.set_born_unix_us(chart.facts.market_unix_us);
        signal.set_observed_unix_us(chart.facts.market_unix_us);
        Link().Push(frame);
    }

    void Levels(const std::string& prefix, int count) {
        v1::EngineFrame frame = Frame();
        for (int i = 0; i < count; ++i) {
            auto* level = frame.mutable_levels()->add_level();
            level->set_name(prefix + std::to_string(i));
            level->set_text(prefix + std::to_string(i));
            level->set_price_ticks(19000 + i);
        }
        Link().Push(frame);
    }

    void State() {
        v1::EngineFrame frame = Frame();
        v1::ConfluenceState& state = *frame.mutable_state();
        state.set_observed_unix_us(chart.facts.market_unix_us);
        state.set_score(0.2);
        state.set_coverage(0.9);
        auto* vwap = state.mutable_market()->mutable_regular_vwap();
        vwap->set_ticks(19240);
        vwap->set_deviation_ticks(8);
        Link().Push(frame);
    }

    /// Everything that the study can draw: three signals, levels, VWAP, a position with its fills, the panel.
    void DrawAll() {
        Signal(1, v1::SIGNAL_EVENT_BORN);
        Signal(2, v1::SIGNAL_EVENT_BORN, v1::TIER_PREMIUM);
        Signal(3, v1::SIGNAL_EVENT_ENDED);
        Levels("level ", 5);
        for (int i = 0; i < 10; ++i) {
            State();
            FakeClock::AdvanceMs(1000);
            chart.facts.market_unix_us += 61000000;
            Live(3);
        }
        chart.trading.List(900, true, 1, 4810.25);
        chart.trading.List(901, true, 1, 4811.25);
        chart.trading.Move(true, 2, 4810.75);
        Live(12);
    }

    /// What stands on the chart but the panel: its tool, place, colour and text.
    std::multiset<std::string> Shown() const {
        std::multiset<std::string> all;
        for (const auto& [line, drawing] : chart.canvas.on_chart)
            if (drawing.tool != DrawTool::Panel)
                all.insert(std::to_string(static_cast<int>(drawing.tool)) + " " + std::to_string(drawing.price_ticks) + " " +
                           std::to_string(drawing.unix_us) + " " + std::to_string(drawing.color) + " " + drawing.text);
        return all;
    }
    int Fills() const {
        int fills = 0;
        for (const auto& [line, drawing] : chart.canvas.on_chart)
            fills += drawing.color == SubgraphRows[SubgraphFillBought].color || drawing.color == SubgraphRows[SubgraphFillSold].color;
        return fills;
    }
    void ChangeSymbol(const char* symbol) {
        chart.facts.symbol = symbol;
        Call();
        Attach();
        Live(12);
    }
};

}  // namespace

TEST(HostileChart, Another_study_that_erases_every_drawing_takes_them_for_a_second_or_two_only) {
    HostileChart f;
    f.DrawAll();
    const auto before = f.Shown();
    ASSERT_GT(before.size(), 20u);
    for (const bool panel : {true, false}) {
        f.chart.view.panel = panel;
        f.Live(3);
        // No recalculation tells of it.
        f.chart.canvas.on_chart.clear();
        f.Live(30);
        EXPECT_EQ(f.Shown(), before) << (panel ? "with" : "without") << " a panel";
    }
    EXPECT_EQ(f.chart.canvas.unknown_removals, 0);
}

TEST(HostileChart, Five_hundred_signals_in_a_day_are_bounded_and_the_same_after_a_recalculation) {
    HostileChart f;
    for (uint64_t id = 1; id <= 500; ++id) {
        f.Signal(id, v1::SIGNAL_EVENT_BORN);
        f.Signal(id, v1::SIGNAL_EVENT_RAISED, v1::TIER_STRONG);
        if (id != 250)
            f.Signal(id, v1::SIGNAL_EVENT_ENDED);
        f.Live(1);
    }
    f.Live(5);
    const auto before = f.Shown();
    EXPECT_EQ(before.size(), SignalPlan::Capacity + 2 + 2) << "the marker of each, stop and target of the one that lives, and two texts";
    EXPECT_EQ(f.chart.canvas.Count(DrawTool::Label), 2) << "of the one that lives and of the last: the two before it stand too near";
    f.chart.canvas.Wipe();
    f.chart.facts.recalculating = true;
    f.Call();
    f.chart.facts.recalculating = false;
    f.Live(20);
    EXPECT_EQ(f.Shown(), before);
}

TEST(HostileChart, A_set_of_levels_that_is_replaced_whole_stands_there_at_once) {
    HostileChart f;
    f.Levels("old ", Levels::Capacity);
    f.Live(3);
    ASSERT_EQ(f.Shown().size(), Levels::Capacity);
    f.Levels("new ", Levels::Capacity);
    f.Live(3);
    EXPECT_EQ(f.Shown().size(), Levels::Capacity);
    for (const auto& [line, drawing] : f.chart.canvas.on_chart)
        EXPECT_EQ(drawing.text.find("old "), std::string::npos) << drawing.text;
}

TEST(HostileChart, Fills_of_the_symbol_before_do_not_stay_and_all_of_the_new_one_are_there) {
    HostileChart f;
    f.chart.trading.List(900, true, 1, 4810.25);
    f.chart.trading.List(901, false, 1, 4811.25);
    f.Live(5);
    ASSERT_EQ(f.Fills(), 2);
    // Of the other symbol Sierra lists three, which is more than there were.
    f.chart.trading.fills.clear();
    for (int i = 0; i < 3; ++i)
        f.chart.trading.List(static_cast<uint64_t>(910 + i), true, 1, 17000 + i);
    f.ChangeSymbol("NQH24_FUT_CME");
    EXPECT_EQ(f.Fills(), 3);
    for (const auto& drawing : f.Shown())
        EXPECT_EQ(drawing.find(std::to_string(4810.25 / 0.25)), std::string::npos) << drawing;
}

TEST(HostileChart, Fills_come_back_when_the_chart_comes_back_to_the_symbol_in_which_something_is_open) {
    HostileChart f;
    f.chart.trading.Add(true, BrokerKind::Limit, 1, 4800).tag.Assign("MIA:c-1");
    f.chart.trading.List(900, true, 1, 4810.25);
    f.chart.trading.List(901, true, 1, 4811.25);
    f.Live(5);
    ASSERT_EQ(f.Fills(), 2);
    const auto listed = f.chart.trading.fills;
    f.chart.trading.fills.clear();
    f.ChangeSymbol("NQH24_FUT_CME");
    ASSERT_STREQ(f.instance->GetOrders().LeftIn(), "ESH24_FUT_CME");
    EXPECT_EQ(f.Fills(), 0);
    f.chart.trading.fills = listed;
    f.ChangeSymbol("ESH24_FUT_CME");
    ASSERT_EQ(f.instance->GetOrders().LeftIn(), nullptr);
    EXPECT_EQ(f.Fills(), 2);
}

TEST(HostileChart, Fills_of_an_account_are_there_again_when_it_is_selected_again) {
    HostileChart f;
    f.chart.trading.List(900, true, 1, 4810.25);
    f.Live(5);
    const auto listed = f.chart.trading.fills;
    f.chart.trading.fills.clear();
    f.chart.facts.account = "Sim2";
    f.Live(5);
    EXPECT_EQ(f.Fills(), 0);
    f.chart.trading.fills = listed;
    f.chart.facts.account = "Sim1";
    f.Live(5);
    EXPECT_EQ(f.Fills(), 1);
}

TEST(HostileChart, A_replay_shows_no_fill_of_the_live_market_and_the_market_behind_it_all_of_them) {
    HostileChart f;
    f.chart.trading.List(900, true, 1, 4810.25);
    f.Live(5);
    ASSERT_EQ(f.Fills(), 1);
    f.chart.facts.replay = ReplayState::Running;
    f.Call();
    f.Attach();
    f.Live(5);
    EXPECT_EQ(f.Fills(), 0);
    f.chart.facts.replay = ReplayState::Stopped;
    f.Call();
    f.Attach();
    f.Live(5);
    EXPECT_EQ(f.Fills(), 1);
}

TEST(HostileChart, A_signal_of_the_market_before_does_not_ring_behind_the_download_of_another) {
    HostileChart f;
    for (uint8_t& alert : f.chart.view.alert)
        alert = 3;
    f.chart.facts.downloading = true;
    f.Signal(2, v1::SIGNAL_EVENT_BORN, v1::TIER_PREMIUM);
    f.Live(2);
    ASSERT_TRUE(f.chart.alerts.empty()) << "Sierra rings none while it downloads";
    f.ChangeSymbol("NQH24_FUT_CME");
    f.chart.facts.downloading = false;
    f.Live(10);
    for (const auto& [number, text] : f.chart.alerts)
        EXPECT_EQ(text.find("PREMIUM"), std::string::npos) << text;
}

TEST(HostileChart, A_switch_that_is_turned_off_and_on_and_another_language_leave_the_same_drawings) {
    HostileChart f;
    f.DrawAll();
    const auto before = f.Shown();
    const auto change = [&](const std::function<void(ViewSettings&)>& how) {
        how(f.chart.view);
        f.chart.canvas.Wipe();
        f.chart.facts.recalculating = true;
        f.Call();
        f.chart.facts.recalculating = false;
        f.Live(20);
        return f.Shown();
    };
    EXPECT_TRUE(change([](ViewSettings& view) {
                    view.signals = view.fills = view.position = view.gamma = view.vwap = false;
                    view.look[SubgraphOtherLevel].on = false;
                }).empty());
    EXPECT_EQ(change([](ViewSettings& view) { view = ViewSettings(); }), before);
    const auto french = change([](ViewSettings& view) { view.language = Language::French; });
    EXPECT_EQ(french.size(), before.size());
    EXPECT_NE(french, before);
    EXPECT_EQ(change([](ViewSettings& view) { view.language = Language::English; }), before);
}

TEST(HostileChart, Two_studies_on_one_chart_touch_only_what_is_their_own) {
    HostileChart first;
    first.DrawAll();
    const auto of_first = first.Shown();
    HostileChart second;
    // One chart: the second begins where the first has drawn.
    second.chart.canvas = first.chart.canvas;
    second.DrawAll();
    second.ChangeSymbol("NQH24_FUT_CME");
    second.chart.view.panel = false;
    second.Live(5);
    auto left = second.Shown();
    for (const std::string& drawing : of_first) {
        ASSERT_NE(left.find(drawing), left.end()) << drawing;
        left.erase(left.find(drawing));
    }
    EXPECT_EQ(second.chart.canvas.unknown_removals, 0);
}
