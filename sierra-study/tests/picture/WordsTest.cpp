// The words on the chart: each has its French, takes the same values in the same order, and is not much wider.
#include "MiaIaWords.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <set>
#include <string>
#include <vector>

#include "InstanceFixture.h"

using namespace miaia;
using namespace miaia::tests;

namespace {

// What a text takes, as printf sees it: "%+.2f", "%s".
std::vector<std::string> ValuesOf(const std::string& text) {
    std::vector<std::string> values;
    for (size_t at = 0; (at = text.find('%', at)) != std::string::npos;) {
        const size_t end = text.find_first_of("diufscx%", at + 1);
        values.push_back(text.substr(at, end - at + 1));
        at = end + 1;
    }
    return values;
}

size_t Characters(const std::string& text) {
    size_t count = 0;
    for (const char c : text)
        count += (static_cast<uint8_t>(c) & 0xC0) != 0x80 ? 1 : 0;
    return count;
}

struct FrenchFixture : InstanceFixture {
    FrenchFixture() {
        chart.view.language = Language::French;
        Attach();
    }

    void Say(const v1::ConfluenceState& state) {
        v1::EngineFrame frame = Frame();
        *frame.mutable_state() = state;
        Link().Push(frame);
        for (int i = 0; i < 30; ++i)
            Call();
    }

    std::string Panel() const {
        std::string text;
        for (const auto& drawing : chart.canvas.on_chart)
            text += drawing.second.tool == DrawTool::Panel ? drawing.second.text + "\n" : "";
        return text;
    }
    bool Has(const std::string& part) const { return Panel().find(part) != std::string::npos; }
};

v1::ConfluenceState AState(const FrenchFixture& f) {
    v1::ConfluenceState state;
    state.set_observed_unix_us(f.chart.facts.market_unix_us);
    state.set_score(-0.21);
    state.set_long_sum(0.1);
    state.set_short_sum(-0.31);
    state.set_coverage(0.85);
    state.set_tier(v1::TIER_WEAK);
    for (const char* name : {"order_flow", "gamma_levels", "vwap_trend_signal", "volume_profile"}) {
        v1::FeatureReading* reading = state.add_reading();
        reading->set_name(name);
        reading->set_valid(name[0] != 'o');
        reading->set_reason("no trade yet");
        reading->set_contribution(0.2);
    }
    return state;
}

}  // namespace

TEST(Words, Each_stands_in_its_place_and_takes_the_same_values_in_both_languages) {
    for (int word = 0; word < static_cast<int>(Word::Count); ++word) {
        const std::string english = Say(Language::English, static_cast<Word>(word));
        const std::string french = Say(Language::French, static_cast<Word>(word));
        EXPECT_FALSE(english.empty() || french.empty()) << word;
        EXPECT_EQ(ValuesOf(english), ValuesOf(french)) << english;
        EXPECT_TRUE(IsUtf8(reinterpret_cast<const uint8_t*>(french.data()), french.size())) << french;
        EXPECT_EQ(english.back() == '\n', french.back() == '\n') << english;
        EXPECT_EQ(english.front() == ' ', french.front() == ' ') << "both follow something, or neither: " << english;
        EXPECT_LE(Characters(french), Characters(english) * 3 / 2 + 4) << french;
        EXPECT_LE(french.size(), 64u) << french;
        for (const std::string& plain : {english, std::string(WithoutAccents<80>(french.c_str()).chars)})
            for (const char c : plain)
                EXPECT_TRUE(static_cast<uint8_t>(c) < 0x80 && c != '?') << plain;
    }
    EXPECT_STREQ(Say(Language::French, Word::AlertNaked), "MIA IA : aucun stop actif pour notre position de ") << "the last of the table";
    EXPECT_STREQ(Say(Language::French, Word::Ages), "âges :");
    EXPECT_STREQ(Say(Language::English, Word::LastRefusal), "%slast refusal %s");
}

