// What the engine asks of the study's order side, as it is read from the wire. See proto/miaia/v1/trading.proto.
#pragma once

#include "MiaIaEngineFrames.h"
#include "MiaIaOrderFrames.h"

namespace miaia {

/// An entry with attached stop and target. Enumerations stay numbers: one that nobody knows must be refused, not guessed.
struct OrderCommand {
    FixedText<96> command_id;
    uint64_t signal_id = 0;
    uint32_t direction = 0;
    uint32_t type = 0;
    uint32_t quantity_lots = 0;
    int32_t limit_price_ticks = 0;
    int32_t reference_price_ticks = 0;
    uint32_t stop_offset_ticks = 0;
    uint32_t target_offset_ticks = 0;
    uint32_t max_drift_ticks = 0;
    uint64_t nonce = 0;
    uint32_t mode = 0;
    uint32_t time_to_live_ms = 0;
    FixedText<64> account;

    bool Read(const uint8_t* bytes, size_t length) {
        return ReadMessage(bytes, length, [this](const WireField& field) {
            if (IsVarint(field))
                ReadVarint(field);
            else if (IsFixed64(field) && field.number == 12)
                nonce = field.value;
            else if (IsBytes(field) && field.number == 1)
                return ReadText(field, command_id);
            else if (IsBytes(field) && field.number == 15)
                return ReadText(field, account);
            return true;
        });
    }

private:
    void ReadVarint(const WireField& field) {
        switch (field.number) {
            case 2: signal_id = field.value; break;
            case 3: direction = field.AsUInt32(); break;
            case 4: type = field.AsUInt32(); break;
            case 5: quantity_lots = field.AsUInt32(); break;
            case 6: limit_price_ticks = field.AsSInt32(); break;
            case 7: reference_price_ticks = field.AsSInt32(); break;
            case 8: stop_offset_ticks = field.AsUInt32(); break;
            case 9: target_offset_ticks = field.AsUInt32(); break;
            case 10: max_drift_ticks = field.AsUInt32(); break;
            case 13: mode = field.AsUInt32(); break;
            case 14: time_to_live_ms = field.AsUInt32(); break;
            default: break;
        }
    }
};

/// The entry of a command is no longer wanted.
struct CancelCommand {
    FixedText<96> command_id;
    FixedText<192> reason;

    bool Read(const uint8_t* bytes, size_t length) {
        return ReadMessage(bytes, length, [this](const WireField& field) {
            if (IsBytes(field) && field.number == 1)
                return ReadText(field, command_id);
            if (IsBytes(field) && field.number == 2)
                return ReadText(field, reason);
            return true;
        });
    }
};

struct OrderQuery {
    FixedText<96> command_id;

    bool Read(const uint8_t* bytes, size_t length) {
        return ReadMessage(bytes, length, [this](const WireField& field) {
            if (IsBytes(field) && field.number == 1)
                return ReadText(field, command_id);
            return true;
        });
    }
};

struct Flatten {
    FixedText<192> reason;
    FixedText<192> by;
    FixedText<96> command_id;
    int32_t own_lots = 0;

    bool Read(const uint8_t* bytes, size_t length) {
        return ReadMessage(bytes, length, [this](const WireField& field) {
            if (IsVarint(field) && field.number == 4)
                own_lots = field.AsSInt32();
            if (!IsBytes(field))
                return true;
            if (field.number == 1)
                return ReadText(field, reason);
            if (field.number == 2)
                return ReadText(field, by);
            if (field.number == 3)
                return ReadText(field, command_id);
            return true;
        });
    }
};

enum class TradingState : uint32_t { Unspecified = 0, Active = 1, Reducing = 2, Halted = 3 };

/// What the engine would do now. The trade date is for other readers and is skipped.
struct TradingView {
    uint32_t state = 0;
    uint32_t mode = 0;
    FixedText<192> reason;
    int32_t position_lots = 0;
    int64_t day_profit_cents = 0;
    uint32_t trades_today = 0;
    FixedText<192> last_refusal;

    bool Read(const uint8_t* bytes, size_t length) {
        return ReadMessage(bytes, length, [this](const WireField& field) {
            if (IsVarint(field)) {
                if (field.number == 1)
                    state = field.AsUInt32();
                if (field.number == 2)
                    mode = field.AsUInt32();
                if (field.number == 4)
                    position_lots = field.AsSInt32();
                if (field.number == 5)
                    day_profit_cents = field.AsSInt64();
                if (field.number == 6)
                    trades_today = field.AsUInt32();
            } else if (IsBytes(field)) {
                if (field.number == 3)
                    return ReadText(field, reason);
                if (field.number == 7)
                    return ReadText(field, last_refusal);
                if (field.number == 8)
                    return IsUtf8(field.bytes, field.length);
            }
            return true;
        });
    }
};

}  // namespace miaia
