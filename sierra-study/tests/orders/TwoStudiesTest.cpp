// Two studies of ours for one symbol and account, as on two charts of one Sierra: they share its order side, and each has a memory of its
// own. One holds the lease and trades, the other one reads.
#include "OrdersFixture.h"

using namespace miaia;
using namespace miaia::tests;

namespace {

/// The fixture's own study is the first; Sierra calls one after the other, on one thread.
struct TwoStudies : OrdersFixture {
    std::unique_ptr<Orders> other = std::make_unique<Orders>();
    OrderLinkState other_link;
    HeardOut other_out;
    std::map<uint64_t, KeptOrder> other_kept;
    int other_calls = 0;
    bool first_is_there = true;
    double least_lots = 0;

    TwoStudies() {
        other_link.reader = true;
        other_link.epoch = 8;
        other_out.accepts = false;  // the session drops what a reader says
    }

    void CallOther(const std::function<void(TestCall&)>& engine = nullptr) {
        std::swap(trading.kept, other_kept);
        const int before = trading.Calls();
        TestCall call{chart, trading, other_out, log, 0.25, now, unix_ns, unix_ns / 1000};
        other->Look(call, other_link);
        if (engine)
            engine(call);
        other->Act(call);
        other_calls += trading.Calls() - before;
        std::swap(trading.kept, other_kept);
    }

    /// The exchange answers between two rounds: stops and limits work, orders at the market fill.
    void Answer() {
        for (size_t i = 0; i < trading.orders.size(); ++i) {
            BrokerOrder& order = trading.orders[i];
            if (order.status != BrokerStatus::Sent)
                continue;
            if (order.kind == BrokerKind::Market)
                trading.Fill(order.id, LotsOf(order.lots), 4810);
            else
                order.status = BrokerStatus::Open;
        }
        least_lots = trading.position.lots < least_lots ? trading.position.lots : least_lots;
    }

    void CallBoth(int64_t ms) {
        for (int64_t i = 0; i < ms; i += 10) {
            if (first_is_there) {
                Call();
            } else {
                now += 10 * 1000000;
                unix_ns += 10 * 1000000;
            }
            CallOther();
            Answer();
        }
    }

    /// The other one gets the lease; the first one is gone, was told that it reads now, or has not heard of it.
    enum class First { IsGone, Reads, HasNotHeard };
    void GiveLeaseToOther(First first) {
        if (first == First::IsGone) {
            TestCall call = NewCall();
            orders->Leave(call);
            first_is_there = false;
        }
        link.publisher = false;
        link.reader = first == First::Reads;
        link.stale = first == First::HasNotHeard;
        out.accepts = first == First::HasNotHeard;
        other_out.accepts = true;
        other_link = OrderLinkState();
        other_link.publisher = true;
        other_link.epoch = 9;
    }

    uint32_t WorkingLots(BrokerKind kind) const {
        uint32_t lots = 0;
        for (const BrokerOrder& order : trading.orders)
            lots += order.kind == kind && !IsFinished(order.status) ? LotsOf(order.lots) - LotsOf(order.filled) : 0;
        return lots;
    }
    size_t Entries() const {
        size_t entries = 0;
        for (const auto& placed : trading.placed)
            entries += placed.is_exit ? 0 : 1;
        return entries;
    }
};

}  // namespace

TEST(TwoStudies, The_one_that_reads_touches_nothing_whatever_the_other_one_has_to_mend) {
    TwoStudies f;
    f.Enter(2);
    f.trading.Of(1002).status = BrokerStatus::Canceled;
    f.CallBoth(5000);
    EXPECT_EQ(f.trading.placed.size(), 2u) << "one stop, by the one that trades";
    f.trading.Move(false, 1, 4810);  // a part is closed by hand
    f.CallBoth(5000);
    f.trading.Move(false, 1, 4810);  // and the rest
    f.CallBoth(5000);
    EXPECT_EQ(f.WorkingLots(BrokerKind::Stop) + f.WorkingLots(BrokerKind::Limit), 0u);
    EXPECT_EQ(f.other_calls, 0);
    f.chart.kill = true;
    f.CallBoth(3000);
    EXPECT_EQ(f.other_calls, 0);
}

TEST(TwoStudies, When_the_one_that_trades_leaves_the_other_one_takes_position_and_bracket_over) {
    TwoStudies f;
    f.Enter(2);
    f.CallBoth(3000);
    f.trading.Forget(1001);  // Sierra forgets the entry, and its children bear no tag
    f.CallBoth(3000);
    f.GiveLeaseToOther(TwoStudies::First::IsGone);
    f.CallBoth(8000);
    EXPECT_EQ(f.other->Watch().OwnLots(), 2);
    EXPECT_EQ(f.other_calls, 0) << "all is as it should be";
    f.trading.Of(1002).status = BrokerStatus::Canceled;
    f.CallBoth(3000);
    ASSERT_EQ(f.trading.placed.size(), 2u);
    EXPECT_TRUE(f.trading.placed[1].stop);
    EXPECT_EQ(f.trading.placed[1].lots, 2u);
    miaia::Flatten command;
    command.command_id.Assign("f-1");
    command.by.Assign("engine");
    f.CallOther([&](TestCall& call) { f.other->Take(call, command); });
    f.CallBoth(5000);
    EXPECT_EQ(f.trading.position.lots, 0);
    EXPECT_EQ(f.least_lots, 0);
    EXPECT_EQ(f.WorkingLots(BrokerKind::Stop) + f.WorkingLots(BrokerKind::Limit), 0u);
}

