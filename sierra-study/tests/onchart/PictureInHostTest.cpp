// What the study itself puts on a chart of the stand-in: subgraphs, drawings and alerts, and what becomes of them.
#include "PictureInHost.h"

#include "MiaIaInputs.h"
#include "MiaIaInstanceHead.h"

using namespace miaia;
using namespace miaia::tests;

TEST_F(PictureInHost, The_score_is_in_its_region_and_comes_back_after_a_recalculation) {
    v1::EngineFrame of_history = State();
    of_history.mutable_state()->set_observed_unix_us(StartSierraUs - UnixEpochUs + 5 * MinuteUs);
    of_history.mutable_state()->set_score(0.12);
    bridge_.SayAtWelcome(of_history);
    bridge_.SayAtWelcome(State());
    Add();
    EXPECT_EQ(study_->Interface().GraphRegion, 1);
    ASSERT_TRUE(Until([&] { return Value(SubgraphScore, LastBar()) != 0; }));
    for (int turn = 0; turn < 2; ++turn) {
        EXPECT_FLOAT_EQ(Value(SubgraphScore, 9), -0.34f);
        for (int bar = 0; bar < 9; ++bar)
            EXPECT_EQ(Value(SubgraphScore, bar), 0) << bar << ": no score of history is one of a closed bar";
        EXPECT_FLOAT_EQ(Value(SubgraphShortSum, 9), -0.44f);
        EXPECT_FLOAT_EQ(Value(SubgraphCoverage, 9), 0.75f);
        EXPECT_FLOAT_EQ(Value(SubgraphTier, 9), -3);
        EXPECT_FLOAT_EQ(Value(SubgraphLimits, 0), 0.18f) << "over the whole chart";
        EXPECT_FLOAT_EQ(Value(SubgraphLimits + 7, 9), -0.38f);
        study_->Recalculate();
    }
}

TEST_F(PictureInHost, Levels_bands_and_panel_stand_once_and_again_once_after_a_recalculation) {
    bridge_.SayAtWelcome(State());
    bridge_.SayAtWelcome(Walls());
    Add();
    ASSERT_TRUE(Until([&] { return Lines("\"op\":\"add\"", "call wall") == 1 && Lines("\"op\":\"add\"", "VWAP -2") == 1; }));
    for (int i = 0; i < 20; ++i)
        study_->Update();
    for (const char* text : {"call wall", "VWAP +1", "VWAP -1", "VWAP +2", "VWAP -2"})
        EXPECT_EQ(Lines("\"op\":\"add\"", text), 1) << text;
    study_->Recalculate();
    for (int i = 0; i < 20; ++i)
        study_->Update();
    for (const char* text : {"call wall", "VWAP +1", "VWAP -1", "VWAP +2", "VWAP -2"})
        EXPECT_EQ(Lines("\"op\":\"add\"", text), 2) << text;
    EXPECT_EQ(Lines("\"op\":\"add\"") - Lines("\"op\":\"delete\""), 1 + 5 + 2)
        << "the wall, the names of VWAP and bands, two parts of the panel";
    study_->Remove();
    study_.reset();
    EXPECT_EQ(Lines("\"op\":\"add\""), Lines("\"op\":\"delete\"")) << "nothing is left behind";
}

TEST_F(PictureInHost, Another_study_that_erases_every_drawing_takes_them_for_a_second_or_two_only) {
    bridge_.SayAtWelcome(State());
    bridge_.SayAtWelcome(Walls());
    Add();
    const auto parts = [&] { return study_->Drawings().Count(); };
    constexpr size_t All = 1 + 5 + 2;  // the wall, the names of VWAP and bands, two parts of the panel
    ASSERT_TRUE(Until([&] { return parts() == All; })) << parts();
    const_cast<s_sc&>(study_->Interface()).DeleteACSChartDrawing(1, TOOL_DELETE_ALL, 0);
    ASSERT_EQ(parts(), 0u);
    EXPECT_TRUE(Until([&] { return parts() == All; })) << parts();
    for (int i = 0; i < 20; ++i)
        study_->Update();
    EXPECT_EQ(parts(), All);
}

