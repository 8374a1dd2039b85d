// Every limit is checked again in the study, and each refusal has its code, makes no order and is answered.
#include "OrdersFixture.h"

using namespace miaia;
using namespace miaia::tests;

namespace {

/// The command is refused with this code, and Sierra was asked for nothing.
void ExpectRefused(OrdersFixture& f, const OrderCommand& command, const char* code, int64_t age_ms = 20) {
    f.out.sent.clear();
    const int calls = f.trading.Calls();
    f.Order(command, age_ms);
    EXPECT_EQ(f.LastCode(command.command_id.chars), code);
    ASSERT_FALSE(f.Reports().empty()) << code;
    EXPECT_EQ(f.Reports().back().status(), v1::ORDER_STATUS_REFUSED);
    EXPECT_NE(f.Reports().back().reason(), "");
    EXPECT_EQ(f.trading.Calls(), calls) << code;
}

}  // namespace

TEST(OrderRules, A_good_command_becomes_one_bracket_with_its_tag) {
    OrdersFixture f;
    f.Order(f.Command("c-1", Direction::Short, 2));
    ASSERT_EQ(f.trading.placed.size(), 1u);
    const auto& placed = f.trading.placed[0];
    EXPECT_FALSE(placed.is_exit);
    EXPECT_FALSE(placed.buy);
    EXPECT_FALSE(placed.limit);
    EXPECT_EQ(placed.lots, 2u);
    EXPECT_EQ(placed.stop_offset, 2.0);
    EXPECT_EQ(placed.target_offset, 4.0);
    EXPECT_EQ(placed.tag, "MIA:c-1");
    const auto reports = f.Reports("c-1");
    ASSERT_EQ(reports.size(), 1u);
    EXPECT_EQ(reports[0].status(), v1::ORDER_STATUS_SENT);
    EXPECT_EQ(reports[0].role(), v1::ORDER_ROLE_ENTRY);
    EXPECT_EQ(reports[0].direction(), v1::DIRECTION_SHORT);
    EXPECT_EQ(reports[0].sierra_order_id(), 1001u);
    EXPECT_EQ(reports[0].stop_order_id(), 1002u);
    EXPECT_EQ(reports[0].target_order_id(), 1003u);
    EXPECT_EQ(reports[0].quantity_lots(), 2u);
}

TEST(OrderRules, A_limit_order_goes_out_with_its_price) {
    OrdersFixture f;
    OrderCommand command = f.Command("c-1");
    command.type = static_cast<uint32_t>(OrderType::Limit);
    command.limit_price_ticks = 19240;
    f.Order(command);
    ASSERT_EQ(f.trading.placed.size(), 1u);
    EXPECT_TRUE(f.trading.placed[0].limit);
    EXPECT_EQ(f.trading.placed[0].price, 4810.0);
}