TEST(Words, What_takes_nothing_is_said_differently_unless_it_is_the_same_word) {
    const std::set<std::string> same = {"options", "stop"};
    for (const BothTexts& text : Words)
        EXPECT_TRUE(std::string(text.in[0]) != text.in[1] || !ValuesOf(text.in[0]).empty() || same.count(text.in[0]) != 0) << text.in[0];
}

TEST(Words, Each_of_the_engines_stands_there_once_and_its_French_is_not_much_wider) {
    std::set<std::string> known;
    for (const EngineWord& word : EngineWords) {
        const std::string french = word.french;
        EXPECT_TRUE(known.insert(word.engine).second) << word.engine;
        EXPECT_FALSE(french.empty()) << word.engine;
        EXPECT_TRUE(IsUtf8(reinterpret_cast<const uint8_t*>(french.data()), french.size())) << french;
        EXPECT_LE(Characters(french), std::string(word.engine).size() * 3 / 2 + 24) << french;
        EXPECT_LT(french.size(), 64u) << french;
        EXPECT_STREQ(OfEngine(Language::English, word.engine).chars, word.engine);
        EXPECT_STREQ(OfEngine(Language::French, word.engine).chars, word.french);
        for (const char c : std::string(WithoutAccents<80>(word.french).chars))
            EXPECT_TRUE(static_cast<uint8_t>(c) < 0x80 && c != '?') << french;
    }
}

TEST(Words, What_the_engine_says_is_French_where_all_of_it_is_its_own_and_else_stays_as_it_is) {
    const auto french = [](const char* text) { return std::string(OfEngine(Language::French, text).chars); };
    EXPECT_EQ(french("stale_feed, clock_off"), "flux périmé, horloge décalée");
    EXPECT_EQ(french("SPREAD DAILY_LOSS"), "écart, perte du jour");
    EXPECT_EQ(french("reconciling: Sierra has 2, we have 1"), "rapprochement en cours : Sierra has 2, we have 1");
    EXPECT_EQ(french("person, lunch at noon"), "person, lunch at noon") << "a person's own words";
    EXPECT_EQ(french("under 14 bars or so"), "under 14 bars or so");
    EXPECT_EQ(french("vwap_trend"), "vwap_trend") << "the beginning of a name is none";
    for (const char* odd : {"", " ", ",", ":", "person,", "person, ", "person :", "person  kill", "HALTED ", ": kill"})
        EXPECT_LT(french(odd).size(), 64u) << odd;
    EXPECT_STREQ(DetailOfEngine(Language::French, "0.32 (limit 0.7)").chars, "0.32 (limite 0.7)");
    EXPECT_STREQ(DetailOfEngine(Language::English, "0.32 (limit 0.7)").chars, "0.32 (limit 0.7)");
    EXPECT_STREQ(DetailOfEngine(Language::French, "none").chars, "none");
}

TEST(Words, The_panel_says_the_engines_gate_and_reason_in_French) {
    FrenchFixture f;
    f.HearTheBridge();
    v1::ConfluenceState state = AState(f);
    state.mutable_reading(0)->set_reason("no book yet");
    state.mutable_reading(0)->set_name("order_book_imbalance");
    state.add_gate()->set_gate("tier_held");
    state.mutable_gate(0)->set_detail("1.2 (limit 5)");
    f.Say(state);
    EXPECT_TRUE(f.Has("manque déséquilibre du carnet (pas encore de carnet)\n")) << f.Panel();
    EXPECT_TRUE(f.Has("pas maintenant : filtre niveau tenu 1.2 (limite 5)\n")) << f.Panel();
}

TEST(Words, The_panel_speaks_French) {
    FrenchFixture f;
    f.HearTheBridge();
    v1::ConfluenceState state = AState(f);
    state.mutable_explanation()->set_coverage_short(0.12);
    state.mutable_explanation()->add_to_coverage("gamma_levels");
    f.Say(state);
    EXPECT_TRUE(f.Has("MIA IA | dry-run | connecté\n")) << f.Panel();
    EXPECT_TRUE(f.Has("score -0.21 WEAK SHORT | LONG +0.10 SHORT -0.31 | couverture 85%\n")) << f.Panel();
    EXPECT_TRUE(f.Has("par gamma_levels +0.20, tendance VWAP +0.20, volume_profile +0.20\n")) << f.Panel();
    EXPECT_TRUE(f.Has("manque order_flow (no trade yet)\n")) << f.Panel();
    EXPECT_TRUE(f.Has("pas maintenant : il manque 12% de couverture, gamma_levels seul suffirait\n")) << f.Panel();
    EXPECT_TRUE(f.Has("âges : échanges - carnet <1 s moteur <1 s\n")) << f.Panel();
}

