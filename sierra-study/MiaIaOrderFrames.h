// What the study says about orders, fills and the position: one plain struct a body of StudyFrame. See proto/miaia/v1/trading.proto.
#pragma once

#include "MiaIaStudyFrames.h"

namespace miaia {

enum class Direction : uint32_t { Unspecified = 0, Long = 1, Short = 2 };
enum class OrderType : uint32_t { Unspecified = 0, Market = 1, Limit = 2 };
enum class OrderRole : uint32_t { Unspecified = 0, Entry = 1, Stop = 2, Target = 3, Exit = 4, External = 5 };
enum class OrderStatus : uint32_t {
    Unspecified = 0,
    Refused = 1,
    Sent = 2,
    Working = 3,
    Partial = 4,
    Filled = 5,
    Canceled = 6,
    Rejected = 7,
    Exists = 8
};

/// Id of a command; a longer one on the wire is refused, because it would not fit into an order's TextTag.
typedef FixedText<49> CommandId;

/// A trade account as an order or an execution has it; empty where Sierra names none, or one that is longer.
typedef FixedText<48> OrderAccount;

/// One order as it stands; of an entry also what became of its command.
struct OrderReport {
    CommandId command_id;
    OrderStatus status = OrderStatus::Unspecified;
    uint64_t sierra_order_id = 0;
    uint64_t stop_order_id = 0;
    uint64_t target_order_id = 0;
    uint32_t filled_lots = 0;
    double average_fill_points = 0;
    FixedText<257> reason;
    int64_t observed_unix_us = 0;
    bool simulated = false;
    OrderRole role = OrderRole::Unspecified;
    Direction direction = Direction::Unspecified;
    uint32_t quantity_lots = 0;
    int32_t price_ticks = 0;
    FixedText<40> code;
    uint64_t parent_order_id = 0;
    OrderAccount account;

    void Write(WireWriter& to) const {
        to.Text(1, command_id);
        to.UInt(2, static_cast<uint32_t>(status));
        to.UInt(3, sierra_order_id);
        to.UInt(4, stop_order_id);
        to.UInt(5, target_order_id);
        to.UInt(6, filled_lots);
        to.Double(7, average_fill_points);
        to.Text(8, reason);
        to.Int(9, observed_unix_us);
        to.Bool(10, simulated);
        to.UInt(11, static_cast<uint32_t>(role));
        to.UInt(12, static_cast<uint32_t>(direction));
        to.UInt(13, quantity_lots);
        to.SInt32(14, price_ticks);
        to.Text(15, code);
        to.UInt(16, parent_order_id);
        to.Text(17, account);
    }
};

/// One execution of Sierra's list.
struct FillReport {
    FixedText<64> fill_id;
    CommandId command_id;
    uint64_t sierra_order_id = 0;
    OrderRole role = OrderRole::Unspecified;
    Direction direction = Direction::Unspecified;
    uint32_t lots = 0;
    int32_t price_ticks = 0;
    int64_t observed_unix_us = 0;
    bool simulated = false;
    OrderAccount account;

    void Write(WireWriter& to) const {
        to.Text(1, fill_id);
        to.Text(2, command_id);
        to.UInt(3, sierra_order_id);
        to.UInt(4, static_cast<uint32_t>(role));
        to.UInt(5, static_cast<uint32_t>(direction));
        to.UInt(6, lots);
        to.SInt32(7, price_ticks);
        to.Int(8, observed_unix_us);
        to.Bool(9, simulated);
        // Field 10, inferred, is never set here: the study reports what Sierra's list holds, and whoever concludes says so itself.
        to.Text(11, account);
    }
};

/// Sierra's own position.
struct PositionReport {
    int32_t quantity_lots = 0;
    double average_points = 0;
    double open_profit_usd = 0;
    double daily_profit_usd = 0;
    uint32_t working_orders = 0;
    int64_t observed_unix_us = 0;
    bool simulated = false;
    FixedText<64> account;
    int32_t own_lots = 0;
    uint32_t working_stop_lots = 0;
    uint32_t working_target_lots = 0;
    bool has_balance = false;
    double balance_usd = 0;
    FixedText<40> obstacle;
    uint64_t reading = 0;

    void Write(WireWriter& to) const {
        to.SInt32(1, quantity_lots);
        to.Double(2, average_points);
        to.Double(3, open_profit_usd);
        to.Double(4, daily_profit_usd);
        to.UInt(5, working_orders);
        to.Int(6, observed_unix_us);
        to.Bool(7, simulated);
        to.Text(8, account);
        to.SInt32(9, own_lots);
        to.UInt(10, working_stop_lots);
        to.UInt(11, working_target_lots);
        if (has_balance)
            to.DoubleAlways(12, balance_usd);
        to.Text(13, obstacle);
        to.UInt(14, reading);
    }
};

/// All that Sierra knows at one moment. The lists belong to whoever fills this in and are read while it is written.
struct OrderSnapshot {
    static constexpr uint32_t LargestOrders = 64;
    static constexpr uint32_t LargestFills = 256;

    const PositionReport* position = nullptr;  // nullptr: Sierra gave none, which is not flat
    const OrderReport* order = nullptr;
    uint32_t orders = 0;
    const FillReport* fill = nullptr;
    uint32_t fills = 0;
    bool fills_known = false;
    CommandId command_id;
    bool command_known = false;

    void Write(WireWriter& to) const {
        if (position != nullptr)
            WriteMessage(to, 1, *position);
        for (uint32_t i = 0; i < orders; ++i)
            WriteMessage(to, 2, order[i]);
        for (uint32_t i = 0; i < fills; ++i)
            WriteMessage(to, 3, fill[i]);
        to.Bool(4, fills_known);
        to.Text(5, command_id);
        to.Bool(6, command_known);
    }

private:
    template <class Message>
    static void WriteMessage(WireWriter& to, uint32_t field, const Message& message) {
        const size_t start = to.BeginMessage(field);
        message.Write(to);
        to.EndMessage(start);
    }
};

/// The trader pressed the study's own button.
struct StudySwitch {
    bool flatten = false;
    FixedText<96> reason;

    void Write(WireWriter& to) const {
        to.Bool(1, flatten);
        to.Text(2, reason);
    }
};

}  // namespace miaia