TEST(OrderRules, What_a_command_says_must_make_sense) {
    OrdersFixture f;
    const struct {
        const char* code;
        std::function<void(OrderCommand&)> spoil;
    } cases[] = {
        {"bad_command_id", [](OrderCommand& c) { c.command_id.Clear(); }},
        {"bad_command_id", [](OrderCommand& c) { c.command_id.Assign("an-id-of-forty-nine-characters-is-one-too-many-123"); }},
        {"bad_direction", [](OrderCommand& c) { c.direction = 0; }},
        {"bad_direction", [](OrderCommand& c) { c.direction = 3; }},
        {"bad_type", [](OrderCommand& c) { c.type = 0; }},
        {"bad_type", [](OrderCommand& c) { c.type = 3; }},
        {"bad_limit_price", [](OrderCommand& c) { c.type = 2; }},
        {"limit_drift", [](OrderCommand& c) { c.type = 2, c.limit_price_ticks = 19241 + 5; }},
        {"bad_reference_price", [](OrderCommand& c) { c.reference_price_ticks = 0; }},
        {"bad_stop", [](OrderCommand& c) { c.stop_offset_ticks = 0; }},
        {"bad_stop", [](OrderCommand& c) { c.stop_offset_ticks = 4000000000u; }},
        {"bad_target", [](OrderCommand& c) { c.target_offset_ticks = 0; }},
        {"bad_drift", [](OrderCommand& c) { c.max_drift_ticks = 41; }},
        {"bad_nonce", [](OrderCommand& c) { c.nonce = 0; }},
        {"bad_time_to_live", [](OrderCommand& c) { c.time_to_live_ms = 0; }},
        {"bad_time_to_live", [](OrderCommand& c) { c.time_to_live_ms = 5001; }},
        {"quantity", [](OrderCommand& c) { c.quantity_lots = 0; }},
        {"quantity", [](OrderCommand& c) { c.quantity_lots = 3; }},
        {"quantity", [](OrderCommand& c) { c.quantity_lots = 4294967295u; }},
        {"mode_mismatch", [](OrderCommand& c) { c.mode = static_cast<uint32_t>(TradingMode::Live); }},
    };
    int number = 0;
    for (const auto& one : cases) {
        // A minute apart, so that none is refused for coming too often.
        f.Call(nullptr, 61000);
        f.Call();
        OrderCommand command = f.Command(("c-" + std::to_string(++number)).c_str());
        one.spoil(command);
        f.out.sent.clear();
        f.Order(command);
        ASSERT_EQ(f.Reports().size(), 1u) << one.code;
        EXPECT_EQ(f.Reports()[0].code(), one.code);
        EXPECT_EQ(f.Reports()[0].status(), v1::ORDER_STATUS_REFUSED);
    }
    EXPECT_EQ(f.trading.Calls(), 0);
}

TEST(OrderRules, What_Sierra_would_not_take_is_not_sent) {
    const struct {
        const char* code;
        std::function<void(OrdersFixture&)> spoil;
    } cases[] = {
        {"downloading", [](OrdersFixture& f) { f.chart.downloading = true; }},
        {"recalculating", [](OrdersFixture& f) { f.chart.recalculating = true; }},
        {"locked", [](OrdersFixture& f) { f.chart.trading_locked = true; }},
        {"auto_trading_off", [](OrdersFixture& f) { f.chart.auto_trading_global = false; }},
        {"auto_trading_off", [](OrdersFixture& f) { f.chart.auto_trading_chart = false; }},
        {"server_disconnected", [](OrdersFixture& f) { f.chart.server_state = 3; }},
        {"no_price", [](OrdersFixture& f) { f.chart.last_price = 0; }},
        {"no_price", [](OrdersFixture& f) { f.chart.last_price = std::nanf(""); }},
        {"position_unknown", [](OrdersFixture& f) { f.trading.position_known = false; }},
        {"position_open", [](OrdersFixture& f) { f.trading.position.lots = 1; }},
        {"opposite_position", [](OrdersFixture& f) { f.trading.position.lots = -1; }},
        {"ceiling", [](OrdersFixture& f) { f.trading.position.lots = 2; }},
        {"reader", [](OrdersFixture& f) { f.link.publisher = false; }},
        {"stale", [](OrdersFixture& f) { f.link.stale = true; }},
        {"stale", [](OrdersFixture& f) { f.link.engine_away = true; }},
    };
    for (const auto& one : cases) {
        OrdersFixture f;
        one.spoil(f);
        ExpectRefused(f, f.Command("c-1"), one.code);
    }
}

