#include "MiaIaBook.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

using namespace miaia;

namespace {

struct FakeBook {
    std::vector<RawLevel> bid;
    std::vector<RawLevel> ask;

    uint32_t Levels(bool is_bid) const { return static_cast<uint32_t>((is_bid ? bid : ask).size()); }
    bool At(bool is_bid, uint32_t level, RawLevel& raw) const {
        raw = (is_bid ? bid : ask)[level];
        return true;
    }
};

FakeBook TwoSided(int levels) {
    FakeBook book;
    for (int i = 0; i < levels; ++i) {
        book.bid.push_back({4810.00 - i * 0.25, 22.0 + i, 3});
        book.ask.push_back({4810.25 + i * 0.25, 28.0 + i, 4});
    }
    return book;
}

struct BookFixture {
    BookCapture capture;
    TickScale scale;
    RefusalCounts refused;

    BookFixture() { scale.Set(0.25f, 1); }
    BookLook Look(FakeBook book, uint32_t depth = 10) { return capture.Look(book, scale, depth, refused); }
    BookLook LookAndSend(const FakeBook& book) {
        const BookLook look = Look(book);
        if (look == BookLook::Changed)
            capture.MarkSent();
        return look;
    }
};

}  // namespace

TEST(Book, Is_sent_once_and_then_counted_until_it_changes) {
    BookFixture f;
    EXPECT_EQ(f.LookAndSend(TwoSided(10)), BookLook::Changed);
    EXPECT_EQ(f.LookAndSend(TwoSided(10)), BookLook::Unchanged);
    EXPECT_EQ(f.LookAndSend(TwoSided(10)), BookLook::Unchanged);
    FakeBook changed = TwoSided(10);
    changed.ask[9].orders = 5;
    EXPECT_EQ(f.Look(changed), BookLook::Changed);
    EXPECT_EQ(f.capture.Stamp(7).unchanged_calls, 2u);
}

TEST(Book, A_snapshot_that_did_not_go_out_is_tried_again) {
    BookFixture f;
    EXPECT_EQ(f.Look(TwoSided(10)), BookLook::Changed);
    EXPECT_EQ(f.Look(TwoSided(10)), BookLook::Changed);
}

TEST(Book, Holds_ten_levels_at_most_and_fewer_when_asked) {
    BookFixture f;
    f.Look(TwoSided(15));
    EXPECT_EQ(f.capture.Stamp(0).bid.levels, 10u);
    f.Look(TwoSided(15), 3);
    EXPECT_EQ(f.capture.Stamp(0).ask.levels, 3u);
    EXPECT_EQ(f.capture.Stamp(0).bid.price_ticks[2], 19238);
}

TEST(Book, Ends_at_the_first_level_that_sierra_left_empty) {
    BookFixture f;
    FakeBook book = TwoSided(5);
    book.bid[3].price = 0;
    book.ask[2].lots = 0;
    EXPECT_EQ(f.Look(book), BookLook::Changed);
    EXPECT_EQ(f.capture.Stamp(0).bid.levels, 3u);
    EXPECT_EQ(f.capture.Stamp(0).ask.levels, 2u);
}

TEST(Book, A_chart_without_a_book_says_nothing_but_a_book_that_vanishes_is_news) {
    BookFixture f;
    EXPECT_EQ(f.LookAndSend(FakeBook()), BookLook::Unchanged);
    f.LookAndSend(TwoSided(2));
    EXPECT_EQ(f.LookAndSend(FakeBook()), BookLook::Changed);
}

TEST(Book, With_a_bad_level_is_refused_whole_and_counted_by_reason) {
    struct Case {
        double price, lots;
        Refusal why;
    };
    const Case cases[] = {{std::nan(""), 1, Refusal::NotANumber}, {-1, 1, Refusal::NotPositive},
                          {4809.9, 1, Refusal::OffTick},          {4809.75, std::nan(""), Refusal::NotANumber},
                          {4809.75, -3, Refusal::ZeroVolume},     {4809.75, 1e12, Refusal::VolumeTooLarge},
                          {4810.00, 1, Refusal::BookOutOfOrder},  {4811, 1, Refusal::BookOutOfOrder}};
    for (const Case& one : cases) {
        BookFixture f;
        FakeBook book = TwoSided(3);
        book.bid[1].price = one.price;
        book.bid[1].lots = one.lots;
        EXPECT_EQ(f.Look(book), BookLook::Refused) << RefusalName(one.why);
        EXPECT_EQ(f.refused.of[static_cast<size_t>(one.why)], 1u) << RefusalName(one.why);
        EXPECT_EQ(f.refused.Total(), 1u);
    }
}

TEST(Book, A_crossed_book_is_passed_on_because_the_engine_judges_it) {
    BookFixture f;
    FakeBook book = TwoSided(2);
    book.bid[0].price = 4812;
    EXPECT_EQ(f.Look(book), BookLook::Changed);
}

TEST(Book, Applies_the_price_multiplier) {
    BookFixture f;
    f.scale.Set(0.25f, 0.01f);
    FakeBook book = TwoSided(1);
    book.bid[0].price = 481000;
    book.ask[0].price = 481025;
    ASSERT_EQ(f.Look(book), BookLook::Changed);
    EXPECT_EQ(f.capture.Stamp(0).ask.price_ticks[0], 19241);
}
