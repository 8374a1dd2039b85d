// The order side alone, over Sierra's order side in a test's hands. What it says is read by libprotobuf.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "FakeTrading.h"
#include "MiaIaOrders.h"
#include "miaia/v1/session.pb.h"

namespace miaia::tests {

struct HeardOut {
    std::vector<v1::StudyFrame> sent;
    bool accepts = true;

    template <class Body>
    bool Send(StudyBody kind, const Body& body) {
        if (!accepts)
            return false;
        std::vector<uint8_t> memory(LargestFrameBytes);
        WireWriter to(memory.data(), memory.size());
        const size_t start = to.BeginMessage(static_cast<uint32_t>(kind));
        body.Write(to);
        to.EndMessage(start);
        EXPECT_FALSE(to.Overflowed());
        v1::StudyFrame frame;
        EXPECT_TRUE(frame.ParseFromArray(to.Bytes(), static_cast<int>(to.Size())));
        sent.push_back(frame);
        return true;
    }
};

typedef OrderCallOf<FakeTrading, HeardOut> TestCall;

struct OrdersFixture {
    ChartFacts chart;
    FakeTrading trading;
    HeardOut out;
    LogLines log;
    std::vector<std::string> logged;
    std::unique_ptr<Orders> orders = std::make_unique<Orders>();
    OrderLinkState link;
    int64_t now = 1000 * SecondNanos;
    int64_t unix_ns = 1703500000LL * SecondNanos;
    uint64_t nonce = 1;

    explicit OrdersFixture(TradingMode mode = TradingMode::Sim) {
        chart.symbol = "ESH24_FUT_CME";
        chart.account = "Sim1";
        chart.mode = mode;
        chart.tick_size = 0.25f;
        chart.last_price = 4810.25f;
        chart.position_ceiling = 2;
        chart.server_state = 2;
        chart.trade_simulation_on = mode != TradingMode::Live;
        chart.auto_trading_global = chart.auto_trading_chart = true;
        if (mode == TradingMode::Live)
            chart.confirmed_account = "Sim1";
        link.publisher = true;
        link.epoch = 7;
        Call();
        Call();
        out.sent.clear();
    }

    TestCall NewCall() { return {chart, trading, out, log, 0.25, now, unix_ns, unix_ns / 1000}; }

    /// One call of the study; engine says what it has to say in the middle of it.
    void Call(const std::function<void(TestCall&)>& engine = nullptr, int64_t after_ms = 10) {
        now += after_ms * 1000000;
        unix_ns += after_ms * 1000000;
        TestCall call = NewCall();
        orders->Look(call, link);
        if (engine)
            engine(call);
        orders->Act(call);
        for (size_t i = 0; i < log.count; ++i)
            logged.push_back(log.line[i].chars);
        log.count = 0;
    }

    void CallFor(int64_t ms) {
        for (int64_t i = 0; i < ms; i += 10)
            Call();
    }

    OrderCommand Command(const char* id, Direction direction = Direction::Long, uint32_t lots = 1) {
        OrderCommand command;
        command.command_id.Assign(id);
        command.direction = static_cast<uint32_t>(direction);
        command.type = static_cast<uint32_t>(OrderType::Market);
        command.quantity_lots = lots;
        command.reference_price_ticks = 19241;
        command.stop_offset_ticks = 8;
        command.target_offset_ticks = 16;
        command.max_drift_ticks = 4;
        command.nonce = nonce++;
        command.mode = static_cast<uint32_t>(chart.mode);
        command.time_to_live_ms = 1000;
        command.account.Assign(chart.account);
        return command;
    }

    void Order(const OrderCommand& command, int64_t age_ms = 20) {
        Call([&](TestCall& call) { orders->Take(call, command, call.unix_ns - age_ms * 1000000); });
    }

    void Flatten(const char* id, const char* by = "engine", int32_t own_lots = 0) {
        miaia::Flatten command;
        command.own_lots = own_lots;
        command.command_id.Assign(id);
        command.reason.Assign("a test");
        command.by.Assign(by);
        Call([&](TestCall& call) { orders->Take(call, command); });
    }

    void Cancel(const char* id) {
        CancelCommand command;
        command.command_id.Assign(id);
        Call([&](TestCall& call) { orders->Take(call, command); });
    }

    void Query(const char* id = "") {
        OrderQuery query;
        query.command_id.Assign(id);
        Call([&](TestCall& call) { orders->Take(call, query); });
    }

    /// A position of so many lots with its bracket at work: entry 1001, stop 1002, target 1003.
    void Enter(uint32_t lots = 1, Direction direction = Direction::Long) {
        Order(Command("c-1", direction, lots));
        trading.Fill(1001, lots, 4810.25);
        const double sign = direction == Direction::Long ? 1 : -1;
        trading.Work(1002, 1003, lots, 4810.25 - sign * 2, 4810.25 + sign * 4);
        Call();
        Call();
    }

    std::vector<v1::OrderReport> Reports(const std::string& command = "") const {
        std::vector<v1::OrderReport> found;
        for (const v1::StudyFrame& frame : out.sent)
            if (frame.has_order_report() && (command.empty() || frame.order_report().command_id() == command))
                found.push_back(frame.order_report());
        return found;
    }

    v1::OrderReport LastOfEntry(const std::string& command) const {
        v1::OrderReport last;
        for (const v1::OrderReport& report : Reports(command))
            if (report.role() == v1::ORDER_ROLE_ENTRY)
                last = report;
        return last;
    }

    std::string LastCode(const std::string& command) const {
        const auto reports = Reports(command);
        return reports.empty() ? "no report" : reports.back().code();
    }

    std::vector<v1::FillReport> Fills() const {
        std::vector<v1::FillReport> found;
        for (const v1::StudyFrame& frame : out.sent)
            if (frame.has_fill_report())
                found.push_back(frame.fill_report());
        return found;
    }

    std::vector<v1::PositionReport> Positions() const {
        std::vector<v1::PositionReport> found;
        for (const v1::StudyFrame& frame : out.sent)
            if (frame.has_position_report())
                found.push_back(frame.position_report());
        return found;
    }

    std::vector<v1::OrderSnapshot> Snapshots() const {
        std::vector<v1::OrderSnapshot> found;
        for (const v1::StudyFrame& frame : out.sent)
            if (frame.has_order_snapshot())
                found.push_back(frame.order_snapshot());
        return found;
    }

    bool Logged(const std::string& part) const {
        for (const std::string& line : logged)
            if (line.find(part) != std::string::npos)
                return true;
        return false;
    }

    /// As after a reload with another build: nothing is remembered but what Sierra shows.
    void LoseMemory() {
        orders = std::make_unique<Orders>();
        ++link.epoch;
        out.sent.clear();
    }
};

}  // namespace miaia::tests