TEST(OrderRules, Sierras_own_refusal_is_told_with_a_code_of_its_own) {
    const struct {
        double answer;
        const char* code;
    } cases[] = {{-8999, "downloading"},
                 {-8998, "recalculating"},
                 {-8997, "one_trade_per_bar"},
                 {-8994, "auto_trading_off"},
                 {-1, "order_error"},
                 {-2, "not_an_oco_order"},
                 {-3, "attached_offset_unsupported"},
                 {-4, "attached_order_unsupported"},
                 {-5, "symbol_settings_not_found"},
                 {-6, "null_pointer"},
                 {-8, "order_type_unsupported"},
                 {-9, "prices_not_set"},
                 {-8995, "too_many_new_bars"},
                 {-8996, "invalid_bar_index"},
                 {-7, "sierra_refused"},
                 {-12345, "sierra_refused"}};
    for (const auto& one : cases) {
        OrdersFixture f;
        f.trading.answer = one.answer;
        f.Order(f.Command("c-1"));
        EXPECT_EQ(f.LastCode("c-1"), one.code);
        EXPECT_EQ(f.Reports("c-1").back().status(), v1::ORDER_STATUS_REFUSED);
        EXPECT_TRUE(f.Logged("was " + std::to_string(static_cast<int>(one.answer)) + ".")) << one.answer;
        // It is final: nobody tries again by himself.
        f.trading.answer = 0;
        f.CallFor(3000);
        EXPECT_EQ(f.trading.placed.size(), 1u);
    }
}

TEST(OrderRules, The_seventh_command_within_a_minute_is_refused) {
    OrdersFixture f;
    f.chart.last_price = 5000;  // each is refused for its drift, and counts
    for (int i = 0; i < 6; ++i)
        ExpectRefused(f, f.Command(("c-" + std::to_string(i)).c_str()), "drift");
    ExpectRefused(f, f.Command("c-7"), "too_many_commands");
    f.Call(nullptr, 61000);
    f.Call();
    ExpectRefused(f, f.Command("c-8"), "drift");
}

TEST(OrderRules, Nothing_is_sent_in_dry_run_whatever_happens) {
    OrdersFixture f(TradingMode::DryRun);
    f.trading.position.lots = 2;  // the trader's own
    BrokerOrder stop;
    stop.id = 5;
    stop.status = BrokerStatus::Open;
    stop.kind = BrokerKind::Stop;
    stop.lots = 2;
    stop.tag.Assign("MIA.S:old");
    f.trading.orders.push_back(stop);
    OrderCommand command = f.Command("c-1");
    ExpectRefused(f, command, "dry_run");
    command.mode = static_cast<uint32_t>(TradingMode::Sim);
    command.command_id.Assign("c-2");
    ExpectRefused(f, command, "dry_run");
    f.Cancel("c-1");
    EXPECT_EQ(f.LastCode("c-1"), "dry_run");
    f.Flatten("f-1", "cli");
    EXPECT_EQ(f.LastCode("f-1"), "dry_run");
    f.chart.kill = f.chart.kill_whole_symbol = true;
    f.link.stale = true;
    f.CallFor(10000);
    EXPECT_EQ(f.trading.Calls(), 0);
    EXPECT_TRUE(f.Positions().empty()) << "the trader's own position is none of the engine's business";
    f.Query("c-1");
    ASSERT_EQ(f.Snapshots().size(), 1u);
    EXPECT_FALSE(f.Snapshots()[0].has_position());
    EXPECT_FALSE(f.Snapshots()[0].fills_known());
}

TEST(OrderRules, Live_needs_the_confirmed_account_and_no_simulation) {
    OrdersFixture f(TradingMode::Live);
    f.chart.confirmed_account = "";
    ExpectRefused(f, f.Command("c-1"), "account_not_confirmed");
    f.chart.confirmed_account = "Sim2";
    ExpectRefused(f, f.Command("c-2"), "account_not_confirmed");
    f.chart.confirmed_account = "Sim1";
    f.chart.trade_simulation_on = true;
    ExpectRefused(f, f.Command("c-3"), "simulation_on");
    f.chart.trade_simulation_on = false;
    OrderCommand other = f.Command("c-4");
    other.account.Assign("Sim2");
    ExpectRefused(f, other, "account_mismatch");
    f.Call(nullptr, 61000);
    f.Call();
    f.chart.symbol = "SYNTHETIC-ESH24_FUT_CME";
    ExpectRefused(f, f.Command("c-5"), "label");
    f.chart.symbol = "ESH24_FUT_CME";
    f.Order(f.Command("c-6"));
    EXPECT_EQ(f.trading.placed.size(), 1u);
}