TEST(Words, The_language_changes_what_stands_there_already) {
    FrenchFixture f;
    f.Say(AState(f));
    v1::EngineFrame frame = f.Frame(1);
    v1::Level& level = *frame.mutable_levels()->add_level();
    level.set_name("call_wall_first");
    level.set_price_ticks(19300);
    level.set_text("call wall, first expiry (delayed), VIX 15.2");
    f.Link().Push(frame);
    f.Say(AState(f));
    const auto line = [&] { return f.chart.canvas.Find(DrawTool::Line)->text; };
    EXPECT_EQ(line(), "Mur de calls, première échéance (différé), VIX 15.2");
    f.chart.view.language = Language::English;
    f.chart.facts.recalculating = true;
    f.Call();
    f.chart.facts.recalculating = false;
    f.Say(AState(f));
    EXPECT_EQ(line(), "call wall, first expiry (delayed), VIX 15.2");
    EXPECT_TRUE(f.Has("not now: ")) << f.Panel();
}

TEST(Words, The_longest_head_in_French_is_not_cut) {
    FrenchFixture f;
    f.chart.facts.mode = TradingMode::Live;
    f.chart.facts.trade_symbol = "MESH24_FUT_CME";
    f.chart.facts.kill = true;
    f.Call();  // an epoch of its own
    v1::ConfluenceState state = AState(f);
    state.set_halted(true);
    state.set_halt_reason("the journal's disk is full and the day's loss limit has been reached as well, by the risk side");
    f.Say(state);
    EXPECT_TRUE(f.Has("ARRÊTÉ the journal's disk is full and the day's loss limit")) << f.Panel();
    EXPECT_TRUE(f.Has("COUPÉ par le bouton de l'étude")) << f.Panel();
}

TEST(Words, A_signals_label_is_French_and_an_alert_is_without_accents) {
    FrenchFixture f;
    f.chart.view.alert[static_cast<int>(AlertKind::Halt)] = 3;
    v1::EngineFrame frame = f.Frame(1);
    v1::Signal& signal = *frame.mutable_signal();
    signal.set_id(7);
    signal.set_event(v1::SIGNAL_EVENT_ENDED);
    signal.set_direction(v1::DIRECTION_LONG);
    signal.set_tier(v1::TIER_GOOD);
    signal.set_score(0.3);
    signal.set_coverage(0.9);
    signal.set_reference_price_ticks(19240);
    signal.set_ended_because("flipped");
    f.Link().Push(frame);
    frame = f.Frame(2);
    frame.mutable_halt()->set_reason("loss_limit");
    f.Link().Push(frame);
    for (int i = 0; i < 3; ++i)
        f.Call();
    EXPECT_EQ(f.chart.canvas.Find(DrawTool::Label)->text, "LONG GOOD terminé à +0.30 : retourné");
    ASSERT_EQ(f.chart.alerts.size(), 1u);
    EXPECT_EQ(f.chart.alerts[0].second, "MIA IA : ARRETE loss_limit");
}

