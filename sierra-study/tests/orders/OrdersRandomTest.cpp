// The order side against a random exchange: what must always be true is looked at after every call, then the faults stop and all must
// come to rest. MIAIA_SEED repeats one run, MIAIA_SEEDS says how many.
#include <gtest/gtest.h>

#include <cstdlib>
#include <memory>

#include "MiaIaOrders.h"
#include "RandomExchange.h"

using namespace miaia;
using namespace miaia::tests;

namespace {

struct CountingOut {
    uint64_t fills = 0;
    uint64_t partials = 0;
    uint64_t orders = 0;

    template <class Body>
    bool Send(StudyBody, const Body&) {
        return true;
    }
    bool Send(StudyBody, const FillReport&) {
        ++fills;
        return true;
    }
    bool Send(StudyBody, const OrderReport& report) {
        ++orders;
        partials += report.status == OrderStatus::Partial ? 1 : 0;
        return true;
    }
};

struct RandomDay {
    std::mt19937_64 random;
    RandomExchange exchange;
    ChartFacts chart;
    CountingOut out;
    LogLines log;
    std::unique_ptr<Orders> orders = std::make_unique<Orders>();
    OrderLinkState link;
    int64_t now = 1000 * SecondNanos;
    uint64_t commands = 0;
    bool rests = false;
    bool halted = false;
    std::string story;

    explicit RandomDay(uint64_t seed) : random(seed), exchange(random) {
        chart.symbol = "ESH24_FUT_CME";
        chart.account = "Sim1";
        chart.mode = TradingMode::Sim;
        chart.tick_size = 0.25f;
        chart.position_ceiling = 2;
        chart.server_state = 2;
        chart.trade_simulation_on = chart.auto_trading_global = chart.auto_trading_chart = true;
        link.publisher = true;
        link.epoch = 1;
    }

    void Say(const char* what) { story += std::to_string(exchange.now_ms) + " " + what + "\n"; }

    OrderCommand Command() {
        OrderCommand command;
        command.command_id.AppendFormat("c-%llu", static_cast<unsigned long long>(++commands));
        command.direction = 1 + static_cast<uint32_t>(random() % 2);
        command.type = 1 + static_cast<uint32_t>(random() % 2);
        command.quantity_lots = 1 + static_cast<uint32_t>(random() % 2);
        command.reference_price_ticks = TicksOf(exchange.price, 0.25);
        command.limit_price_ticks = command.reference_price_ticks + static_cast<int32_t>(random() % 5) - 2;
        command.stop_offset_ticks = 8;
        command.target_offset_ticks = 16;
        command.max_drift_ticks = 4;
        command.nonce = commands;
        command.mode = static_cast<uint32_t>(TradingMode::Sim);
        command.time_to_live_ms = 1000;
        return command;
    }

    /// Off now and then, and on again within a few seconds.
    bool Toggle(bool on, uint64_t one_in) { return on ? random() % 300 != 0 : random() % one_in == 0; }

    void Disturb() {
        link.stale = Toggle(link.stale, 3000);
        link.engine_away = Toggle(link.engine_away, 3000);
        chart.server_state = Toggle(chart.server_state != 2, 3000) ? 3 : 2;
        chart.auto_trading_chart = !Toggle(!chart.auto_trading_chart, 4000);
        const bool kill = Toggle(chart.kill, 5000);
        if (kill != chart.kill)
            Say(kill ? "kill" : "unkill");
        chart.kill = kill;
        halted = Toggle(halted, 3000);
        SayHalted();
        // Where Sierra has forgotten the entry, its bracket is cancelled and the study knows nothing, nobody can tell whose a position is.
        if (random() % 3000 == 0 && exchange.rates.forget_ms == 0) {
            Say("reload");
            orders = std::make_unique<Orders>();
            ++link.epoch;
        }
    }

    void SayHalted() {
        if (halted)
            orders->TakeHalt(OrderCallOf<RandomExchange, CountingOut>{chart, exchange, out, log, 0.25, now, now, now / 1000}, 0);
        else
            orders->TakeResume();
    }

