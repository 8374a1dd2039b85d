#include <gtest/gtest.h>

#include "intraday_reader.h"
#include "sample_files.h"

namespace miaia::host::test {
namespace {

ScidTrade TradeAt(int64_t us, Side side, Group group = Group::None) {
    ScidTrade trade;
    trade.sierra_us = us;
    trade.price = 4800.25f;
    trade.bid = 4800.0f;
    trade.ask = 4800.25f;
    trade.volume_lots = 3;
    trade.trades = 1;
    trade.side = side;
    trade.group = group;
    return trade;
}

TEST(IntradayRecords, Are_found_by_the_bar_that_they_went_into) {
    IntradayRecords records;
    records.Add(-1, TradeAt(1, Side::None));  // a quote before the first bar
    records.Add(0, TradeAt(10, Side::Ask, Group::First));
    records.Add(0, TradeAt(11, Side::None));
    records.Add(2, TradeAt(20, Side::Bid, Group::Last));
    s_IntradayRecord record;
    ASSERT_TRUE(records.At(0, 0, record));
    EXPECT_EQ(record.DateTime.AsMicrosecondsSinceBaseDate(), 10);
    EXPECT_EQ(record.Open, -1.99900095e+37f);
    EXPECT_EQ(record.High, 4800.25f);
    EXPECT_EQ(record.Low, 4800.0f);
    EXPECT_EQ(record.Close, 4800.25f);
    EXPECT_EQ(record.AskVolume, 3u);
    EXPECT_EQ(record.BidVolume, 0u);
    ASSERT_TRUE(records.At(0, 1, record));
    EXPECT_TRUE(record.IsBidAskUpdateOnly());
    EXPECT_FALSE(records.At(0, 2, record)) << "the next bar begins there";
    EXPECT_FALSE(records.At(1, 0, record)) << "a bar without records";
    ASSERT_TRUE(records.At(2, 0, record));
    EXPECT_EQ(record.BidVolume, 3u);
    EXPECT_EQ(record.Open, -1.99900197e+37f);
    EXPECT_FALSE(records.At(2, 1, record));
    EXPECT_FALSE(records.At(3, 0, record));
    EXPECT_FALSE(records.At(-1, -1, record));
    records.Clear();
    EXPECT_FALSE(records.At(0, 0, record));
}

TEST(IntradayReader, Holds_a_study_to_the_lock) {
    IntradayRecords records;
    records.Add(0, TradeAt(10, Side::Ask));
    s_IntradayRecord record;
    IntradayReader reader;
    EXPECT_THROW(reader.Read(records, 0, 0, record, IFLA_NO_CHANGE), StudyFault) << "no lock";
    EXPECT_EQ(reader.Read(records, 0, 0, record, IFLA_LOCK_READ_HOLD), 1);
    EXPECT_EQ(reader.Read(records, 0, 1, record, IFLA_NO_CHANGE), 0);
    EXPECT_THROW(reader.Read(records, 0, 0, record, IFLA_LOCK_READ_HOLD), StudyFault) << "twice";
    EXPECT_THROW(reader.EndCall(), StudyFault) << "kept";
    EXPECT_EQ(reader.Read(records, -1, -1, record, IFLA_RELEASE_AFTER_READ), 0);
    reader.EndCall();
    EXPECT_EQ(reader.Read(records, 0, 0, record, IFLA_LOCK_READ_RELEASE), 1);
    reader.EndCall();
}

}  // namespace
}  // namespace miaia::host::test
