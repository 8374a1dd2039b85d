// What the study says about orders, read by Debian's libprotobuf field by field.
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "MiaIaOrderFrames.h"
#include "MiaIaOutbox.h"
#include "miaia/v1/session.pb.h"

using namespace miaia;

namespace {

template <class Proto, class Body>
Proto Read(const Body& body) {
    std::string memory(LargestFrameBytes, '\0');
    WireWriter to(reinterpret_cast<uint8_t*>(memory.data()), memory.size());
    body.Write(to);
    EXPECT_FALSE(to.Overflowed());
    Proto proto;
    EXPECT_TRUE(proto.ParseFromString(memory.substr(0, to.Size())));
    // Nothing but known fields, and in the shortest form: what libprotobuf writes itself has the same size.
    EXPECT_EQ(proto.ByteSizeLong(), to.Size());
    return proto;
}

OrderReport SomeOrder(uint64_t id) {
    OrderReport order;
    order.command_id.Assign("ES-20231225-000000000000000000000000000000000001");
    order.status = OrderStatus::Partial;
    order.sierra_order_id = id;
    order.stop_order_id = id + 1;
    order.target_order_id = id + 2;
    order.filled_lots = 1;
    order.average_fill_points = 4810.25;
    order.observed_unix_us = 1703500000000000;
    order.simulated = true;
    order.role = OrderRole::Entry;
    order.direction = Direction::Short;
    order.quantity_lots = 2;
    order.price_ticks = -19241;
    order.parent_order_id = id + 3;
    order.account.Assign("FUT-1234567890123456789012345678901234567890123");
    return order;
}

FillReport SomeFill(uint64_t id) {
    FillReport fill;
    fill.fill_id.AppendFormat("%llu-1703500000000000-4810.25-2-1234567890123", static_cast<unsigned long long>(id));
    fill.command_id.Assign("ES-20231225-000000000000000000000000000000000001");
    fill.sierra_order_id = id;
    fill.role = OrderRole::Target;
    fill.direction = Direction::Long;
    fill.lots = 2;
    fill.price_ticks = 19241;
    fill.observed_unix_us = 1703500000000000;
    fill.simulated = true;
    fill.account.Assign("FUT-1234567890123456789012345678901234567890123");
    return fill;
}

PositionReport SomePosition() {
    PositionReport position;
    position.quantity_lots = -2;
    position.average_points = 4810.5;
    position.open_profit_usd = -12.5;
    position.daily_profit_usd = 100;
    position.working_orders = 3;
    position.observed_unix_us = 77;
    position.simulated = true;
    position.account.Assign("Sim1");
    position.own_lots = -1;
    position.working_stop_lots = 1;
    position.working_target_lots = 4;
    position.obstacle.Assign("auto_trading_off");
    position.reading = 9;
    return position;
}

}  // namespace

TEST(OrderFrames, An_order_reaches_libprotobuf_field_by_field) {
    OrderReport order = SomeOrder(0xFFFFFFFFFFu);
    order.reason.Assign("the broker says no");
    order.code.Assign("order_error");
    const auto read = Read<v1::OrderReport>(order);
    EXPECT_EQ(read.command_id(), order.command_id.chars);
    EXPECT_EQ(read.status(), v1::ORDER_STATUS_PARTIAL);
    EXPECT_EQ(read.sierra_order_id(), 0xFFFFFFFFFFu);
    EXPECT_EQ(read.stop_order_id(), 0x10000000000u);
    EXPECT_EQ(read.target_order_id(), 0x10000000001u);
    EXPECT_EQ(read.filled_lots(), 1u);
    EXPECT_EQ(read.average_fill_points(), 4810.25);
    EXPECT_EQ(read.reason(), "the broker says no");
    EXPECT_EQ(read.observed_unix_us(), 1703500000000000);
    EXPECT_TRUE(read.simulated());
    EXPECT_EQ(read.role(), v1::ORDER_ROLE_ENTRY);
    EXPECT_EQ(read.direction(), v1::DIRECTION_SHORT);
    EXPECT_EQ(read.quantity_lots(), 2u);
    EXPECT_EQ(read.price_ticks(), -19241);
    EXPECT_EQ(read.code(), "order_error");
    EXPECT_EQ(read.parent_order_id(), 0x10000000002u);
    EXPECT_EQ(read.account(), order.account.chars);
    EXPECT_EQ(read.account().size(), 47u);
}

TEST(OrderFrames, The_enumerations_are_those_of_the_schema) {
    EXPECT_EQ(static_cast<int>(OrderStatus::Refused), v1::ORDER_STATUS_REFUSED);
    EXPECT_EQ(static_cast<int>(OrderStatus::Sent), v1::ORDER_STATUS_SENT);
    EXPECT_EQ(static_cast<int>(OrderStatus::Working), v1::ORDER_STATUS_WORKING);
    EXPECT_EQ(static_cast<int>(OrderStatus::Filled), v1::ORDER_STATUS_FILLED);
    EXPECT_EQ(static_cast<int>(OrderStatus::Canceled), v1::ORDER_STATUS_CANCELED);
    EXPECT_EQ(static_cast<int>(OrderStatus::Rejected), v1::ORDER_STATUS_REJECTED);
    EXPECT_EQ(static_cast<int>(OrderStatus::Exists), v1::ORDER_STATUS_EXISTS);
    EXPECT_EQ(static_cast<int>(OrderRole::Stop), v1::ORDER_ROLE_STOP);
    EXPECT_EQ(static_cast<int>(OrderRole::Exit), v1::ORDER_ROLE_EXIT);
    EXPECT_EQ(static_cast<int>(OrderRole::External), v1::ORDER_ROLE_EXTERNAL);
    EXPECT_EQ(static_cast<int>(StudyBody::FillReport), v1::StudyFrame::kFillReport);
    EXPECT_EQ(static_cast<int>(StudyBody::PositionReport), v1::StudyFrame::kPositionReport);
    EXPECT_EQ(static_cast<int>(StudyBody::OrderSnapshot), v1::StudyFrame::kOrderSnapshot);
    EXPECT_EQ(static_cast<int>(StudyBody::StudySwitch), v1::StudyFrame::kStudySwitch);
}