    void Rest() {
        rests = true;
        exchange.rates.Calm();
        link.stale = link.engine_away = chart.kill = false;
        chart.auto_trading_chart = true;
        chart.server_state = 2;
        // Exits pass while it is halted, and no entry is left that may fill some day.
        halted = true;
        SayHalted();
        Say("rest");
    }

    void Step() {
        now += 10 * 1000000;
        exchange.Step();
        chart.last_price = static_cast<float>(exchange.price);
        if (!rests)
            Disturb();
        OrderCallOf<RandomExchange, CountingOut> call{chart, exchange, out, log, 0.25, now, now, now / 1000};
        orders->Look(call, link);
        if (!rests && random() % 150 == 0) {
            const OrderCommand command = Command();
            const size_t before = exchange.shown.placed.size();
            orders->Take(call, command, now - static_cast<int64_t>(random() % 1200) * 1000000);
            const size_t placed = exchange.shown.placed.size();
            if (random() % 3 == 0)
                orders->Take(call, command, now);
            ASSERT_LE(placed, before + 1);
            ASSERT_EQ(exchange.shown.placed.size(), placed) << "one command, one order";
        }
        if (!rests && random() % 4000 == 0) {
            Flatten flatten;
            flatten.command_id.AppendFormat("f-%llu", static_cast<unsigned long long>(exchange.now_ms));
            orders->Take(call, flatten);
            Say("flatten");
        }
        orders->Act(call);
        for (size_t i = 0; i < log.count; ++i)
            Say(log.line[i].chars);
        log.count = 0;
        ASSERT_LE(exchange.WorkingOurs(true), 1) << "one exit outstanding at a time";
        if (exchange.hands == 0) {
            ASSERT_LE(std::abs(exchange.true_own), 2) << "the ceiling";
            ASSERT_EQ(exchange.wrong_exits, 0u) << "an exit never opens";
        }
    }
};

uint64_t NumberFrom(const char* name, uint64_t otherwise) {
    const char* text = std::getenv(name);
    return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

}  // namespace

TEST(OrdersRandom, What_must_always_be_true_is_and_when_the_faults_stop_all_come_to_rest) {
    const uint64_t first = NumberFrom("MIAIA_SEED", 1);
    const uint64_t seeds = std::getenv("MIAIA_SEED") != nullptr ? 1 : NumberFrom("MIAIA_SEEDS", 200);
    uint64_t fills = 0;
    uint64_t partials = 0;
    uint64_t own_stops = 0;
    for (uint64_t seed = first; seed < first + seeds; ++seed) {
        RandomDay day(seed);
        for (int i = 0; i < 12000 && !testing::Test::HasFatalFailure(); ++i)
            day.Step();
        day.Rest();
        for (int i = 0; i < 3000 && !testing::Test::HasFatalFailure(); ++i)
            day.Step();
        ASSERT_FALSE(testing::Test::HasFatalFailure()) << "MIAIA_SEED=" << seed << "\n" << day.story;
        const int ours = day.orders->Watch().OwnLots();
        EXPECT_FALSE(day.orders->Flatten().Active());
        EXPECT_EQ(day.exchange.StopLots(), std::abs(ours)) << "what is ours is protected, and no more than that";
        EXPECT_TRUE(ours != 0 || day.exchange.WorkingOurs(false) == 0) << "no exit of ours is left without a position";
        EXPECT_TRUE(day.exchange.hands != 0 || ours == day.exchange.true_own) << "position = sum of fills";
        ASSERT_FALSE(testing::Test::HasFailure()) << "MIAIA_SEED=" << seed << "\n" << day.story;
        fills += day.out.fills;
        partials += day.out.partials;
        for (const auto& placed : day.exchange.shown.placed)
            own_stops += placed.stop ? 1 : 0;
    }
    if (seeds >= 200) {
        EXPECT_GT(fills, 1000u) << "a test in which nothing happens tests nothing";
        EXPECT_GT(partials, 100u);
        EXPECT_GT(own_stops, 30u);
    }
    RecordProperty("fills", static_cast<int>(fills));
}
