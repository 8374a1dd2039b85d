// A simulated day as a test plays it: a market of its own, and an engine that greets, acknowledges and beats, over the library's C face.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "SimulationAbi.h"
#include "miaia/v1/session.pb.h"

namespace miaia::tests {

class SimulatedDay {
public:
    static constexpr int64_t Ms = 1000000;

    /// Changes the settings before the study is made.
    explicit SimulatedDay(const std::string& script = "", int mode = SIM_MODE_SIM, uint64_t seed = 1) {
        SimSettings settings{};
        settings.seed = seed;
        settings.start_steady_ns = steady_ns_;
        settings.start_unix_ns = unix_ns_;
        settings.mode = mode;
        settings.script = script.c_str();
        settings.keeps_log = 1;
        study_ = sim_study_create(&settings);
        EXPECT_NE(study_, nullptr) << sim_last_error(nullptr);
        // Two bars: Sierra takes orders on no chart that has fewer.
        MarketAt(19200);
        Pass(61000);
        MarketAt(19200);
    }
    ~SimulatedDay() { sim_study_destroy(study_); }
    SimulatedDay(const SimulatedDay&) = delete;
    SimulatedDay& operator=(const SimulatedDay&) = delete;

    SimStudy* Study() { return study_; }
    void Must(int32_t answer) { EXPECT_EQ(answer, 0) << sim_last_error(study_); }

    void Pass(int64_t ms) {
        steady_ns_ += ms * Ms;
        unix_ns_ += ms * Ms;
        Must(sim_study_advance(study_, steady_ns_, unix_ns_));
    }
    void StepWallClock(int64_t ms) { unix_ns_ += ms * Ms; }
    int64_t SteadyNs() const { return steady_ns_; }

    void Quote(int bid, uint32_t lots = 50, int levels = 10) {
        std::vector<SimLevel> bids, asks;
        for (int i = 0; i < levels; ++i) {
            bids.push_back({bid - i, lots, 5, 0});
            asks.push_back({bid + 1 + i, lots, 5, 0});
        }
        Must(sim_market_book(study_, bids.data(), levels, asks.data(), levels));
        bid_ = bid;
    }
    void Trade(int price, uint32_t lots, int side) {
        const SimTrade trade{price, bid_, bid_ + 1, lots, side, 0};
        Must(sim_market_trade(study_, &trade));
        last_ = price;
    }
    void MarketAt(int bid, uint32_t lots = 50) {
        Quote(bid, lots);
        Trade(bid, 1, -1);
    }
    int Bid() const { return bid_; }

    void Update(int marks = 0) {
        Must(sim_study_update(study_, marks));
        Hear();
    }
    /// So many seconds in which nothing trades and the study is called ten times each.
    void Run(double seconds) {
        for (int64_t i = 0; i < static_cast<int64_t>(seconds * 10); ++i) {
            Pass(100);
            Beat();
            Update();
        }
    }
    void Attach() {
        Run(2);
        ASSERT_EQ(Belief().session_state, 1);
    }

    // The engine.
    bool engine_is_there = true;
    std::string flatten_behind_welcome;  // its id; empty = none
    void Say(v1::EngineFrame frame, bool numbered = true) {
        frame.set_epoch(epoch_);
        frame.set_counter(numbered ? ++said_ : 0);
        frame.set_study_sent_unix_ns(newest_sent_unix_ns_);
        const std::string bytes = frame.SerializeAsString();
        sim_link_push(study_, reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size());
    }
    v1::OrderCommand Command(const std::string& id, int side, uint32_t lots) const {
        v1::OrderCommand command;
        command.set_command_id(id);
        command.set_direction(side > 0 ? v1::DIRECTION_LONG : v1::DIRECTION_SHORT);
        command.set_type(v1::ORDER_TYPE_MARKET);
        command.set_quantity_lots(lots);
        command.set_stop_offset_ticks(8);
        command.set_target_offset_ticks(16);
        command.set_reference_price_ticks(last_);
        command.set_max_drift_ticks(4);
        command.set_nonce(std::hash<std::string>()(id));
        command.set_mode(v1::TRADING_MODE_SIM);
        command.set_time_to_live_ms(1000);
        return command;
    }
    void SayOrder(const v1::OrderCommand& command) {
        v1::EngineFrame frame;
        *frame.mutable_order_command() = command;
        Say(frame);
    }
    void Enter(const std::string& id, int side, uint32_t lots = 1) { SayOrder(Command(id, side, lots)); }
    void SayFlatten(const std::string& id) {
        v1::EngineFrame frame;
        frame.mutable_flatten()->set_command_id(id);
        frame.mutable_flatten()->set_by("engine");
        Say(frame);
    }

