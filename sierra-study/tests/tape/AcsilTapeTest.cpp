// Sierra's time-and-sales ring as the ACSIL side of the study sees it, over the stand-in's header.
#include "sierrachart.h"

#include "MiaIaAcsil.h"

#include <gtest/gtest.h>

#include <vector>

using namespace miaia;

namespace {

constexpr int Capacity = 50;

/// A full ring whose oldest record lies at seam; Sequence counts from 1, and the price tells it again.
struct FullRing {
    std::vector<s_TimeAndSales> records = std::vector<s_TimeAndSales>(Capacity);
    c_SCTimeAndSalesArray view;

    explicit FullRing(int seam) {
        for (int i = 0; i < Capacity; ++i) {
            s_TimeAndSales& record = records[static_cast<size_t>((seam + i) % Capacity)];
            record.Sequence = static_cast<uint32_t>(i + 1);
            record.Price = static_cast<float>(i + 1);
        }
        view.InternalSetRing(records.data(), Capacity, seam, true);
    }
};

}  // namespace

TEST(AcsilTape, Stretches_hold_every_record_once_and_end_at_the_seam_only) {
    for (int seam = 0; seam < Capacity; ++seam) {
        const FullRing ring(seam);
        const AcsilTape tape(ring.view);
        for (int first = 0; first < Capacity; ++first) {
            for (int end = first + 1; end <= Capacity; ++end) {
                int stretches = 0;
                for (int index = first; index < end; ++stretches) {
                    const AcsilTape::Stretch stretch = tape.StretchFrom(index, end);
                    ASSERT_GT(stretch.Count(), 0);
                    for (int i = 0; i < stretch.Count(); ++i, ++index) {
                        ASSERT_EQ(stretch.At(i).sequence, static_cast<uint32_t>(index + 1)) << "seam " << seam;
                        ASSERT_EQ(stretch.At(i).price, index + 1) << "seam " << seam;
                    }
                    ASSERT_LE(index, end);
                }
                const bool holds_seam = first < Capacity - seam && end > Capacity - seam;
                ASSERT_EQ(stretches, holds_seam ? 2 : 1) << "seam " << seam << ", " << first << " to " << end;
            }
        }
    }
}

namespace {

struct InterfaceThatKnows {
    int asked = 0;
    int IsDataExportAllowed() {
        ++asked;
        return 1;
    }
};
struct InterfaceThatDoesNot {};

/// As Sierra's: pointers to functions.
struct InterfaceThatStacks {
    static inline int told = 0;
    double bid = 0;
    double ask = 0;
    int (*SetUseMarketDepthPullingStackingData)(int) = [](int value) { return told += value; };
    double GetBidMarketDepthStackPullSum() const { return bid; }
    double GetAskMarketDepthStackPullSum() const { return ask; }
};

}  // namespace

TEST(AcsilDataExport, Is_asked_only_of_a_Sierra_that_is_no_older_than_the_headers) {
    InterfaceThatKnows newer;
    EXPECT_EQ(AskDataExport(newer, SC_DLL_VERSION, 0), 1);
    EXPECT_EQ(AskDataExport(newer, SC_DLL_VERSION + 100, 0), 1);
    EXPECT_EQ(newer.asked, 2);
    EXPECT_EQ(AskDataExport(newer, SC_DLL_VERSION - 1, 0), -1);
    EXPECT_EQ(newer.asked, 2) << "the answer would be read from behind the end of an older Sierra's structure";
    InterfaceThatDoesNot older;
    EXPECT_EQ(AskDataExport(older, SC_DLL_VERSION, 0), -1);
}

TEST(AcsilStackedAndPulled, Is_asked_for_where_it_is_offered_and_none_is_not_zero) {
    InterfaceThatStacks sierra;
    KeepStackedAndPulled(sierra, SC_DLL_VERSION - 1, 0);
    EXPECT_EQ(InterfaceThatStacks::told, 0) << "the call would be read from behind the end of an older Sierra's structure";
    KeepStackedAndPulled(sierra, SC_DLL_VERSION, 0);
    EXPECT_EQ(InterfaceThatStacks::told, 1);
    double bid = 0;
    double ask = 0;
    EXPECT_FALSE(AskStackedAndPulled(sierra, bid, ask, 0)) << "Sierra keeps none";
    sierra.bid = 40;
    sierra.ask = -15;
    ASSERT_TRUE(AskStackedAndPulled(sierra, bid, ask, 0));
    EXPECT_DOUBLE_EQ(bid, 40);
    EXPECT_DOUBLE_EQ(ask, -15);
    sierra.ask = NAN;
    EXPECT_FALSE(AskStackedAndPulled(sierra, bid, ask, 0));
    InterfaceThatDoesNot older;
    KeepStackedAndPulled(older, SC_DLL_VERSION, 0);
    EXPECT_FALSE(AskStackedAndPulled(older, bid, ask, 0));
}