/// As a damaged engine might: Sierra counts on from a time, and what overflows there is a drawing at another one.
TEST_F(PictureInHost, Times_and_prices_that_cannot_be_stand_at_the_edge_and_go_with_the_study) {
    uint64_t id = 0;
    for (const int64_t unix_us : {INT64_MIN, INT64_MIN + 1, int64_t{0}, INT64_MAX - 1, INT64_MAX})
        for (const int32_t ticks : {INT32_MIN, INT32_MAX}) {
            v1::EngineFrame frame;
            v1::Signal& signal = *frame.mutable_signal();
            signal.set_id(++id);
            signal.set_event(v1::SIGNAL_EVENT_BORN);
            signal.set_direction(v1::DIRECTION_LONG);
            signal.set_tier(v1::TIER_PREMIUM);
            signal.set_reference_price_ticks(ticks);
            signal.set_stop_price_ticks(ticks);
            signal.set_target_price_ticks(ticks);
            signal.set_born_unix_us(unix_us);
            signal.set_observed_unix_us(unix_us);
            bridge_.SayAtWelcome(frame);
            v1::EngineFrame state = State();
            state.mutable_state()->set_observed_unix_us(unix_us);
            bridge_.SayAtWelcome(state);
        }
    Add();
    ASSERT_TRUE(Until([&] { return Lines("\"op\":\"add\"", "marker") == 10; }));
    const int64_t latest_us = 4102444800000000 + UnixEpochUs;
    for (const auto& [line, drawing] : study_->Drawings().All())
        if (drawing.DrawingType == DRAWING_MARKER) {
            EXPECT_GE(drawing.BeginDateTime.AsMicrosecondsSinceBaseDate(), UnixEpochUs);
            EXPECT_LE(drawing.BeginDateTime.AsMicrosecondsSinceBaseDate(), latest_us);
        }
    study_->Recalculate();
    study_->Remove();
    study_.reset();
    EXPECT_EQ(Lines("\"op\":\"add\""), Lines("\"op\":\"delete\"")) << "nothing is left behind";
}

TEST_F(PictureInHost, Switches_leave_out_what_they_name) {
    bridge_.SayAtWelcome(State());
    bridge_.SayAtWelcome(Walls());
    Add({{"Show gamma levels", "no"}, {"Show VWAP", "no"}, {"Show status panel", "no"}});
    ASSERT_TRUE(Until([&] { return Value(SubgraphScore, LastBar()) != 0; }));
    EXPECT_EQ(Lines("\"op\":\"add\""), 0) << out_.str();
}

TEST_F(PictureInHost, A_signal_rings_with_the_number_of_its_tier) {
    v1::EngineFrame frame;
    frame.mutable_signal()->set_id(7);
    frame.mutable_signal()->set_event(v1::SIGNAL_EVENT_BORN);
    frame.mutable_signal()->set_direction(v1::DIRECTION_LONG);
    frame.mutable_signal()->set_tier(v1::TIER_PREMIUM);
    frame.mutable_signal()->set_reference_price_ticks(19240);
    frame.mutable_signal()->set_born_unix_us(StartSierraUs - UnixEpochUs + 9 * MinuteUs);
    frame.mutable_signal()->set_observed_unix_us(StartSierraUs - UnixEpochUs + 9 * MinuteUs);
    bridge_.SayAtWelcome(frame);
    Add({{"Alert sound: PREMIUM", "17"}});
    ASSERT_TRUE(Until([&] { return Lines("\"type\":\"alert\"") != 0; }));
    for (int i = 0; i < 50; ++i)
        study_->Update();
    EXPECT_EQ(Lines("\"type\":\"alert\"", "\"number\":17"), 1);
    EXPECT_EQ(Lines("\"type\":\"alert\""), 1);
    EXPECT_EQ(Lines("\"type\":\"alert\"", "PREMIUM LONG 0.00 at 4810.00"), 1);
}

TEST_F(PictureInHost, The_inputs_have_an_order_and_speak_French_when_they_are_asked_to) {
    Add();
    const s_sc& sc = study_->Interface();
    std::map<int, std::string> ordered;
    ForEachInput(Language::English, [&](int number, const InputRow&, const char* name, const char*) {
        EXPECT_STREQ(sc.Input[number].Name.GetChars(), name);
        EXPECT_TRUE(ordered.emplace(sc.Input[number].DisplayOrder, name).second) << name;
    });
    EXPECT_EQ(ordered.begin()->second, "Language of these inputs");
    study_->SetInput("Mode", "Sim");
    study_->SetInput("Language", "Francais");
    study_->Recalculate();
    EXPECT_STREQ(sc.Input[InputPanel].Name.GetChars(), "Afficher le panneau d'etat");
    EXPECT_STREQ(sc.Subgraph[SubgraphZero].Name.GetChars(), "Ligne zero");
    EXPECT_EQ(sc.Input[InputMode].GetIndex(), 1u) << "what was chosen stays chosen";
    study_->SetInput("Langue", "English");
    study_->Recalculate();
    EXPECT_STREQ(sc.Input[InputPanel].Name.GetChars(), "Show status panel");
}