    // What there is.
    SimPosition Position() {
        SimPosition position{};
        Must(sim_truth_position(study_, 1, &position));
        return position;
    }
    std::vector<SimOrder> Working() {
        std::vector<SimOrder> orders(200);
        const int32_t count = sim_truth_working(study_, orders.data(), 200);
        EXPECT_GE(count, 0);
        orders.resize(static_cast<size_t>(std::max(0, count)));
        return orders;
    }
    std::vector<SimOrder> Orders() {
        std::vector<SimOrder> orders(100000);
        const int32_t count = sim_truth_orders(study_, 0, orders.data(), 100000);
        orders.resize(static_cast<size_t>(std::max(0, count)));
        return orders;
    }
    std::vector<SimFill> Fills() {
        std::vector<SimFill> all(100000);
        const int32_t count = sim_truth_fills(study_, 0, all.data(), 100000);
        all.resize(static_cast<size_t>(std::max(0, count)));
        return all;
    }
    SimOrderCalls Calls() {
        SimOrderCalls calls{};
        Must(sim_truth_calls(study_, &calls));
        return calls;
    }
    SimBelief Belief() {
        SimBelief belief{};
        Must(sim_study_belief(study_, &belief));
        return belief;
    }
    std::string Log() {
        std::vector<char> buffer(1 << 20);
        EXPECT_GE(sim_log_take(study_, buffer.data(), static_cast<int64_t>(buffer.size())), 0);
        return buffer.data();
    }

    std::vector<v1::OrderReport> reports;
    std::vector<v1::FillReport> fills;
    std::string all_bytes;  // every frame that the study sent, one behind the other

private:
    void Beat() {
        if (!engine_is_there || epoch_ == 0 || steady_ns_ - beaten_at_ns_ < 1000 * Ms)
            return;
        beaten_at_ns_ = steady_ns_;
        v1::EngineFrame beat;
        beat.mutable_heartbeat()->set_engine_connected(true);
        Say(beat, false);
    }

    void Hear() {
        SimFrame sent{};
        while (sim_link_take(study_, &sent) == 1) {
            all_bytes.append(reinterpret_cast<const char*>(sent.bytes), sent.length);
            v1::StudyFrame frame;
            ASSERT_TRUE(frame.ParseFromArray(sent.bytes, static_cast<int>(sent.length)));
            if (engine_is_there && sent.connection == sim_link_connection(study_))
                Answer(frame);
        }
    }

    void Answer(const v1::StudyFrame& frame) {
        // A hello that was lost is asked for again.
        const bool is_new = frame.epoch() != epoch_ || sim_link_connection(study_) != greeted_;
        if (frame.epoch() != epoch_) {
            epoch_ = frame.epoch();
            said_ = taken_ = 0;
        }
        newest_sent_unix_ns_ = frame.study_sent_unix_ns();
        v1::EngineFrame answer;
        if (frame.has_hello()) {
            answer.mutable_welcome()->set_protocol_version(frame.hello().protocol_version());
            answer.mutable_welcome()->set_resume_counter(taken_ + 1);
            answer.mutable_welcome()->set_role(v1::ROLE_PUBLISHER);
            said_ = 0;
            greeted_ = sim_link_connection(study_);
            Say(answer, false);
            if (!flatten_behind_welcome.empty())
                SayFlatten(flatten_behind_welcome);
        } else if (is_new) {
            answer.mutable_hello_request();
            Say(answer, false);
        } else if (frame.counter() == taken_ + 1) {
            taken_ = frame.counter();
            answer.mutable_ack()->set_counter(taken_);
            Say(answer, false);
            if (frame.has_order_report())
                reports.push_back(frame.order_report());
            if (frame.has_fill_report())
                fills.push_back(frame.fill_report());
        } else if (frame.counter() > taken_ + 1 || (frame.has_heartbeat() && frame.heartbeat().newest_counter() > taken_)) {
            answer.mutable_resend_request()->set_from_counter(taken_ + 1);
            Say(answer, false);
        }
    }

    SimStudy* study_ = nullptr;
    int64_t steady_ns_ = 1000 * Ms;
    int64_t unix_ns_ = 1704207600000 * Ms;  // 2024-01-02 15:00 UTC, in regular hours
    int bid_ = 19200;
    int last_ = 19200;
    uint64_t epoch_ = 0;
    uint64_t said_ = 0;
    uint64_t taken_ = 0;
    uint64_t greeted_ = 0;  // the connection of the newest hello
    int64_t newest_sent_unix_ns_ = 0;
    int64_t beaten_at_ns_ = 0;
};

}  // namespace miaia::tests
