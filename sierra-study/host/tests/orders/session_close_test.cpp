// The end of the exchange's day, against dates whose offset from UTC is known.
#include "session_close.h"

#include "trading_fixture.h"

namespace miaia::host::test {
namespace {

int64_t Utc(int year, int month, int day, int hour, int minute = 0) {
    return SCDateTime(year, month, day, hour, minute, 0).ToUNIXTimeInMicroseconds();
}

TEST(SessionClose, Is_17_00_in_New_York_in_summer_and_in_winter) {
    EXPECT_EQ(NextCloseUnixUs(Utc(2024, 1, 2, 15)), Utc(2024, 1, 2, 22));
    EXPECT_EQ(NextCloseUnixUs(Utc(2024, 7, 2, 15)), Utc(2024, 7, 2, 21));
    EXPECT_EQ(NextCloseUnixUs(Utc(2024, 1, 2, 22)), Utc(2024, 1, 3, 22)) << "at the close the next one is meant";
    EXPECT_EQ(NextCloseUnixUs(Utc(2023, 12, 31, 23)), Utc(2024, 1, 1, 22));
}

TEST(SessionClose, Moves_with_the_United_States_and_not_with_Europe) {
    EXPECT_EQ(NextCloseUnixUs(Utc(2024, 3, 9, 12)), Utc(2024, 3, 9, 22));
    EXPECT_EQ(NextCloseUnixUs(Utc(2024, 3, 10, 12)), Utc(2024, 3, 10, 21)) << "three weeks before Europe";
    EXPECT_EQ(NextCloseUnixUs(Utc(2024, 10, 28, 12)), Utc(2024, 10, 28, 21)) << "Europe has changed already";
    EXPECT_EQ(NextCloseUnixUs(Utc(2024, 11, 3, 12)), Utc(2024, 11, 3, 22));
    EXPECT_EQ(NextCloseUnixUs(Utc(2026, 3, 8, 12)), Utc(2026, 3, 8, 21));
    EXPECT_EQ(NextCloseUnixUs(Utc(2026, 11, 1, 12)), Utc(2026, 11, 1, 22));
}

class DayOrders : public TradingFixture {};

TEST_F(DayOrders, Fault_42_end_by_themselves_at_the_close) {
    // The fixture's day is 2024-01-02, from 15:00 UTC on.
    s_SCNewOrder day = Plain(1, SCT_ORDERTYPE_LIMIT, 19190);
    day.TimeInForce = SCT_TIF_DAY;
    s_SCNewOrder good = Plain(1, SCT_ORDERTYPE_LIMIT, 19189);
    Call(OrderCall::BuyEntry, day);
    call_.multiple_in_same_direction = true;
    Call(OrderCall::BuyEntry, good);
    Pass(7 * 3600000 - 1);
    EXPECT_EQ(Status(day.InternalOrderID), SCT_OSC_OPEN);
    Pass(1);
    EXPECT_EQ(Status(day.InternalOrderID), SCT_OSC_CANCELED);
    EXPECT_EQ(Status(good.InternalOrderID), SCT_OSC_OPEN);
}

}  // namespace
}  // namespace miaia::host::test
