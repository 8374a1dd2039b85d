// What an engine says to a chart, for the bench: two hundred signals, every level, and a score with all that is in it.
#pragma once

#include <string>
#include <vector>

#include "miaia/v1/session.pb.h"

namespace miaia::bench {

inline v1::EngineFrame FrameOf(uint64_t epoch) {
    v1::EngineFrame frame;
    frame.set_epoch(epoch);
    return frame;
}

/// What the bridge says once a second.
inline std::string ABeat(uint64_t epoch) {
    v1::EngineFrame frame = FrameOf(epoch);
    frame.mutable_heartbeat()->set_engine_connected(true);
    return frame.SerializeAsString();
}

inline std::string AScore(uint64_t epoch, int turn) {
    v1::EngineFrame frame = FrameOf(epoch);
    v1::ConfluenceState& state = *frame.mutable_state();
    state.set_observed_unix_us(1703500000000000 + turn * 10000LL);
    state.set_score(0.2 + turn % 100 * 0.001);
    state.set_long_sum(0.5);
    state.set_short_sum(-0.3 - turn % 7 * 0.01);
    state.set_coverage(0.9);
    state.set_tier(v1::TIER_WEAK);
    for (int i = 0; i < 10; ++i) {
        v1::FeatureReading& reading = *state.add_reading();
        reading.set_name("feature_number_" + std::to_string(i));
        reading.set_valid(i != 3);
        reading.set_reason(i == 3 ? "no input yet" : "");
        reading.set_value(0.3);
        reading.set_weight(0.1);
        reading.set_contribution(0.01 * (i + turn % 5));
    }
    for (int i = 0; i < 9; ++i) {
        state.add_gate()->set_gate("gate_number_" + std::to_string(i));
        state.mutable_gate(i)->set_passed(i != 7);
        state.mutable_gate(i)->set_detail("0.32 (limit 0.7)");
    }
    state.mutable_explanation()->set_next_tier(v1::TIER_GOOD);
    state.mutable_explanation()->add_to_next_tier()->set_name("feature_number_2");
    state.mutable_market()->mutable_regular_vwap()->set_ticks(19240 + turn % 3);
    state.mutable_market()->mutable_regular_vwap()->set_deviation_ticks(9);
    state.mutable_tier_limits()->set_weak(0.18);
    return frame.SerializeAsString();
}

inline std::vector<std::string> WhatAnEngineSays(uint64_t epoch) {
    std::vector<std::string> said;
    for (int i = 0; i < 200; ++i) {
        v1::EngineFrame frame = FrameOf(epoch);
        frame.set_counter(static_cast<uint64_t>(i) + 1);
        v1::Signal& signal = *frame.mutable_signal();
        signal.set_id(static_cast<uint64_t>(i) + 1);
        signal.set_event(i % 4 == 0 ? v1::SIGNAL_EVENT_BORN : v1::SIGNAL_EVENT_ENDED);
        signal.set_direction(i % 2 == 0 ? v1::DIRECTION_LONG : v1::DIRECTION_SHORT);
        signal.set_tier(static_cast<v1::Tier>(2 + i % 4));
        signal.set_reference_price_ticks(19200 + i);
        signal.set_stop_price_ticks(19190 + i);
        signal.set_target_price_ticks(19220 + i);
        signal.set_born_unix_us(1703500000000000 - i * 60000000LL);
        said.push_back(frame.SerializeAsString());
    }
    v1::EngineFrame levels = FrameOf(epoch);
    for (const char* name : {"call_wall", "put_wall", "zero_gamma", "absolute_gamma", "call_wall_first", "put_wall_first",
                             "zero_gamma_first", "absolute_gamma_first", "vwap", "poc", "vah", "val"}) {
        v1::Level& level = *levels.mutable_levels()->add_level();
        level.set_name(name);
        level.set_price_ticks(19300 + levels.levels().level_size());
        level.set_text(name);
    }
    said.push_back(levels.SerializeAsString());
    said.push_back(AScore(epoch, 0));
    return said;
}

}  // namespace miaia::bench
