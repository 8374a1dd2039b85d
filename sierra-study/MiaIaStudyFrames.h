// What the study sends: one plain struct a body of StudyFrame, and how each is written. See proto/miaia/v1/session.proto.
#pragma once

#include "MiaIaWireWriter.h"
#include "MiaIaText.h"

namespace miaia {

constexpr uint32_t ProtocolVersion = 5;
constexpr const char* StudyVersion = "0.1.0";
constexpr size_t LargestFrameBytes = 64 * 1024;

/// Field numbers of the bodies in StudyFrame's oneof.
enum class StudyBody : uint32_t {
    Hello = 10,
    Heartbeat = 11,
    Goodbye = 12,
    Trades = 13,
    Depth = 14,
    BarClose = 15,
    Pattern = 16,
    StudyValues = 17,
    OrderReport = 18,
    PositionReport = 19,
    Gap = 20,
    CommandAck = 21,
    FillReport = 22,
    OrderSnapshot = 23,
    StudySwitch = 24
};

enum class TradingMode : uint32_t { DryRun = 1, Sim = 2, Live = 3 };
enum class ReplayState : uint32_t { Stopped = 1, Running = 2, Paused = 3 };

struct Hello {
    FixedText<16> instrument;
    FixedText<128> contract;
    FixedText<128> trade_symbol;
    double tick_size_points = 0;
    double tick_value_usd = 0;
    FixedText<64> account;
    uint32_t chart_update_interval_ms = 0;
    TradingMode mode = TradingMode::DryRun;
    FixedText<32> sierra_version;
    bool trade_simulation_on = false;
    ReplayState replay = ReplayState::Stopped;
    uint32_t book_depth_levels = 0;
    FixedText<16> label;
    bool data_export_allowed = false;
    uint64_t oldest_counter = 0;
    uint64_t newest_counter = 0;
    uint64_t secret = 0;

    void Write(WireWriter& to) const {
        to.UInt(1, ProtocolVersion);
        to.Text(2, instrument);
        to.Text(3, contract);
        to.Double(4, tick_size_points);
        to.Double(5, tick_value_usd);
        to.Text(6, account);
        to.UInt(7, chart_update_interval_ms);
        to.UInt(8, static_cast<uint32_t>(mode));
        to.Text(9, sierra_version);
        to.Text(10, StudyVersion, std::strlen(StudyVersion));
        to.Bool(11, trade_simulation_on);
        to.UInt(12, static_cast<uint32_t>(replay));
        to.UInt(13, book_depth_levels);
        to.Text(14, label);
        to.Bool(15, data_export_allowed);
        to.UInt(16, oldest_counter);
        to.UInt(17, newest_counter);
        to.Text(18, trade_symbol);
        to.UInt(19, secret);
    }
};

/// The study's totals since its epoch began; the fields are those of StudyCounters in session.proto.
struct StudyCounters {
    uint64_t trade_records = 0;
    uint64_t lots = 0;
    uint64_t depth_sent = 0;
    uint64_t depth_unchanged = 0;
    uint64_t depth_conflated = 0;
    uint64_t bars = 0;
    uint64_t gaps_declared = 0;
    uint64_t frames_resent = 0;
    uint64_t refused_records = 0;
    uint64_t sierra_markers = 0;
    uint64_t calls = 0;
    uint64_t call_us_max = 0;
    uint64_t frames_refused = 0;

    void CountGap(const char* reason) {
        ++gaps_declared;
        sierra_markers += std::strcmp(reason, "sierra_marker") == 0 ? 1 : 0;
    }

    void CountCall(uint64_t took_us) {
        ++calls;
        call_us_max = took_us > call_us_max ? took_us : call_us_max;
    }

    void Write(WireWriter& to) const {
        const uint64_t values[] = {trade_records, lots,          depth_sent,    depth_unchanged, depth_conflated,
                                   bars,          gaps_declared, frames_resent, refused_records, sierra_markers,
                                   calls,         call_us_max,   frames_refused};
        for (uint32_t i = 0; i < sizeof values / sizeof values[0]; ++i)
            to.UInt(i + 1, values[i]);
    }
};

struct HopLatency {
    const char* hop = "";
    uint64_t count = 0;
    double p50_us = 0;
    double p99_us = 0;
    double max_us = 0;

    void Write(WireWriter& to) const {
        to.Text(1, hop, std::strlen(hop));
        to.UInt(2, count);
        to.Double(3, p50_us);
        to.Double(4, p99_us);
        to.Double(5, max_us);
    }
};

constexpr size_t HopCount = 6;

struct Heartbeat {
    int64_t market_unix_us = 0;
    uint64_t newest_counter = 0;
    uint32_t server_state = 0;
    StudyCounters counters;
    HopLatency latency[HopCount];