TEST_F(PictureInHost, A_subgraph_of_a_study_becomes_a_pattern_when_its_bar_closes) {
    bridge_.SayAtWelcome(State());
    Add({{"Pattern 2: study and subgraph", "1:0"}, {"Pattern 2: name", "own_score"}, {"Pattern 2: full strength at", "0.68"}});
    ASSERT_TRUE(Until([&] { return Value(SubgraphScore, LastBar()) != 0; }));
    Trade(10 * MinuteUs);
    const auto patterns = [&] { return bridge_.Epochs().back().patterns; };
    ASSERT_TRUE(Until([&] { return !patterns().empty(); }));
    EXPECT_EQ(patterns().size(), 1u);
    EXPECT_EQ(patterns()[0].name(), "own_score");
    EXPECT_EQ(patterns()[0].direction(), v1::DIRECTION_SHORT);
    EXPECT_NEAR(patterns()[0].strength(), 0.5, 1e-6);
}

TEST_F(PictureInHost, What_Sierra_says_was_stacked_and_pulled_is_asked_for_and_sent_when_a_bar_closes) {
    settings_.stacked_bid_lots = 120;
    settings_.stacked_ask_lots = -35;
    bridge_.SayAtWelcome(State());
    Add();
    ASSERT_TRUE(Until([&] { return Value(SubgraphScore, LastBar()) != 0; }));
    Trade(10 * MinuteUs);
    const auto values = [&] { return bridge_.Epochs().back().values; };
    ASSERT_TRUE(Until([&] { return !values().empty(); }));
    ASSERT_EQ(values()[0].name_size(), 2);
    EXPECT_EQ(values()[0].name(0), "sierra_stacked_bid");
    EXPECT_DOUBLE_EQ(values()[0].value(0), 120);
    EXPECT_EQ(values()[0].name(1), "sierra_stacked_ask");
    EXPECT_DOUBLE_EQ(values()[0].value(1), -35);
    EXPECT_TRUE(bridge_.Epochs().back().patterns.empty()) << "a value counts for nothing";
}

/// A study's library that was built anew: Sierra's memory and the drawings are those of the build before, which alone knows them.
TEST_F(PictureInHost, What_another_build_of_the_study_has_drawn_does_not_stay) {
    bridge_.SayAtWelcome(State());
    bridge_.SayAtWelcome(Walls());
    Add();
    constexpr size_t All = 1 + 5 + 2;  // the wall, the names of VWAP and bands, two parts of the panel
    ASSERT_TRUE(Until([&] { return study_->Drawings().Count() == All; })) << study_->Drawings().Count();
    s_sc& sc = const_cast<s_sc&>(study_->Interface());
    s_UseTool of_the_user;
    of_the_user.DrawingType = DRAWING_TEXT;
    of_the_user.AddAsUserDrawnDrawing = 1;
    sc.UseTool(of_the_user);
    static_cast<InstanceHead*>(sc.GetPersistentPointer(1))->build ^= 1;
    study_->Update();
    EXPECT_EQ(Lines("the state of another build of this study was found"), 1);
    // The bridge of this test serves the connection of before: nothing but the panel can be drawn anew.
    ASSERT_TRUE(Until([&] { return study_->Drawings().Count() == 1 + 2; })) << study_->Drawings().Count();
    EXPECT_TRUE(study_->Drawings().Exists(of_the_user.LineNumber)) << "what the trader has drawn is not ours";
    for (const char* text : {"call wall", "VWAP +1", "VWAP -2"})
        EXPECT_EQ(Lines("\"op\":\"delete\"", text), 1) << text;
}

