#include "price_multiplier.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "file_error.h"
#include "sample_files.h"

namespace miaia::host::test {
namespace {

double Chosen(float price, const std::string& symbol, const std::string& setting) {
    const TemporaryFolder folder;
    Write(folder.File("a.scid"), ScidBytes({{kStart, 0.0f, 1, Side::Ask}, {kStart, price, 1, Side::Ask}, {kStart, price, 1, Side::Bid}}));
    return ChoosePriceMultiplier(ScidFile(folder.File("a.scid")), symbol, setting);
}

TEST(PriceMultiplier, Finds_the_instrument_of_a_symbol) {
    EXPECT_EQ(InstrumentOf("ESH24_FUT_CME"), "ES");
    EXPECT_EQ(InstrumentOf("MESU23_FUT_CME"), "MES");
    EXPECT_EQ(InstrumentOf("MNQZ26"), "MNQ");
    EXPECT_EQ(InstrumentOf("SYNTHETIC-ESZ26_FUT_CME"), "ES");
    EXPECT_EQ(InstrumentOf("test"), "");
}

TEST(PriceMultiplier, Auto_takes_points_and_hundredths_of_points) {
    EXPECT_EQ(Chosen(4810.25f, "ESH24_FUT_CME", "auto"), 1.0);
    EXPECT_EQ(Chosen(481025.0f, "ESH24_FUT_CME", "auto"), 0.01);
    EXPECT_EQ(Chosen(1690000.0f, "NQH24_FUT_CME", "auto"), 0.01);
}

TEST(PriceMultiplier, Refuses_prices_that_no_factor_makes_plausible) {
    try {
        Chosen(48102500.0f, "ESH24_FUT_CME", "auto");
        FAIL() << "accepted";
    } catch (const FileError& error) {
        EXPECT_NE(std::string(error.what()).find("prices around 48102500 are implausible for ES (400 to 20000 points)"), std::string::npos);
    }
}

TEST(PriceMultiplier, Holds_a_given_factor_against_the_plausible_range) {
    EXPECT_EQ(Chosen(4810.25f, "ESH24_FUT_CME", "1"), 1.0);
    EXPECT_THROW(Chosen(4810.25f, "ESH24_FUT_CME", "0.01"), FileError);
    EXPECT_EQ(Chosen(4810.25f, "unknown", "0.01"), 0.01);
}

TEST(PriceMultiplier, Refuses_a_setting_that_is_no_positive_number) {
    for (const char* setting : {"", "x", "1x", "0", "-1", "nan", "inf"})
        EXPECT_THROW(Chosen(4810.25f, "ESH24_FUT_CME", setting), std::invalid_argument) << setting;
}

}  // namespace
}  // namespace miaia::host::test
