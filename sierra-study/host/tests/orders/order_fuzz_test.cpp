// Random calls, markets and scripts: what must hold whatever happens. A failing seed is printed; MIAIA_SEED repeats it.
#include <cstdlib>
#include <random>
#include <set>

#include "trading_fixture.h"

namespace miaia::host::test {
namespace {

class OrderFuzz : public TradingFixture {
protected:
    unsigned Below(unsigned count) { return static_cast<unsigned>(random_()) % count; }
    std::string Pick(std::initializer_list<const char*> words) { return *(words.begin() + Below(static_cast<unsigned>(words.size()))); }

    std::string RandomScript() {
        std::string script = "behaviour: {children: " + Pick({"client", "server"}) + ", children-open: " + Pick({"partial", "complete"}) +
            ", flatten-while-cancelling: " + Pick({"sent", "rejected", "held"}) + ", orphans-stay: " + Pick({"yes", "no"}) +
            ", exits-in-flight-count: " + Pick({"yes", "no"}) + ", forget-finished-ms: " + Pick({"0", "300", "5000"}) + "}\n";
        script += "delays: {request-ms: " + std::to_string(Below(60)) + ", report-ms: " + std::to_string(Below(60)) + "}\n";
        for (unsigned i = Below(5); i > 0; --i)
            script += "- {on: " + Pick({"any", "entry", "stop", "target", "exit"}) + ", do: " +
                Pick({"lose", "delay", "reject", "pending-open", "lose-ack", "delay-ack", "partial", "delay-fill", "duplicate-fill",
                      "fill-after-cancel", "refuse-cancel", "refuse-modify", "second-on-modify", "fill-in-modify"}) +
                ", ms: " + std::to_string(Below(400)) + ", lots: " + std::to_string(1 + Below(2)) + ", chance: 0.3, times: all}\n";
        for (unsigned i = Below(4); i > 0; --i)
            script += "- {at: " + std::to_string(Below(20)) + ", do: " +
                Pick({"vanish", "hide", "cancel", "manual-trade", "manual-flatten", "liquidate", "server-lost", "auto-trading-off",
                      "locked", "end-day"}) +
                ", ms: " + std::to_string(1 + Below(2000)) + ", lots: " + std::to_string(1 + Below(3)) + "}\n";
        return script;
    }

    void Act() {
        const auto anyId = [&] { return 1 + Below(40); };
        s_SCNewOrder order = Entry(1 + static_cast<int>(Below(2)), static_cast<int>(Below(3)), price_ + static_cast<int>(Below(9)) - 4);
        switch (Below(12)) {
            case 0: Call(OrderCall::BuyEntry, order); return;
            case 1: Call(OrderCall::SellEntry, order); return;
            case 2:
                order = Plain(0);
                Call(OrderCall::BuyExit, order);
                return;
            case 3:
                order = Plain(0);
                Call(OrderCall::SellExit, order);
                return;
            case 4: Call(OrderCall::Cancel, anyId()); return;
            case 5: ModifyPrice(anyId(), price_ + static_cast<int>(Below(21)) - 10); return;
            case 6:
                if (Below(8) == 0)
                    Call(OrderCall::FlattenAndCancelAll);
                return;
            default: break;
        }
        price_ += static_cast<int>(Below(7)) - 3;
        if (Below(2) == 0)
            Quote({{price_ - 1, Below(4)}, {price_ - 2, 9}}, {{price_, Below(4)}, {price_ + 1, 9}});
        Trade(price_, 1 + Below(5), Below(2) == 0 ? Side::Ask : Side::Bid);
    }

    // The position is the sum of the executions, each of them once, and no order fills beyond its lots.
    void ExpectTheSumOfTheFills(bool simulated) {
        std::set<uint64_t> seen;
        std::map<uint32_t, int> filled;
        int lots = 0;
        for (const HostFill& fill : service_->Orders().Fills()) {
            if (fill.simulated != simulated || !seen.insert(fill.execution).second)
                continue;
            lots += fill.side * fill.lots;
            filled[fill.order_id] += fill.lots;
        }
        ASSERT_EQ(service_->Orders().Position(simulated).Lots(), lots);
        for (const auto& [id, count] : filled) {
            const HostOrder* order = service_->Orders().Find(id);
            ASSERT_NE(order, nullptr);
            ASSERT_EQ(order->filled_lots, count) << "order " << id;
        }
    }

    // Whoever is filled, cancelled or rejected does not work again.
    void ExpectNoOrderComesBack() {
        for (uint32_t id = 1; const HostOrder* order = service_->Orders().Find(id); ++id) {
            ASSERT_FALSE(ended_.count(id) != 0 && order->Works()) << "order " << id << ": " << Statuses(id);
            if (!order->Works())
                ended_.insert(id);
        }
    }

    std::mt19937 random_;
    std::set<uint32_t> ended_;
    int price_ = 19200;
};

TEST_F(OrderFuzz, Positions_are_the_sum_of_the_fills_and_no_order_comes_back) {
    const char* given = std::getenv("MIAIA_SEED");
    const unsigned first = given == nullptr ? 1 : static_cast<unsigned>(std::atoi(given));
    uint64_t fills = 0;
    for (unsigned seed = first; seed < (given == nullptr ? 401 : first + 1); ++seed) {
        SCOPED_TRACE("MIAIA_SEED=" + std::to_string(seed));
        random_.seed(seed);
        ended_.clear();
        price_ = 19200;
        const bool live = Below(2) == 0;
        const std::string script = RandomScript();
        SCOPED_TRACE(script);
        Begin(script, live ? TradingMode::Live : TradingMode::Sim);
        call_.reversals = Below(2) == 0;
        call_.opposite_entries = Below(2) == 0;
        for (int i = 0; i < 300; ++i) {
            Act();
            Pass(static_cast<int>(Below(200)));
            ExpectTheSumOfTheFills(!live);
            ExpectNoOrderComesBack();
            if (HasFatalFailure())
                return;
        }
        fills += service_->Orders().Fills().size();
        out_.str("");
    }
    EXPECT_TRUE(given != nullptr || fills > 5000) << fills << " fills: the orders do not meet the market";
}

}  // namespace
}  // namespace miaia::host::test
