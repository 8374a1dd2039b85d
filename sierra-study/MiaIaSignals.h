// The engine's conclusions as the study draws them: signals and levels.
#pragma once

#include "MiaIaEngineFrames.h"
#include "MiaIaOrderFrames.h"

namespace miaia {

enum class SignalEvent : uint32_t { Unspecified = 0, Born = 1, Raised = 2, Demoted = 3, Ended = 4 };

/// Tier of signal.proto as the trader reads it.
inline const char* TierName(uint32_t tier) {
    static const char* const names[] = {"?", "NO TRADE", "WEAK", "GOOD", "STRONG", "PREMIUM"};
    return tier < sizeof names / sizeof names[0] ? names[tier] : "?";
}

/// A signal at one event of its life. Readings and gates are for other readers and are skipped; the score has those of now.
struct Signal {
    uint64_t id = 0;
    uint32_t event = 0;
    uint32_t direction = 0;
    uint32_t tier = 0;
    double score = 0;
    double coverage = 0;
    int32_t reference_price_ticks = 0;
    int32_t stop_price_ticks = 0;
    int32_t target_price_ticks = 0;
    uint32_t size_lots = 0;
    int64_t born_unix_us = 0;
    int64_t observed_unix_us = 0;
    FixedText<32> ended_because;
    FixedText<16> label;

    /// Where no feature says anything, as at the end of a signal whose feeds fell silent, the score is not 0: nobody knows it.
    bool HasScore() const { return coverage > 0; }

    bool Read(const uint8_t* bytes, size_t length) {
        return ReadMessage(bytes, length, [this](const WireField& field) {
            if (IsVarint(field))
                ReadVarint(field);
            else if (IsFixed64(field) && field.number == 6)
                score = field.AsDouble();
            else if (IsFixed64(field) && field.number == 7)
                coverage = field.AsDouble();
            else if (IsBytes(field) && field.number == 17)
                return ReadText(field, ended_because);
            else if (IsBytes(field) && field.number == 18)
                return ReadText(field, label);
            return true;
        });
    }

private:
    void ReadVarint(const WireField& field) {
        switch (field.number) {
            case 1: id = field.value; break;
            case 2: event = field.AsUInt32(); break;
            case 4: direction = field.AsUInt32(); break;
            case 5: tier = field.AsUInt32(); break;
            case 10: reference_price_ticks = field.AsSInt32(); break;
            case 11: stop_price_ticks = field.AsSInt32(); break;
            case 12: target_price_ticks = field.AsSInt32(); break;
            case 13: size_lots = field.AsUInt32(); break;
            case 15: born_unix_us = field.AsInt64(); break;
            case 16: observed_unix_us = field.AsInt64(); break;
            default: break;
        }
    }
};

struct Level {
    FixedText<40> name;
    int32_t price_ticks = 0;
    FixedText<80> text;

    bool Read(const uint8_t* bytes, size_t length) {
        return ReadMessage(bytes, length, [this](const WireField& field) {
            if (IsBytes(field) && field.number == 1)
                return ReadText(field, name);
            if (IsVarint(field) && field.number == 2)
                price_ticks = field.AsSInt32();
            if (IsBytes(field) && field.number == 3)
                return ReadText(field, text);
            return true;
        });
    }
};

/// The whole set of levels; what exceeds Capacity is left out and counted.
struct Levels {
    static constexpr uint32_t Capacity = 32;
    int64_t observed_unix_us = 0;
    Level level[Capacity];
    uint32_t count = 0;
    uint32_t left_out = 0;

    bool Read(const uint8_t* bytes, size_t length) {
        return ReadMessage(bytes, length, [this](const WireField& field) {
            if (IsVarint(field) && field.number == 1)
                observed_unix_us = field.AsInt64();
            if (!IsBytes(field) || field.number != 2)
                return true;
            if (count == Capacity) {
                ++left_out;
                return true;
            }
            level[count] = Level();
            return level[count++].Read(field.bytes, field.length);
        });
    }
};

}  // namespace miaia
