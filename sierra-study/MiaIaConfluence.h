// The score as it stands, with what it is made of and what is in its way. See ConfluenceState in proto/miaia/v1/signal.proto.
#pragma once

#include "MiaIaEngineFrames.h"

namespace miaia {

/// One of the features that the score is made of.
struct Reading {
    FixedText<40> name;
    bool valid = false;
    FixedText<64> reason;  // why it is not valid
    double contribution = 0;
    int64_t age_us = 0;

    bool Read(const uint8_t* bytes, size_t length) {
        return ReadMessage(bytes, length, [this](const WireField& field) {
            if (IsBytes(field) && field.number == 1)
                return ReadText(field, name);
            if (IsBytes(field) && field.number == 3)
                return ReadText(field, reason);
            if (IsVarint(field) && field.number == 2)
                valid = field.value != 0;
            if (IsFixed64(field) && field.number == 6)
                contribution = field.AsDouble();
            if (IsVarint(field) && field.number == 7)
                age_us = field.AsInt64();
            return true;
        });
    }
};

/// A gate that a new signal would have to pass now.
struct GateVerdict {
    FixedText<40> gate;
    bool passed = false;
    FixedText<64> detail;

    bool Read(const uint8_t* bytes, size_t length) {
        return ReadMessage(bytes, length, [this](const WireField& field) {
            if (IsBytes(field) && field.number == 1)
                return ReadText(field, gate);
            if (IsVarint(field) && field.number == 2)
                passed = field.value != 0;
            if (IsBytes(field) && field.number == 3)
                return ReadText(field, detail);
            return true;
        });
    }
};

/// What one feature alone would have to change. Only the first of a list is kept: it is the smallest.
struct FeatureChange {
    FixedText<40> name;
    double change = 0;

    bool Read(const uint8_t* bytes, size_t length) {
        return ReadMessage(bytes, length, [this](const WireField& field) {
            if (IsBytes(field) && field.number == 1)
                return ReadText(field, name);
            if (IsFixed64(field) && field.number == 3)
                change = field.AsDouble();
            return true;
        });
    }
};

struct Explanation {
    uint32_t next_tier = 0;
    double next_limit = 0;
    uint32_t next_direction = 0;
    FeatureChange to_next_tier;
    uint32_t to_next_tier_count = 0;
    double coverage_short = 0;
    FixedText<40> to_coverage;
    uint32_t to_coverage_count = 0;

    bool Read(const uint8_t* bytes, size_t length) {
        return ReadMessage(bytes, length, [this](const WireField& field) {
            if (IsVarint(field) && field.number == 1)
                next_tier = field.AsUInt32();
            if (IsFixed64(field) && field.number == 2)
                next_limit = field.AsDouble();
            if (IsVarint(field) && field.number == 3)
                next_direction = field.AsUInt32();
            if (IsBytes(field) && field.number == 4)
                return to_next_tier_count++ != 0 || to_next_tier.Read(field.bytes, field.length);
            if (IsFixed64(field) && field.number == 7)
                coverage_short = field.AsDouble();
            if (IsBytes(field) && field.number == 8)
                return to_coverage_count++ != 0 || ReadText(field, to_coverage);
            return true;
        });
    }
};

struct VwapView {
    bool known = false;
    double ticks = 0;
    double deviation_ticks = 0;

    bool Read(const uint8_t* bytes, size_t length) {
        known = true;
        return ReadMessage(bytes, length, [this](const WireField& field) {
            if (IsFixed64(field) && field.number == 1)
                ticks = field.AsDouble();
            if (IsFixed64(field) && field.number == 2)
                deviation_ticks = field.AsDouble();
            return true;
        });
    }
};

/// Where the session's VWAP stood at the end of a minute.
struct VwapPoint {
    int64_t unix_us = 0;
    double ticks = 0;
    double deviation_ticks = 0;

    bool Read(const uint8_t* bytes, size_t length) {
        return ReadMessage(bytes, length, [this](const WireField& field) {
            if (IsVarint(field) && field.number == 1)
                unix_us = field.AsInt64();
            if (IsFixed64(field) && field.number == 2)
                ticks = field.AsDouble();
            if (IsFixed64(field) && field.number == 3)
                deviation_ticks = field.AsDouble();
            return true;
        });
    }
};

/// The session's VWAP from its beginning; empty where the engine has not said it this time. What is beyond its room is left out.
struct VwapLine {
    static constexpr int Capacity = 96;

