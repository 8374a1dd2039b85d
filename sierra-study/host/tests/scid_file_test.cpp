#include "scid_file.h"

#include <gtest/gtest.h>

#include "file_error.h"
#include "sample_files.h"

namespace miaia::host::test {
namespace {

std::string ProblemOfScid(const std::string& path) {
    try {
        const ScidFile file(path);
    } catch (const FileError& error) {
        return error.what();
    }
    return "no problem";
}

TEST(ScidFile, Reads_price_quote_volume_side_and_group_of_each_trade) {
    const TemporaryFolder folder;
    Write(folder.File("ESH24_FUT_CME.scid"),
          ScidBytes({{kStart, 4810.25f, 3, Side::Ask, Group::First},
                     {kStart + 1, 4810.0f, 2, Side::Bid, Group::Last},
                     {kStart + 2, 4809.75f, 1, Side::Ask, Group::None}}));
    const ScidFile file(folder.File("ESH24_FUT_CME.scid"));
    ASSERT_EQ(file.Size(), 3u);
    EXPECT_EQ(file.At(0).sierra_us, kStart);
    EXPECT_EQ(file.At(0).price, 4810.25f);
    EXPECT_EQ(file.At(0).bid, 4810.0f);
    EXPECT_EQ(file.At(0).ask, 4810.25f);
    EXPECT_EQ(file.At(0).volume_lots, 3u);
    EXPECT_EQ(file.At(0).side, Side::Ask);
    EXPECT_EQ(file.At(0).group, Group::First);
    EXPECT_EQ(file.At(1).side, Side::Bid);
    EXPECT_EQ(file.At(1).ask, 4810.25f);
    EXPECT_EQ(file.At(1).group, Group::Last);
    EXPECT_EQ(file.At(2).group, Group::None);
    EXPECT_EQ(file.TailBytes(), 0u);
}

TEST(ScidFile, Takes_a_record_without_volume_as_a_quote) {
    const TemporaryFolder folder;
    Write(folder.File("a.scid"), ScidBytes({{kStart, 4810.25f, 0, Side::None, Group::None}}));
    EXPECT_EQ(ScidFile(folder.File("a.scid")).At(0).side, Side::None);
}

TEST(ScidFile, Leaves_out_an_unfinished_last_record_and_says_so) {
    const TemporaryFolder folder;
    auto bytes = ScidBytes(Tape(5));
    bytes.resize(bytes.size() - 17);
    Write(folder.File("a.scid"), bytes);
    const ScidFile file(folder.File("a.scid"));
    EXPECT_EQ(file.Size(), 4u);
    EXPECT_EQ(file.TailBytes(), 23u);
}

TEST(ScidFile, Reads_a_file_without_trades) {
    const TemporaryFolder folder;
    Write(folder.File("a.scid"), ScidBytes({}));
    EXPECT_EQ(ScidFile(folder.File("a.scid")).Size(), 0u);
}

TEST(ScidFile, Refuses_a_file_that_is_not_one) {
    const TemporaryFolder folder;
    WriteText(folder.File("a.scid"), "Date, Time, Open, High, Low, Last\n2024-01-02, ...");
    EXPECT_EQ(ProblemOfScid(folder.File("a.scid")), folder.File("a.scid") + ": is not a .scid file: it does not begin with \"SCID\"");
    WriteText(folder.File("b.scid"), "");
    EXPECT_NE(ProblemOfScid(folder.File("b.scid")).find("is not a .scid file"), std::string::npos);
}

TEST(ScidFile, Refuses_a_truncated_header) {
    const TemporaryFolder folder;
    auto bytes = ScidBytes({});
    bytes.resize(30);
    Write(folder.File("a.scid"), bytes);
    EXPECT_EQ(ProblemOfScid(folder.File("a.scid")), folder.File("a.scid") + ": is truncated: 30 bytes, the header alone has 56");
}

TEST(ScidFile, Refuses_another_record_or_header_size) {
    const TemporaryFolder folder;
    auto bytes = ScidBytes(Tape(2));
    bytes[8] = 44;
    Write(folder.File("a.scid"), bytes);
    EXPECT_NE(ProblemOfScid(folder.File("a.scid")).find("record size of 44 bytes instead of 40"), std::string::npos);
    bytes[8] = 40;
    bytes[4] = 64;
    Write(folder.File("a.scid"), bytes);
    EXPECT_NE(ProblemOfScid(folder.File("a.scid")).find("header size of 64 bytes instead of 56"), std::string::npos);
}

TEST(ScidFile, Refuses_bars_because_they_are_not_trades) {
    const TemporaryFolder folder;
    auto bytes = ScidBytes(Tape(3));
    const float open = 4800.0f;
    std::copy_n(reinterpret_cast<const unsigned char*>(&open), 4, bytes.begin() + 56 + 40 + 8);
    Write(folder.File("a.scid"), bytes);
    EXPECT_NE(ProblemOfScid(folder.File("a.scid")).find("record 1 is a bar (its open is 4800"), std::string::npos);
}

TEST(ScidFile, Names_a_file_that_is_missing) {
    EXPECT_EQ(ProblemOfScid("/nowhere/x.scid").find("/nowhere/x.scid: cannot be opened"), 0u);
}

}  // namespace
}  // namespace miaia::host::test