TEST(TwoStudies, An_entry_that_works_when_the_one_that_trades_leaves_is_left_to_nobody) {
    TwoStudies f;
    OrderCommand command = f.Command("c-1");
    command.type = static_cast<uint32_t>(OrderType::Limit);
    command.limit_price_ticks = 19240;
    f.Order(command);
    f.CallBoth(500);
    f.GiveLeaseToOther(TwoStudies::First::IsGone);
    f.CallBoth(8000);
    EXPECT_EQ(f.trading.Of(1001).status, BrokerStatus::Canceled);
    EXPECT_EQ(f.other->Watch().OwnLots(), 0);
}

TEST(TwoStudies, A_command_that_is_said_to_both_makes_one_order) {
    for (const bool is_forgotten : {false, true}) {
        TwoStudies f;
        f.Enter();
        const OrderCommand command = f.Command("c-1");
        if (is_forgotten)
            f.trading.Forget(1001);
        f.GiveLeaseToOther(TwoStudies::First::Reads);
        f.CallBoth(8000);
        f.CallOther([&](TestCall& call) { f.other->Take(call, command, call.unix_ns - 20 * 1000000); });
        f.CallBoth(1000);
        EXPECT_EQ(f.Entries(), 1u) << is_forgotten;
        f.Order(f.Command("c-2"));
        f.CallBoth(1000);
        EXPECT_EQ(f.Entries(), 1u) << "the first one has lost the lease";
    }
}

TEST(TwoStudies, Where_the_first_one_has_not_heard_that_it_lost_the_lease_both_watch_and_one_stop_remains) {
    TwoStudies f;
    f.Enter(2);
    f.GiveLeaseToOther(TwoStudies::First::HasNotHeard);
    f.CallBoth(8000);
    EXPECT_EQ(f.trading.placed.size(), 1u);
    f.trading.Of(1002).status = BrokerStatus::Canceled;
    f.CallBoth(10000);
    EXPECT_EQ(f.WorkingLots(BrokerKind::Stop), 2u);
    EXPECT_EQ(f.trading.position.lots, 2);
    const int calls = f.trading.Calls();
    f.CallBoth(20000);
    EXPECT_EQ(f.trading.Calls(), calls) << "they have come to rest";
}

TEST(TwoStudies, Where_both_close_the_position_it_is_closed_once_and_never_turned) {
    TwoStudies f;
    f.Enter(2);
    f.GiveLeaseToOther(TwoStudies::First::HasNotHeard);
    f.CallBoth(8000);
    f.chart.kill = true;  // the button is on both charts
    f.CallBoth(10000);
    EXPECT_EQ(f.trading.position.lots, 0);
    EXPECT_EQ(f.least_lots, 0);
    EXPECT_EQ(f.WorkingLots(BrokerKind::Stop) + f.WorkingLots(BrokerKind::Limit), 0u);
}

TEST(TwoStudies, Where_the_market_is_through_the_stop_both_close_once) {
    TwoStudies f;
    f.Enter();
    f.GiveLeaseToOther(TwoStudies::First::HasNotHeard);
    f.CallBoth(8000);
    f.chart.last_price = 4808;
    f.trading.Of(1002).status = BrokerStatus::Canceled;
    f.CallBoth(10000);
    EXPECT_EQ(f.trading.position.lots, 0);
    EXPECT_EQ(f.least_lots, 0);
}

TEST(TwoStudies, A_flatten_that_the_reader_heard_is_over_when_it_gets_the_lease) {
    TwoStudies f;
    miaia::Flatten command;
    command.command_id.Assign("f-1");
    command.by.Assign("cli");
    f.CallOther([&](TestCall& call) { f.other->Take(call, command); });
    f.CallBoth(1000);
    f.Enter(2);
    f.CallBoth(3000);
    f.GiveLeaseToOther(TwoStudies::First::IsGone);
    f.CallBoth(8000);
    EXPECT_EQ(f.other_calls, 0) << "nobody has told it to close this position";
    EXPECT_EQ(f.trading.position.lots, 2);
}

TEST(TwoStudies, One_that_lost_the_lease_in_the_middle_of_a_flatten_does_not_go_on_with_it_later) {
    TwoStudies f;
    f.Enter(2);
    f.CallBoth(3000);
    f.chart.auto_trading_chart = false;  // Sierra takes no exit
    f.Flatten("f-1", "cli");
    f.CallBoth(500);
    f.link.publisher = false;
    f.link.reader = true;
    f.CallBoth(500);
    f.chart.auto_trading_chart = true;
    f.link.publisher = true;
    f.link.reader = false;
    ++f.link.epoch;
    const size_t placed = f.trading.placed.size();
    f.CallBoth(8000);
    EXPECT_EQ(f.trading.placed.size(), placed);
    EXPECT_EQ(f.trading.position.lots, 2);
}
