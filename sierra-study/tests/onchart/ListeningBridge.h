// A bridge on a real socket, in a thread of its own: it welcomes whoever proves himself, acknowledges everything and counts what it got.
#pragma once

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "MiaIaZmtpInbox.h"
#include "miaia/v1/session.pb.h"

namespace miaia::tests {

/// What came under one epoch.
struct HeardEpoch {
    v1::Hello hello;
    uint64_t live = 0;                    // trades
    uint64_t history = 0;                 // trades
    std::array<uint64_t, 3> groups = {};  // of both, by where a print stands among those that were unbundled
    uint64_t bars = 0;
    int64_t last_bar_unix_us = 0;
    uint32_t bar_seconds = 0;
    int64_t last_heartbeat_us = 0;
    int64_t last_trade_us = 0;
    int32_t last_price_ticks = 0;
    std::string goodbye;
    std::vector<v1::OrderReport> reports;
    std::vector<v1::FillReport> fills;
    std::vector<v1::PositionReport> positions;
    std::vector<v1::OrderSnapshot> snapshots;
    std::vector<v1::Pattern> patterns;
    std::vector<v1::StudyValues> values;
};

class ListeningBridge {
public:
    explicit ListeningBridge(std::string token) : token_(std::move(token)), listener_(socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address = {};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t bytes = sizeof address;
        if (bind(listener_, reinterpret_cast<sockaddr*>(&address), bytes) != 0 || listen(listener_, 4) != 0)
            std::abort();
        getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &bytes);
        endpoint_ = "tcp://127.0.0.1:" + std::to_string(ntohs(address.sin_port));
        thread_ = std::thread([this] {
            for (int connection; (connection = accept(listener_, nullptr, nullptr)) >= 0; close(connection)) {
                served_ = connection;
                if (!ended_)
                    Serve(connection);
                served_ = -1;
            }
        });
    }
    ~ListeningBridge() {
        ended_ = true;
        shutdown(listener_, SHUT_RDWR);
        // A study that another build has given up never hangs up.
        if (const int served = served_; served >= 0)
            shutdown(served, SHUT_RDWR);
        thread_.join();
        close(listener_);
    }
    ListeningBridge(const ListeningBridge&) = delete;
    ListeningBridge& operator=(const ListeningBridge&) = delete;

    const std::string& Endpoint() const { return endpoint_; }

    /// Epochs in the order in which they came.
    std::vector<HeardEpoch> Epochs() {
        const std::lock_guard<std::mutex> lock(mutex_);
        std::vector<HeardEpoch> all;
        for (const uint64_t epoch : order_)
            all.push_back(heard_[epoch]);
        return all;
    }

    /// From so many live trades on it reads and says nothing, and its connection stays open.
    void FreezeAt(uint64_t trades) { freezes_at_ = trades; }

    /// A signal of an engine, said to each epoch once.
    void SayASignal() { says_signal_ = true; }
    /// The same, said to the first epoch alone: an engine does not tell again what has ended.
    void SayASignalOnce() { says_signal_ = says_once_ = true; }

    /// An engine's frame, said to each epoch behind the welcome; without a number, as what is shown. A score is said again with each beat.
    void SayAtWelcome(const v1::EngineFrame& frame) { at_welcome_.push_back(frame); }

    /// An engine's order, said once, at the fifth heartbeat, which it answers, when the chart has more than one bar.
    void SayAnOrder(const v1::OrderCommand& command) {
        v1::EngineFrame order;
        *order.mutable_order_command() = command;
        SayAtBeat(5, order);
    }

