// Random EngineFrames made with libprotobuf, and their comparison with what our reader read.
#pragma once

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "MiaIaEngineEnvelope.h"
#include "picture/RandomConfluence.h"
#include "miaia/v1/session.pb.h"

namespace miaia::tests {

inline bool Read(EngineFrame& frame, const std::string& bytes) {
    // Memory of exactly this size, so that the sanitizer sees a read of one byte too many.
    const std::vector<uint8_t> exact(bytes.begin(), bytes.end());
    return frame.Read(exact.data(), exact.size());
}

inline std::string RandomText(std::mt19937_64& random, size_t most) {
    static const char* const letters[] = {"a", "Z", "0", "_", " ", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80"};
    std::string text;
    const size_t length = random() % (most + 1);
    for (size_t i = 0; i < length; ++i)
        text += letters[random() % 8];
    return text;
}

inline void FillSignal(std::mt19937_64& random, v1::Signal& signal) {
    signal.set_id(random());
    signal.set_event(static_cast<v1::SignalEvent>(random() % 5));
    signal.set_direction(static_cast<v1::Direction>(random() % 3));
    signal.set_tier(static_cast<v1::Tier>(random() % 6));
    signal.set_score(static_cast<double>(random() % 2001) / 1000 - 1);
    signal.set_coverage(static_cast<double>(random() % 1001) / 1000);
    signal.set_reference_price_ticks(static_cast<int32_t>(random()));
    signal.set_stop_price_ticks(static_cast<int32_t>(random()));
    signal.set_target_price_ticks(static_cast<int32_t>(random()));
    signal.set_size_lots(static_cast<uint32_t>(random()));
    signal.set_born_unix_us(static_cast<int64_t>(random()));
    signal.set_observed_unix_us(static_cast<int64_t>(random()));
    signal.set_ended_because(RandomText(random, 5));
    signal.set_label(RandomText(random, 3));
    for (uint64_t i = random() % 11; i > 0; --i) {
        auto* reading = signal.add_reading();
        reading->set_name(RandomText(random, 20));
        reading->set_value(0.5);
    }
}

inline void FillLevels(std::mt19937_64& random, v1::Levels& levels) {
    levels.set_observed_unix_us(static_cast<int64_t>(random()));
    for (uint64_t i = random() % 40; i > 0; --i) {
        auto* level = levels.add_level();
        level->set_name(RandomText(random, 9));
        level->set_price_ticks(static_cast<int32_t>(random()));
        level->set_text(RandomText(random, 15));
    }
}

inline void FillOrder(std::mt19937_64& random, v1::OrderCommand& command) {
    command.set_command_id(RandomText(random, 40));
    command.set_signal_id(random());
    command.set_direction(static_cast<v1::Direction>(random() % 3));
    command.set_type(static_cast<v1::OrderType>(random() % 3));
    command.set_quantity_lots(static_cast<uint32_t>(random() % 5));
    command.set_limit_price_ticks(static_cast<int32_t>(random()));
    command.set_reference_price_ticks(static_cast<int32_t>(random()));
    command.set_stop_offset_ticks(static_cast<uint32_t>(random()));
    command.set_target_offset_ticks(static_cast<uint32_t>(random() % 100));
    command.set_max_drift_ticks(static_cast<uint32_t>(random() % 9));
    command.set_nonce(random());
    command.set_mode(static_cast<v1::TradingMode>(random() % 4));
    command.set_time_to_live_ms(static_cast<uint32_t>(random() % 5000));
    command.set_account(RandomText(random, 30));
}

inline void FillBody(std::mt19937_64& random, v1::EngineFrame& frame) {
    switch (random() % 16) {
        case 0:
            frame.mutable_welcome()->set_protocol_version(static_cast<uint32_t>(random()));
            frame.mutable_welcome()->set_resume_counter(random());
            frame.mutable_welcome()->set_role(static_cast<v1::Role>(random() % 3));
            frame.mutable_welcome()->set_engine_version(RandomText(random, 10));
            frame.mutable_welcome()->set_engine_state(RandomText(random, 20));
            break;
        case 1:
            frame.mutable_refused()->set_code(RandomText(random, 20));
            frame.mutable_refused()->set_text(RandomText(random, 80));
            break;
        case 2: frame.mutable_ack()->set_counter(random()); break;
        case 3: frame.mutable_resend_request()->set_from_counter(random()); break;
        case 4: frame.mutable_hello_request(); break;
        case 5:
            frame.mutable_heartbeat()->set_engine_connected(random() % 2 == 0);
            frame.mutable_heartbeat()->set_text(RandomText(random, 20));
            break;
        case 6: FillSignal(random, *frame.mutable_signal()); break;
        case 7: FillLevels(random, *frame.mutable_levels()); break;
        case 8:
            FillState(
                random, [&](size_t most) { return RandomText(random, most); }, *frame.mutable_state());
            break;
        case 9: FillOrder(random, *frame.mutable_order_command()); break;
        case 10: frame.mutable_halt()->set_reason(RandomText(random, 10)); break;
        case 11: frame.mutable_resume()->set_by("cli"); break;
        case 12:
            frame.mutable_cancel_command()->set_command_id(RandomText(random, 40));
            frame.mutable_cancel_command()->set_reason(RandomText(random, 80));
            break;
        case 13: frame.mutable_order_query()->set_command_id(RandomText(random, 40)); break;
        case 14:
            frame.mutable_trading_view()->set_state(static_cast<v1::TradingState>(random() % 4));
            frame.mutable_trading_view()->set_mode(static_cast<v1::TradingMode>(random() % 4));
            frame.mutable_trading_view()->set_reason(RandomText(random, 80));
            frame.mutable_trading_view()->set_position_lots(static_cast<int32_t>(random() % 5) - 2);
            frame.mutable_trading_view()->set_day_profit_cents(static_cast<int64_t>(random()));
            frame.mutable_trading_view()->set_trades_today(static_cast<uint32_t>(random() % 60));
            frame.mutable_trading_view()->set_last_refusal(RandomText(random, 80));
            frame.mutable_trading_view()->set_trade_date(RandomText(random, 10));
            frame.mutable_trading_view()->set_notice(RandomText(random, 80));
            break;
        default:
            frame.mutable_flatten()->set_reason(RandomText(random, 10));
            frame.mutable_flatten()->set_command_id(RandomText(random, 10));
            break;
    }
}

inline v1::EngineFrame RandomEngineFrame(std::mt19937_64& random) {
    v1::EngineFrame frame;
    frame.set_epoch(random());
    frame.set_counter(random() % 3 == 0 ? 0 : random());
    frame.set_study_seen_unix_ns(static_cast<int64_t>(random()));
    frame.set_study_sent_unix_ns(static_cast<int64_t>(random()));
    frame.set_engine_answered_unix_ns(static_cast<int64_t>(random()));
    frame.set_bridge_returned_unix_ns(static_cast<int64_t>(random()));
    FillBody(random, frame);
    return frame;
}

/// What our bounded texts make of a text: cut, and without control characters.
template <size_t Capacity>
void ExpectText(const FixedText<Capacity>& ours, const std::string& theirs) {
    FixedText<Capacity> bounded;
    bounded.Assign(theirs.data(), theirs.size());
    bounded.RemoveControlCharacters();
    EXPECT_EQ(std::string(ours.chars, ours.length), std::string(bounded.chars, bounded.length));
}

inline void ExpectSameSignal(const Signal& ours, const v1::Signal& theirs) {
    EXPECT_EQ(ours.id, theirs.id());
    EXPECT_EQ(ours.event, static_cast<uint32_t>(theirs.event()));
    EXPECT_EQ(ours.direction, static_cast<uint32_t>(theirs.direction()));
    EXPECT_EQ(ours.tier, static_cast<uint32_t>(theirs.tier()));
    EXPECT_EQ(std::memcmp(
                  &ours.score,
                  [&] {
                      static double value;
                      value = theirs.score();
                      return &value;
                  }(),
                  sizeof ours.score),
              0);
    EXPECT_EQ(ours.reference_price_ticks, theirs.reference_price_ticks());
    EXPECT_EQ(ours.stop_price_ticks, theirs.stop_price_ticks());
    EXPECT_EQ(ours.target_price_ticks, theirs.target_price_ticks());
    EXPECT_EQ(ours.size_lots, theirs.size_lots());
    EXPECT_EQ(ours.born_unix_us, theirs.born_unix_us());
    EXPECT_EQ(ours.observed_unix_us, theirs.observed_unix_us());
    ExpectText(ours.ended_because, theirs.ended_because());
    ExpectText(ours.label, theirs.label());
}

inline void ExpectSameLevels(const Levels& ours, const v1::Levels& theirs) {
    EXPECT_EQ(ours.observed_unix_us, theirs.observed_unix_us());
    EXPECT_EQ(ours.count + ours.left_out, static_cast<uint32_t>(theirs.level_size()));
    for (uint32_t i = 0; i < ours.count; ++i) {
        ExpectText(ours.level[i].name, theirs.level(static_cast<int>(i)).name());
        EXPECT_EQ(ours.level[i].price_ticks, theirs.level(static_cast<int>(i)).price_ticks());
        ExpectText(ours.level[i].text, theirs.level(static_cast<int>(i)).text());
    }
}

inline void ExpectSameOrder(const OrderCommand& ours, const v1::OrderCommand& theirs) {
    ExpectText(ours.command_id, theirs.command_id());
    EXPECT_EQ(ours.signal_id, theirs.signal_id());
    EXPECT_EQ(ours.direction, static_cast<uint32_t>(theirs.direction()));
    EXPECT_EQ(ours.type, static_cast<uint32_t>(theirs.type()));
    EXPECT_EQ(ours.quantity_lots, theirs.quantity_lots());
    EXPECT_EQ(ours.limit_price_ticks, theirs.limit_price_ticks());
    EXPECT_EQ(ours.reference_price_ticks, theirs.reference_price_ticks());
    EXPECT_EQ(ours.stop_offset_ticks, theirs.stop_offset_ticks());
    EXPECT_EQ(ours.target_offset_ticks, theirs.target_offset_ticks());
    EXPECT_EQ(ours.max_drift_ticks, theirs.max_drift_ticks());
    EXPECT_EQ(ours.nonce, theirs.nonce());
    EXPECT_EQ(ours.mode, static_cast<uint32_t>(theirs.mode()));
    EXPECT_EQ(ours.time_to_live_ms, theirs.time_to_live_ms());
    ExpectText(ours.account, theirs.account());
}

inline void ExpectSame(const EngineFrame& ours, const v1::EngineFrame& theirs) {
    EXPECT_EQ(ours.epoch, theirs.epoch());
    EXPECT_EQ(ours.counter, theirs.counter());
    EXPECT_EQ(ours.trace.study_seen_unix_ns, theirs.study_seen_unix_ns());
    EXPECT_EQ(ours.trace.engine_answered_unix_ns, theirs.engine_answered_unix_ns());
    EXPECT_EQ(ours.trace.bridge_returned_unix_ns, theirs.bridge_returned_unix_ns());
    ASSERT_EQ(static_cast<int>(ours.body), static_cast<int>(theirs.body_case()));
    switch (ours.body) {
        case EngineBody::Welcome:
            EXPECT_EQ(ours.welcome.protocol_version, theirs.welcome().protocol_version());
            EXPECT_EQ(ours.welcome.resume_counter, theirs.welcome().resume_counter());
            EXPECT_EQ(ours.welcome.role, static_cast<uint32_t>(theirs.welcome().role()));
            ExpectText(ours.welcome.engine_state, theirs.welcome().engine_state());
            break;
        case EngineBody::Refused: ExpectText(ours.refused.second, theirs.refused().text()); break;
        case EngineBody::Ack: EXPECT_EQ(ours.ack.counter, theirs.ack().counter()); break;
        case EngineBody::ResendRequest: EXPECT_EQ(ours.resend_request.counter, theirs.resend_request().from_counter()); break;
        case EngineBody::BridgeHeartbeat: EXPECT_EQ(ours.heartbeat.engine_connected, theirs.heartbeat().engine_connected()); break;
        case EngineBody::Signal: ExpectSameSignal(ours.signal, theirs.signal()); break;
        case EngineBody::Levels: ExpectSameLevels(ours.levels, theirs.levels()); break;
        case EngineBody::State:
            ExpectSameState(ours.state, theirs.state(), [](const auto& our, const std::string& their) { ExpectText(our, their); });
            break;
        case EngineBody::OrderCommand: ExpectSameOrder(ours.order_command, theirs.order_command()); break;
        case EngineBody::Halt: ExpectText(ours.halt.first, theirs.halt().reason()); break;
        case EngineBody::Flatten:
            ExpectText(ours.flatten.reason, theirs.flatten().reason());
            ExpectText(ours.flatten.by, theirs.flatten().by());
            ExpectText(ours.flatten.command_id, theirs.flatten().command_id());
            break;
        case EngineBody::CancelCommand:
            ExpectText(ours.cancel_command.command_id, theirs.cancel_command().command_id());
            ExpectText(ours.cancel_command.reason, theirs.cancel_command().reason());
            break;
        case EngineBody::OrderQuery: ExpectText(ours.order_query.command_id, theirs.order_query().command_id()); break;
        case EngineBody::TradingView:
            EXPECT_EQ(ours.trading_view.state, static_cast<uint32_t>(theirs.trading_view().state()));
            EXPECT_EQ(ours.trading_view.mode, static_cast<uint32_t>(theirs.trading_view().mode()));
            ExpectText(ours.trading_view.reason, theirs.trading_view().reason());
            EXPECT_EQ(ours.trading_view.position_lots, theirs.trading_view().position_lots());
            EXPECT_EQ(ours.trading_view.day_profit_cents, theirs.trading_view().day_profit_cents());
            EXPECT_EQ(ours.trading_view.trades_today, theirs.trading_view().trades_today());
            ExpectText(ours.trading_view.last_refusal, theirs.trading_view().last_refusal());
            ExpectText(ours.trading_view.notice, theirs.trading_view().notice());
            break;
        default: break;
    }
}

}  // namespace miaia::tests