    void Write(WireWriter& to) const {
        to.Int(1, market_unix_us);
        to.UInt(2, newest_counter);
        to.UInt(3, server_state);
        WriteTotals(to, 4, 5);
    }

    // Hops without a sample are left out.
    void WriteTotals(WireWriter& to, uint32_t counters_field, uint32_t latency_field) const {
        const size_t start = to.BeginMessage(counters_field);
        counters.Write(to);
        to.EndMessage(start);
        for (const HopLatency& hop : latency) {
            if (hop.count == 0)
                continue;
            const size_t hop_start = to.BeginMessage(latency_field);
            hop.Write(to);
            to.EndMessage(hop_start);
        }
    }
};

/// The last word of an epoch: its reason and the same totals as a heartbeat.
struct Goodbye {
    const char* reason = "";
    Heartbeat totals;

    void Write(WireWriter& to) const {
        to.Text(1, reason, std::strlen(reason));
        to.UInt(2, totals.newest_counter);
        totals.WriteTotals(to, 3, 4);
    }
};

struct BarClose {
    int64_t start_unix_us = 0;
    uint32_t period_seconds = 0;
    int32_t open_ticks = 0;
    int32_t high_ticks = 0;
    int32_t low_ticks = 0;
    int32_t close_ticks = 0;
    uint64_t volume_lots = 0;
    uint64_t bid_volume_lots = 0;
    uint64_t ask_volume_lots = 0;
    uint32_t trades = 0;
    bool history = false;

    void Write(WireWriter& to) const {
        to.Int(1, start_unix_us);
        to.UInt(2, period_seconds);
        to.SInt32(3, open_ticks);
        to.SInt32(4, high_ticks);
        to.SInt32(5, low_ticks);
        to.SInt32(6, close_ticks);
        to.UInt(7, volume_lots);
        to.UInt(8, bid_volume_lots);
        to.UInt(9, ask_volume_lots);
        to.UInt(10, trades);
        to.Bool(11, history);
    }
};

/// What a study of the trader's has found at one closed bar.
struct Pattern {
    FixedText<65> name;
    bool is_short = false;
    double strength = 0;
    int64_t observed_unix_us = 0;

    void Write(WireWriter& to) const {
        to.Text(1, name);
        to.UInt(2, is_short ? 2 : 1);
        to.Double(3, strength);
        to.Int(4, observed_unix_us);
    }
};

/// Values of subgraphs at one closed bar, each under its name.
struct StudyValues {
    static constexpr uint32_t Capacity = 10;  // one of each mapping, and Sierra's two of the book
    int64_t observed_unix_us = 0;
    FixedText<65> name[Capacity];
    double value[Capacity] = {};
    uint32_t count = 0;

    void Write(WireWriter& to) const {
        const uint32_t used = count < Capacity ? count : Capacity;
        uint8_t column[Capacity * sizeof(double)];
        to.Int(1, observed_unix_us);
        for (uint32_t i = 0; i < used; ++i) {
            to.Text(2, name[i]);
            uint64_t bits;
            std::memcpy(&bits, &value[i], sizeof bits);
            StoreFixed64(column + i * sizeof bits, bits);
        }
        if (used != 0)
            to.Raw(3, column, used * sizeof(double));
    }
};

struct Gap {
    uint64_t first_counter = 0;
    uint64_t last_counter = 0;
    const char* reason = "";

    void Write(WireWriter& to) const {
        to.UInt(1, first_counter);
        to.UInt(2, last_counter);
        to.Text(3, reason, std::strlen(reason));
    }
};

struct CommandAck {
    uint64_t engine_counter = 0;

    void Write(WireWriter& to) const { to.UInt(1, engine_counter); }
};

/// The envelope before a body: everything of StudyFrame that the study itself fills in.
struct FrameHead {
    // epoch and the two times have ten bytes at most a field, counter and the body's tag and length some more.
    static constexpr size_t LargestBytes = 64;
    uint8_t bytes[LargestBytes];
    size_t size = 0;
    size_t sent_time_offset = 0;  // of the eight bytes that are patched at each attempt to send

    FrameHead(uint64_t epoch, uint64_t counter, int64_t seen_unix_ns, StudyBody body, size_t body_bytes) {
        WireWriter to(bytes, LargestBytes);
        to.Fixed64Always(1, epoch);
        to.UInt(2, counter);
        to.Fixed64Always(3, static_cast<uint64_t>(seen_unix_ns));
        to.Fixed64Always(4, 0);
        sent_time_offset = to.Size() - 8;
        to.Varint((static_cast<uint64_t>(body) << 3) | 2);
        to.Varint(body_bytes);
        size = to.Size();
    }
};

}  // namespace miaia