    /// An engine's frame, said once, at that heartbeat, which it answers. An order's reference is the newest trade, and a limit price is
    /// given as ticks from there. A flatten that is refused is said again, as the engine does, here with each heartbeat.
    void SayAtBeat(int beat, const v1::EngineFrame& frame) { at_beats_.emplace(beat, frame); }

private:
    void Serve(int connection) {
        uint8_t greeting[ZmtpGreetingBytes];
        WriteZmtpGreeting(greeting);
        static const char ready[] = "\x04\x1C\x05READY\x0BSocket-Type\0\0\0\x06ROUTER";
        if (send(connection, greeting, sizeof greeting, MSG_NOSIGNAL) < 0 ||
            recv(connection, greeting, sizeof greeting, MSG_WAITALL) < static_cast<ssize_t>(sizeof greeting) ||
            send(connection, ready, sizeof ready - 1, MSG_NOSIGNAL) < 0)
            return;
        // Its READY, and the token before its first message.
        uint8_t begin[ZmtpReadyBytes + 2 + 64];
        const std::string proof = "\x01\x40" + token_;
        if (recv(connection, begin, sizeof begin, MSG_WAITALL) < static_cast<ssize_t>(sizeof begin) ||
            proof.compare(0, proof.size(), reinterpret_cast<const char*>(begin + ZmtpReadyBytes), proof.size()) != 0)
            return;
        const auto inbox = std::make_unique<ZmtpInbox>();
        inbox->Clear();
        for (;;) {
            while (live_ >= freezes_at_ && !ended_)
                std::this_thread::sleep_for(std::chrono::milliseconds(10));
            size_t capacity;
            uint8_t* const room = inbox->Room(capacity);
            const ssize_t got = recv(connection, room, capacity, 0);
            if (got <= 0)
                return;
            inbox->Filled(static_cast<size_t>(got));
            for (ZmtpItem item = inbox->Next(); item.kind != ZmtpItemKind::Nothing; item = inbox->Next())
                if (item.kind == ZmtpItemKind::Message)
                    Take(connection, item.bytes, static_cast<int>(item.length));
        }
    }

    void Take(int connection, const uint8_t* bytes, int length) {
        v1::StudyFrame frame;
        if (!frame.ParseFromArray(bytes, length))
            return;
        const std::lock_guard<std::mutex> lock(mutex_);
        if (heard_.count(frame.epoch()) == 0)
            order_.push_back(frame.epoch());
        Count(frame, heard_[frame.epoch()]);
        live_ += frame.has_trades() && !frame.trades().history() ? static_cast<uint64_t>(frame.trades().volume_lots_size()) : 0;
        if (frame.order_report().role() == v1::ORDER_ROLE_EXIT && frame.order_report().status() == v1::ORDER_STATUS_REFUSED)
            refused_flatten_ = frame.order_report().command_id();
        v1::EngineFrame answer;
        answer.set_epoch(frame.epoch());
        if (frame.has_hello()) {
            answer.mutable_welcome()->set_protocol_version(frame.hello().protocol_version());
            answer.mutable_welcome()->set_resume_counter(1);
            answer.mutable_welcome()->set_role(v1::ROLE_PUBLISHER);
            Say(connection, answer);
            SayWhatIsShown(connection, frame.epoch(), false);
            if (says_signal_)
                SaySignal(connection, frame.epoch());
            says_signal_ = says_signal_ && !says_once_;
        } else if (frame.counter() != 0) {
            answer.mutable_ack()->set_counter(frame.counter());
            Say(connection, answer);
        } else if (frame.has_heartbeat()) {
            answer.mutable_heartbeat()->set_engine_connected(true);
            Say(connection, answer);
            SayWhatIsShown(connection, frame.epoch(), true);
            ++beats_;
            for (auto [at, end] = at_beats_.equal_range(beats_); at != end; ++at)
                SayWhatIsDue(connection, frame, at->second);
            if (!refused_flatten_.empty()) {
                v1::EngineFrame again;
                again.mutable_flatten()->set_command_id(std::exchange(refused_flatten_, ""));
                SayWhatIsDue(connection, frame, again);
            }
        }
    }

    void SayWhatIsShown(int connection, uint64_t epoch, bool score_only) {
        for (v1::EngineFrame shown : at_welcome_) {
            shown.set_epoch(epoch);
            if (shown.has_state() || !score_only)
                Say(connection, shown);
        }
    }