    VwapPoint point[Capacity];
    int count = 0;

    bool ReadNext(const uint8_t* bytes, size_t length) { return count == Capacity || point[count++].Read(bytes, length); }
};

struct OptionsView {
    bool known = false;
    double coverage = 0;
    int64_t fitted_unix_us = 0;

    bool Read(const uint8_t* bytes, size_t length) {
        known = true;
        return ReadMessage(bytes, length, [this](const WireField& field) {
            if (IsFixed64(field) && field.number == 3)
                coverage = field.AsDouble();
            if (IsVarint(field) && field.number == 9)
                fitted_unix_us = field.AsInt64();
            return true;
        });
    }
};

/// Of what the features stand on, the part that is drawn.
struct MarketView {
    VwapView globex_vwap;
    VwapView regular_vwap;
    OptionsView options;
    VwapLine session_vwap;

    /// The VWAP that the engine's levels name so: of the regular session, and of the whole day before that has traded.
    const VwapView& SessionVwap() const { return regular_vwap.known ? regular_vwap : globex_vwap; }

    bool Read(const uint8_t* bytes, size_t length) {
        return ReadMessage(bytes, length, [this](const WireField& field) {
            if (!IsBytes(field))
                return true;
            switch (field.number) {
                case 1: return globex_vwap.Read(field.bytes, field.length);
                case 2: return regular_vwap.Read(field.bytes, field.length);
                case 10: return options.Read(field.bytes, field.length);
                case 11: return session_vwap.ReadNext(field.bytes, field.length);
                default: return true;
            }
        });
    }
};

/// |C| from which WEAK, GOOD, STRONG and PREMIUM begin; all 0 where the engine did not say.
struct TierLimits {
    double limit[4] = {};

    bool Read(const uint8_t* bytes, size_t length) {
        return ReadMessage(bytes, length, [this](const WireField& field) {
            if (IsFixed64(field) && field.number <= 4)
                limit[field.number - 1] = field.AsDouble();
            return true;
        });
    }
};

struct ConfluenceState {
    static constexpr uint32_t LargestReadings = 16;
    static constexpr uint32_t LargestGates = 16;

    int64_t observed_unix_us = 0;
    double score = 0;
    double long_sum = 0;
    double short_sum = 0;
    double coverage = 0;
    uint32_t tier = 0;
    bool halted = false;
    FixedText<96> halt_reason;
    FixedText<16> label;
    Reading reading[LargestReadings];
    uint32_t readings = 0;
    GateVerdict gate[LargestGates];
    uint32_t gates = 0;
    Explanation explanation;
    MarketView market;
    TierLimits limits;

    /// Where no feature says anything the score is not 0: nobody knows it.
    bool HasScore() const { return coverage > 0; }

    bool Read(const uint8_t* bytes, size_t length) {
        return ReadMessage(bytes, length, [this](const WireField& field) {
            if (IsFixed64(field))
                ReadDouble(field);
            else if (IsVarint(field))
                ReadVarint(field);
            else if (IsBytes(field))
                return ReadPart(field);
            return true;
        });
    }

private:
    void ReadDouble(const WireField& field) {
        switch (field.number) {
            case 3: score = field.AsDouble(); break;
            case 4: long_sum = field.AsDouble(); break;
            case 5: short_sum = field.AsDouble(); break;
            case 6: coverage = field.AsDouble(); break;
            default: break;
        }
    }

    void ReadVarint(const WireField& field) {
        switch (field.number) {
            case 2: observed_unix_us = field.AsInt64(); break;
            case 7: tier = field.AsUInt32(); break;
            case 9: halted = field.value != 0; break;
            default: break;
        }
    }

    // What exceeds a list's capacity is left out.
    template <class Part>
    static bool ReadNext(const WireField& field, Part* parts, uint32_t& count, uint32_t capacity) {
        if (count == capacity)
            return true;
        parts[count] = Part();
        return parts[count++].Read(field.bytes, field.length);
    }

    bool ReadPart(const WireField& field) {
        switch (field.number) {
            case 8: return ReadNext(field, reading, readings, LargestReadings);
            case 10: return ReadText(field, halt_reason);
            case 11: return ReadText(field, label);
            case 12: return explanation.Read(field.bytes, field.length);
            case 13: return market.Read(field.bytes, field.length);
            case 15: return limits.Read(field.bytes, field.length);
            case 16: return ReadNext(field, gate, gates, LargestGates);
            default: return true;
        }
    }
};

}  // namespace miaia