TEST_F(PictureInHost, The_study_asks_Sierra_for_what_it_needs) {
    Add();
    const s_sc& sc = study_->Interface();
    EXPECT_EQ(sc.AutoLoop, 0) << "one call for all bars";
    EXPECT_EQ(sc.UpdateAlways, 1) << "called at each interval, also in a quiet market";
    EXPECT_EQ(sc.UsesMarketDepthData, 1);
    EXPECT_EQ(sc.MaintainTradeStatisticsAndTradesData, 1) << "without it there is no list of fills";
    EXPECT_EQ(sc.CalculationPrecedence, LOW_PREC_LEVEL) << "behind the studies that it reads";
}

TEST_F(PictureInHost, What_it_greets_with_is_what_Sierra_and_the_trader_say) {
    settings_.update_interval_ms = 37;
    settings_.account = "Sim1";
    settings_.tick_value_usd = 0.5;
    trading_.Switches().simulation = true;
    Add({{"Book depth", "4"}, {"Instrument, where", "mnq"}, {"Mode", "Sim"}});
    ASSERT_TRUE(Until([&] { return !bridge_.Epochs().empty(); }));
    const v1::Hello hello = bridge_.Epochs().back().hello;
    EXPECT_EQ(hello.chart_update_interval_ms(), 37u);
    EXPECT_EQ(hello.account(), "Sim1");
    EXPECT_EQ(hello.tick_value_usd(), 0.5);
    EXPECT_EQ(hello.book_depth_levels(), 4u);
    EXPECT_EQ(hello.instrument(), "MNQ");
    EXPECT_EQ(hello.contract(), "ESH24_FUT_CME");
    EXPECT_EQ(hello.mode(), v1::TRADING_MODE_SIM);
    EXPECT_TRUE(hello.trade_simulation_on());
    EXPECT_EQ(hello.replay(), v1::REPLAY_STATE_STOPPED);
}

TEST_F(PictureInHost, What_the_trader_sets_for_orders_arrives) {
    settings_.account = "A1";
    trading_.Switches().simulation = false;
    const auto says = [&](const char* text) {
        for (const auto& [line, drawing] : study_->Drawings().All())
            if (std::string(drawing.Text.GetChars()).find(text) != std::string::npos)
                return true;
        return false;
    };
    Add({{"Mode", "Live"}, {"I confirm live trading", "A2"}, {"Position ceiling", "5"}});
    EXPECT_TRUE(Until([&] { return says("no orders: account_not_confirmed"); }));
    EXPECT_EQ(Lines("mode LIVE, account 'A1', 5 contract(s) at most"), 1);
    EXPECT_FALSE(says("KILLED"));
    study_->SetInput("I confirm live trading", "A1");
    study_->SetInput("Kill button", "yes");
    study_->Recalculate();
    EXPECT_TRUE(Until([&] { return says("KILLED by the study's button") && !says("account_not_confirmed"); }));
    trading_.Switches().auto_trading = trading_.Switches().auto_trading_chart = true;
    EXPECT_TRUE(Until([&] { return !says("no orders"); }));
    trading_.Switches().connected = false;
    EXPECT_TRUE(Until([&] { return says("no orders: server_disconnected"); }));
    study_->SetDownloading(true);
    EXPECT_TRUE(Until([&] { return says("no orders: downloading"); }));
}

TEST_F(PictureInHost, The_program_that_the_trader_names_is_started_where_nobody_answers) {
    study_ = std::make_unique<host::StudyInstance>(library_.Function(), settings_, market_, trading_, report_, nullptr);
    // A port at which nobody listens.
    study_->SetInput("Bridge endpoint", "tcp://127.0.0.1:1");
    study_->SetInput("Start the bridge", "/there/is/no/bridge");
    study_->Recalculate();
    EXPECT_TRUE(Until([&] { return Lines("tcp://127.0.0.1:1, and /there/is/no/bridge could not be started") == 1; }));
}

/// As where another library has left something under the study's key.
TEST_F(PictureInHost, A_fault_inside_the_study_is_logged_and_does_not_reach_Sierra) {
    Add();
    s_sc& sc = const_cast<s_sc&>(study_->Interface());
    void* const given_by_sierra = sc.GetPersistentPointer(1);
    InstanceHead never_given;
    never_given.build = 1;
    sc.GetPersistentPointer(1) = &never_given;
    EXPECT_NO_THROW(study_->Update());
    EXPECT_EQ(Lines("the study freed memory that Sierra did not give it"), 1);
    EXPECT_TRUE(Until([&] { return study_->Drawings().Count() == 2; })) << "it goes on: the panel stands there anew";
    sc.FreeMemory(given_by_sierra);
}