    static void SaySignal(int connection, uint64_t epoch) {
        v1::EngineFrame signal;
        signal.set_epoch(epoch);
        signal.set_counter(1);
        signal.mutable_signal()->set_id(7);
        signal.mutable_signal()->set_event(v1::SIGNAL_EVENT_BORN);
        signal.mutable_signal()->set_direction(v1::DIRECTION_LONG);
        signal.mutable_signal()->set_reference_price_ticks(19200);
        signal.mutable_signal()->set_stop_price_ticks(19190);
        signal.mutable_signal()->set_target_price_ticks(19220);
        signal.mutable_signal()->set_born_unix_us(1704207600000000);
        Say(connection, signal);
    }

    void SayWhatIsDue(int connection, const v1::StudyFrame& beat, v1::EngineFrame due) {
        due.set_epoch(beat.epoch());
        due.set_counter(++counter_);
        due.set_study_sent_unix_ns(beat.study_sent_unix_ns());
        if (due.has_order_command()) {
            v1::OrderCommand& command = *due.mutable_order_command();
            command.set_reference_price_ticks(heard_[beat.epoch()].last_price_ticks);
            if (command.type() == v1::ORDER_TYPE_LIMIT)
                command.set_limit_price_ticks(command.limit_price_ticks() + command.reference_price_ticks());
        }
        Say(connection, due);
    }

    static void Count(const v1::StudyFrame& frame, HeardEpoch& heard) {
        if (frame.has_hello())
            heard.hello = frame.hello();
        if (frame.has_trades()) {
            (frame.trades().history() ? heard.history : heard.live) += static_cast<uint64_t>(frame.trades().volume_lots_size());
            heard.last_trade_us = frame.trades().base_unix_us();
            for (const int64_t delta : frame.trades().time_delta_us())
                heard.last_trade_us += delta;
            heard.last_price_ticks = frame.trades().base_price_ticks();
            for (const int group : frame.trades().group())
                ++heard.groups.at(static_cast<size_t>(group));
        }
        if (frame.has_bar_close()) {
            ++heard.bars;
            heard.last_bar_unix_us = frame.bar_close().start_unix_us();
            heard.bar_seconds = frame.bar_close().period_seconds();
        }
        if (frame.has_heartbeat())
            heard.last_heartbeat_us = frame.heartbeat().market_unix_us();
        if (frame.has_order_report())
            heard.reports.push_back(frame.order_report());
        if (frame.has_fill_report())
            heard.fills.push_back(frame.fill_report());
        if (frame.has_position_report())
            heard.positions.push_back(frame.position_report());
        if (frame.has_order_snapshot())
            heard.snapshots.push_back(frame.order_snapshot());
        if (frame.has_pattern())
            heard.patterns.push_back(frame.pattern());
        if (frame.has_study_values())
            heard.values.push_back(frame.study_values());
        if (frame.has_goodbye())
            heard.goodbye = frame.goodbye().reason();
    }

    static void Say(int connection, const v1::EngineFrame& said) {
        const std::string body = said.SerializeAsString();
        std::vector<uint8_t> bytes(ZmtpLargestHeadBytes + body.size());
        const size_t head = WriteZmtpHead(bytes.data(), 0, body.size());
        std::copy(body.begin(), body.end(), bytes.begin() + static_cast<std::ptrdiff_t>(head));
        // A study that has gone is noticed by the next read.
        (void)!send(connection, bytes.data(), head + body.size(), MSG_NOSIGNAL);
    }

    const std::string token_;
    int listener_;
    std::string endpoint_;
    std::atomic<bool> ended_{false};
    std::atomic<int> served_{-1};
    uint64_t freezes_at_ = UINT64_MAX;
    uint64_t live_ = 0;
    bool says_signal_ = false;
    bool says_once_ = false;
    std::vector<v1::EngineFrame> at_welcome_;
    std::multimap<int, v1::EngineFrame> at_beats_;
    int beats_ = 0;
    uint64_t counter_ = 0;
    std::string refused_flatten_;
    std::mutex mutex_;
    std::vector<uint64_t> order_;
    std::map<uint64_t, HeardEpoch> heard_;
    std::thread thread_;
};

}  // namespace miaia::tests