TEST(OrderFrames, A_fill_reaches_libprotobuf_field_by_field) {
    const FillReport fill = SomeFill(5);
    const auto read = Read<v1::FillReport>(fill);
    EXPECT_EQ(read.fill_id(), fill.fill_id.chars);
    EXPECT_EQ(read.command_id(), fill.command_id.chars);
    EXPECT_EQ(read.sierra_order_id(), 5u);
    EXPECT_EQ(read.role(), v1::ORDER_ROLE_TARGET);
    EXPECT_EQ(read.direction(), v1::DIRECTION_LONG);
    EXPECT_EQ(read.lots(), 2u);
    EXPECT_EQ(read.price_ticks(), 19241);
    EXPECT_EQ(read.observed_unix_us(), 1703500000000000);
    EXPECT_TRUE(read.simulated());
    EXPECT_FALSE(read.inferred());
    EXPECT_EQ(read.account(), fill.account.chars);
}

TEST(OrderFrames, A_position_reaches_libprotobuf_and_a_balance_of_nothing_is_not_none) {
    PositionReport position = SomePosition();
    const auto without = Read<v1::PositionReport>(position);
    EXPECT_EQ(without.quantity_lots(), -2);
    EXPECT_EQ(without.average_points(), 4810.5);
    EXPECT_EQ(without.open_profit_usd(), -12.5);
    EXPECT_EQ(without.daily_profit_usd(), 100);
    EXPECT_EQ(without.working_orders(), 3u);
    EXPECT_EQ(without.observed_unix_us(), 77);
    EXPECT_TRUE(without.simulated());
    EXPECT_EQ(without.account(), "Sim1");
    EXPECT_EQ(without.own_lots(), -1);
    EXPECT_EQ(without.working_stop_lots(), 1u);
    EXPECT_EQ(without.working_target_lots(), 4u);
    EXPECT_FALSE(without.has_balance_usd());
    EXPECT_EQ(without.obstacle(), "auto_trading_off");
    EXPECT_EQ(without.reading(), 9u);
    position.has_balance = true;
    EXPECT_TRUE(Read<v1::PositionReport>(position).has_balance_usd());
    position.balance_usd = -250.5;
    EXPECT_EQ(Read<v1::PositionReport>(position).balance_usd(), -250.5);
}

TEST(OrderFrames, The_fullest_snapshot_fits_into_a_frame) {
    std::vector<OrderReport> orders;
    std::vector<FillReport> fills;
    for (uint64_t i = 0; i < OrderSnapshot::LargestOrders; ++i)
        orders.push_back(SomeOrder(0xFFFFFFF0ull + i));
    for (OrderReport& order : orders)
        while (order.code.length < 39)
            order.code.Append("x");
    for (uint64_t i = 0; i < OrderSnapshot::LargestFills; ++i) {
        fills.push_back(SomeFill(0xFFFFFFF0ull + i));
        while (fills.back().fill_id.length < 63)
            fills.back().fill_id.Append("x");
    }
    const PositionReport position = SomePosition();
    OrderSnapshot snapshot;
    snapshot.position = &position;
    snapshot.order = orders.data();
    snapshot.orders = OrderSnapshot::LargestOrders;
    snapshot.fill = fills.data();
    snapshot.fills = OrderSnapshot::LargestFills;
    snapshot.fills_known = true;
    snapshot.command_id.Assign("c-1");
    snapshot.command_known = true;
    const auto read = Read<v1::OrderSnapshot>(snapshot);
    EXPECT_EQ(read.order_size(), 64);
    EXPECT_EQ(read.fill_size(), 256);
    EXPECT_EQ(read.order(63).sierra_order_id(), 0xFFFFFFF0ull + 63);
    EXPECT_EQ(read.fill(255).sierra_order_id(), 0xFFFFFFF0ull + 255);
    EXPECT_EQ(read.position().quantity_lots(), -2);
    EXPECT_TRUE(read.fills_known());
    EXPECT_EQ(read.command_id(), "c-1");
    EXPECT_TRUE(read.command_known());
    EXPECT_LT(read.ByteSizeLong(), LargestFrameBytes - FrameHead::LargestBytes);
}

TEST(OrderFrames, A_snapshot_without_a_position_has_none) {
    OrderSnapshot snapshot;
    EXPECT_FALSE(Read<v1::OrderSnapshot>(snapshot).has_position());
    const PositionReport flat;
    snapshot.position = &flat;
    EXPECT_TRUE(Read<v1::OrderSnapshot>(snapshot).has_position());
}

TEST(OrderFrames, The_button_reaches_libprotobuf) {
    StudySwitch pressed;
    pressed.flatten = true;
    pressed.reason.Assign("the trader pressed the study's kill button");
    const auto read = Read<v1::StudySwitch>(pressed);
    EXPECT_TRUE(read.flatten());
    EXPECT_EQ(read.reason(), "the trader pressed the study's kill button");
}
