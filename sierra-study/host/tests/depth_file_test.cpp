#include "depth_file.h"

#include <gtest/gtest.h>

#include <limits>

#include "file_error.h"
#include "order_book.h"
#include "sample_files.h"

namespace miaia::host::test {
namespace {

std::string ProblemOfDepth(const std::string& path) {
    try {
        const DepthFile file(path);
    } catch (const FileError& error) {
        return error.what();
    }
    return "no problem";
}

TEST(DepthFile, Reads_commands_levels_and_ends_of_batches) {
    const TemporaryFolder folder;
    Write(folder.File("a.depth"),
          DepthBytes({{kStart, DepthCommand::ClearBook, false, 0, 0, 0},
                      {kStart, DepthCommand::AddBid, false, 3, 4810.0f, 22},
                      {kStart, DepthCommand::AddAsk, true, 4, 4810.25f, 28},
                      {kStart + 5, DepthCommand::ModifyAsk, false, 2, 4810.25f, 27}}));
    const DepthFile file(folder.File("a.depth"));
    ASSERT_EQ(file.Size(), 4u);
    EXPECT_EQ(file.Batches(), 1u);
    EXPECT_EQ(file.TailRecords(), 1u);
    EXPECT_EQ(file.At(1).command, DepthCommand::AddBid);
    EXPECT_EQ(file.At(1).orders, 3);
    EXPECT_EQ(file.At(1).price, 4810.0f);
    EXPECT_EQ(file.At(1).lots, 22u);
    EXPECT_FALSE(file.At(1).end_of_batch);
    EXPECT_TRUE(file.At(2).end_of_batch);
    EXPECT_EQ(file.At(3).sierra_us, kStart + 5);
}

TEST(DepthFile, Leaves_out_an_unfinished_last_record_and_says_so) {
    const TemporaryFolder folder;
    auto bytes = DepthBytes({{kStart, DepthCommand::AddBid, true, 3, 4810.0f, 22}, {kStart, DepthCommand::AddBid, true, 3, 4809.0f, 22}});
    bytes.resize(bytes.size() - 1);
    Write(folder.File("a.depth"), bytes);
    const DepthFile file(folder.File("a.depth"));
    EXPECT_EQ(file.Size(), 1u);
    EXPECT_EQ(file.TailBytes(), 23u);
}

TEST(DepthFile, Refuses_what_is_not_one_is_truncated_or_has_another_record_size) {
    const TemporaryFolder folder;
    Write(folder.File("a.depth"), ScidBytes(Tape(2)));
    EXPECT_NE(ProblemOfDepth(folder.File("a.depth")).find("is not a .depth file"), std::string::npos);
    auto bytes = DepthBytes({{kStart, DepthCommand::AddBid, true, 3, 4810.0f, 22}});
    auto cut = bytes;
    cut.resize(40);
    Write(folder.File("a.depth"), cut);
    EXPECT_NE(ProblemOfDepth(folder.File("a.depth")).find("is truncated: 40 bytes, the header alone has 64"), std::string::npos);
    bytes[8] = 32;
    Write(folder.File("a.depth"), bytes);
    EXPECT_NE(ProblemOfDepth(folder.File("a.depth")).find("record size of 32 bytes instead of 24"), std::string::npos);
}

TEST(DepthFile, Refuses_an_unknown_command_and_a_price_that_is_not_a_number) {
    const TemporaryFolder folder;
    Write(folder.File("a.depth"), DepthBytes({{kStart, static_cast<DepthCommand>(9), true, 3, 4810.0f, 22}}));
    EXPECT_NE(ProblemOfDepth(folder.File("a.depth")).find("record 0 has the unknown command 9"), std::string::npos);
    Write(folder.File("a.depth"), DepthBytes({{kStart, DepthCommand::AddBid, true, 3, std::numeric_limits<float>::quiet_NaN(), 22}}));
    EXPECT_NE(ProblemOfDepth(folder.File("a.depth")).find("record 0 has a price that is not a number"), std::string::npos);
}

TEST(OrderBook, Keeps_each_side_sorted_from_the_best_outwards) {
    OrderBook book;
    for (const float price : {4809.75f, 4810.0f, 4809.5f})
        book.Apply({kStart, DepthCommand::AddBid, true, 1, price, 5});
    for (const float price : {4810.5f, 4810.25f})
        book.Apply({kStart, DepthCommand::AddAsk, true, 2, price, 7});
    BookLevel level;
    ASSERT_TRUE(book.BidAt(0, level));
    EXPECT_EQ(level.price, 4810.0f);
    ASSERT_TRUE(book.BidAt(2, level));
    EXPECT_EQ(level.price, 4809.5f);
    ASSERT_TRUE(book.AskAt(0, level));
    EXPECT_EQ(level.price, 4810.25f);
    EXPECT_EQ(level.orders, 2);
    EXPECT_FALSE(book.AskAt(2, level));
    EXPECT_FALSE(book.BidAt(-1, level));
}

TEST(OrderBook, Modifies_deletes_and_clears) {
    OrderBook book;
    book.Apply({kStart, DepthCommand::ModifyBid, true, 1, 4810.0f, 5});  // Files begin in the middle of a day.
    book.Apply({kStart, DepthCommand::ModifyBid, true, 4, 4810.0f, 9});
    book.Apply({kStart, DepthCommand::DeleteAsk, true, 0, 4999.0f, 0});
    BookLevel level;
    ASSERT_TRUE(book.BidAt(0, level));
    EXPECT_EQ(level.lots, 9u);
    EXPECT_EQ(level.orders, 4);
    book.Apply({kStart, DepthCommand::DeleteBid, true, 0, 4810.0f, 0});
    EXPECT_EQ(book.Bids(), 0);
    book.Apply({kStart, DepthCommand::AddAsk, false, 1, 4811.0f, 5});
    book.Apply({kStart, DepthCommand::ClearBook, true, 0, 0, 0});
    EXPECT_EQ(book.Asks(), 0);
}

}  // namespace
}  // namespace miaia::host::test