TEST(Words, An_alert_of_the_engine_is_French_as_far_as_the_tables_go) {
    const auto french = [](const char* alert) { return std::string(AlertOfEngine(Language::French, alert).chars); };
    EXPECT_EQ(french("WARNING latency_high ES: from the study to the engine up to 93 ms, above 50 ms in 3 of the last 10 s"),
              "AVERTISSEMENT latence élevée ES : de l'étude au moteur jusqu'à 93 ms, plus de 50 ms pendant 3 des 10 dernières s");
    EXPECT_EQ(french("ERROR no_volume ES: nothing has traded for 61 s in regular hours; no entries (NO_VOLUME) until it does"),
              "ERREUR aucun volume ES : rien ne s'est échangé depuis 61 s en séance ; aucune entrée (NO_VOLUME) d'ici là");
    EXPECT_EQ(french("ERROR stale_feed ES: the study or its book is silent, last heard 7 s ago; no entries; +1 lot of ours is open"),
              "ERREUR flux périmé ES : l'étude ou son carnet est muet, entendu il y a 7 s ; pas d'entrée ; +1 lot à nous est ouvert");
    EXPECT_EQ(french("CRITICAL something_new: nobody has translated it"), "CRITIQUE something_new : nobody has translated it");
    EXPECT_EQ(french("without a colon"), "without a colon");
    EXPECT_STREQ(AlertOfEngine(Language::English, "WARNING disk_low /: 900 MB").chars, "WARNING disk_low /: 900 MB");
}

TEST(Words, What_is_said_of_the_way_to_the_engine_is_French_and_what_nobody_has_translated_stays) {
    const auto french = [](const char* text) { return std::string(OfLink(Language::French, text).chars); };
    EXPECT_EQ(french("it ended with code 2 at once (its settings cannot be used): see its log"),
              "il s'est aussitôt arrêté (code 2) (réglages inutilisables) : voir son journal");
    EXPECT_EQ(french("it ended with code 7 at once: see its log"), "il s'est aussitôt arrêté (code 7) : voir son journal");
    EXPECT_EQ(french("another chart publishes ES on Sim1"), "un autre graphique publie ES on Sim1");
    EXPECT_EQ(french("the program at 127.0.0.1:5557 is a DEALER socket, not the bridge's ROUTER"),
              "le programme à 127.0.0.1:5557 est une prise DEALER, pas le ROUTER de la passerelle");
    EXPECT_EQ(
        french("MES has a position or an order of ours in account \"A\", and the chart's is \"B\": select that one until it is closed"),
        "MES a une position ou un ordre à nous sur le compte \"A\", et celui du graphique est \"B\" : choisissez le premier jusqu'à la "
        "clôture");
    EXPECT_EQ(french("running"), "running");
    EXPECT_EQ(french(""), "");
    EXPECT_STREQ(OfLink(Language::English, "another bridge starts it").chars, "another bridge starts it");
    for (const EngineWord& form : LinkForms) {
        const std::string text = form.french;
        EXPECT_TRUE(IsUtf8(reinterpret_cast<const uint8_t*>(text.data()), text.size())) << text;
        EXPECT_LE(Characters(text), std::string(form.engine).size() * 3 / 2 + 4) << text;
        EXPECT_EQ(text.front() == ' ', form.engine[0] == ' ') << text;
    }
}

TEST(Words, A_French_panel_says_in_French_why_the_engine_is_away_and_why_it_only_draws) {
    FrenchFixture f;
    f.HearTheBridge();
    v1::EngineFrame frame = f.Frame();
    frame.mutable_heartbeat()->set_text("it answered before; it is started by itself only when the bridge starts: start it by hand");
    f.Link().Push(frame);
    f.Say(AState(f));
    EXPECT_TRUE(f.Has("moteur absent, données gardées (il répondait ; il n'est lancé de lui-même qu'au départ")) << f.Panel();
    frame = f.Frame();
    frame.mutable_welcome()->set_protocol_version(ProtocolVersion);
    frame.mutable_welcome()->set_role(v1::ROLE_READER);
    frame.mutable_welcome()->set_engine_state("another chart publishes ES");
    f.Link().Push(frame);
    f.Say(AState(f));
    EXPECT_TRUE(f.Has("connecté, lecture seule : un autre graphique publie ES")) << f.Panel();
    frame = f.Frame();
    frame.mutable_refused()->set_code("bad_instrument");
    frame.mutable_refused()->set_text("the study trades \"CL\", the engine ES, NQ");
    f.Link().Push(frame);
    f.Say(AState(f));
    EXPECT_TRUE(f.Has("refusé (bad_instrument) : l'étude traite \"CL\", le moteur ES, NQ")) << f.Panel();
}
