// A chart whose symbol is empty for a moment, as while Sierra loads it anew.
#include <map>

#include "PictureInHost.h"

using namespace miaia;
using namespace miaia::tests;

namespace {

class LostSymbol : public PictureInHost {
protected:
    LostSymbol() { settings_.symbol = settings_.trade_symbol = "SYNTHETIC-ESH24_FUT_CME"; }

    /// What the panel's first line begins with.
    std::string Head() const {
        for (const auto& [line, drawing] : study_->Drawings().All())
            if (drawing.DrawingType == DRAWING_STATIONARY_TEXT && std::string(drawing.Text.GetChars()).find("MIA IA") == 0)
                return std::string(drawing.Text.GetChars()).substr(0, 16);
        return "";
    }

    /// What stands there beside the panel, whose ages change.
    std::map<int, std::string> Standing() const {
        std::map<int, std::string> standing;
        for (const auto& [line, drawing] : study_->Drawings().All())
            if (drawing.DrawingType != DRAWING_STATIONARY_TEXT)
                standing[line] = drawing.Text.GetChars();
        return standing;
    }

    uint64_t Heard() { return bridge_.Epochs().empty() ? 0 : bridge_.Epochs().back().live + bridge_.Epochs().back().history; }
};

}  // namespace

TEST_F(LostSymbol, Takes_nothing_while_it_is_away_changes_nothing_on_the_chart_and_goes_on_at_once) {
    bridge_.SayAtWelcome(Walls());
    bridge_.SayAtWelcome(State());
    Add();
    const auto standing = [&] { return !Standing().empty() && Standing().begin()->second.find("SYNTHETIC") == 0; };
    ASSERT_TRUE(Until([&] { return standing() && Heard() >= 10; }));
    const uint64_t before = Heard();
    const auto drawn = Standing();
    study_->SetSymbolIsAway(true);
    for (int trade = 0; trade < 3; ++trade) {
        Trade(9 * MinuteUs + (trade + 1) * 1000000);
        // Longer than a panel keeps what it says.
        for (int call = 0; call < 60; ++call) {
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
            study_->Update();
        }
    }
    EXPECT_EQ(Standing(), drawn);
    EXPECT_EQ(Head(), "MIA IA SYNTHETIC");
    EXPECT_EQ(Heard(), before) << "whose trades they were nobody could tell";
    study_->SetSymbolIsAway(false);
    study_->Update();
    EXPECT_TRUE(Until([&] { return Heard() == before + 3; })) << "none is lost, and none waits for another tape";
    ASSERT_EQ(bridge_.Epochs().size(), 1u);
    EXPECT_EQ(bridge_.Epochs()[0].hello.contract(), "SYNTHETIC-ESH24_FUT_CME");
    EXPECT_EQ(Standing(), drawn);
}

TEST_F(LostSymbol, Reads_no_history_meanwhile_which_would_be_of_a_chart_that_nobody_knows) {
    bridge_.SayAtWelcome(Walls());
    Add();
    study_->SetSymbolIsAway(true);
    ASSERT_TRUE(Until([&] { return !Standing().empty(); })) << "the study is welcome";
    for (int call = 0; call < 40; ++call) {
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
        study_->Update();
    }
    EXPECT_EQ(Heard(), 0u);
    study_->SetSymbolIsAway(false);
    EXPECT_TRUE(Until([&] { return Heard() == 10; }));
    EXPECT_EQ(bridge_.Epochs().size(), 1u);
}
