// The types of the study interface that a study computes with.
#include <gtest/gtest.h>

#include "sierrachart.h"

namespace {

TEST(SCDateTime, Counts_microseconds_since_1899_12_30) {
    // 2023-12-25 23:00:00 UTC: 1,703,545,200 s of Unix time, day 45285 of Sierra's calendar.
    const SCDateTime time(2023, 12, 25, 23, 0, 0);
    EXPECT_EQ(time.ToUNIXTimeInMicroseconds(), 1703545200000000);
    EXPECT_EQ(time.AsMicrosecondsSinceBaseDate(), 1703545200000000 + 2209161600000000);
    EXPECT_EQ(time.GetDate(), 45285);
    EXPECT_EQ(time.GetTimeInSeconds(), 23 * 3600);
    EXPECT_EQ(time, SCDateTime(45285, 23 * 3600));
    EXPECT_EQ(SCDateTime(1899, 12, 30, 0, 0, 0).AsMicrosecondsSinceBaseDate(), 0);
    EXPECT_EQ(SCDateTime(2000, 2, 29, 0, 0, 0).GetDate() + 1, SCDateTime(2000, 3, 1, 0, 0, 0).GetDate());
}

TEST(SCDateTime, Converts_from_and_to_unix_time_and_days) {
    SCDateTime time;
    EXPECT_TRUE(time.IsUnset());
    time.SetFromUNIXTimeMicroseconds(1703545200123456);
    EXPECT_EQ(time.ToUNIXTimeInMicroseconds(), 1703545200123456);
    EXPECT_EQ(time.ToUNIXTimeInMilliseconds(), 1703545200123);
    EXPECT_EQ(time.GetMillisecond(), 123);
    EXPECT_EQ(time.GetMicrosecond(), 123456);
    EXPECT_EQ(SCDateTime(1.5).AsSecondsSinceBaseDate(), 129600);
    EXPECT_EQ((time + SCDateTime::MINUTES(2) - SCDateTime::SECONDS(120)), time);
}

TEST(SCString, Formats_compares_and_cuts) {
    SCString text;
    text.Format("%s-%d", "ES", 24).AppendFormat("/%.2f", 0.25);
    EXPECT_STREQ(text.GetChars(), "ES-24/0.25");
    EXPECT_TRUE(text == "ES-24/0.25");
    EXPECT_EQ(text.CompareNoCase("es-24/0.25"), 0);
    EXPECT_EQ(text.CompareNoCase("es-99", 3), 0);
    EXPECT_EQ(text.IndexOf('/'), 5);
    EXPECT_EQ(text.IndexOf('?'), -1);
    EXPECT_STREQ(text.Left(2).GetChars(), "ES");
    EXPECT_STREQ(text.GetSubString(2, 3).GetChars(), "24");
    text = static_cast<const char*>(nullptr);
    EXPECT_TRUE(text.IsEmpty());
}

TEST(Colors, Are_stored_as_blue_green_red) {
    EXPECT_EQ(COLOR_RED, 0x0000FF);
    EXPECT_EQ(COLOR_BLUE, 0xFF0000);
    EXPECT_EQ(RGB_COLOR(1, 2, 3), 0x030201u);
}

}  // namespace
