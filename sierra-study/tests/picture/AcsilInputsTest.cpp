// The inputs and subgraphs in Sierra's windows: each stands there as the table says, and what the trader sets there arrives.
#include "sierrachart.h"

#include "MiaIaAcsilInputs.h"

#include <gtest/gtest.h>

#include <array>
#include <cstring>
#include <memory>
#include <string>

using namespace miaia;

namespace {

/// A study in Sierra's window whose defaults are set.
struct Window {
    std::unique_ptr<s_sc> sc = std::make_unique<s_sc>();
    std::array<s_SCInput_145, SC_INPUTS_AVAILABLE> inputs;
    std::array<s_SCSubgraph_260, SC_SUBGRAPHS_AVAILABLE> subgraphs;

    Window() {
        sc->Input.InternalSetArray(inputs.data(), static_cast<int>(inputs.size()));
        sc->Subgraph.InternalSetArray(subgraphs.data(), static_cast<int>(subgraphs.size()));
        AcsilInputs(*sc).SetDefaults();
    }

    s_SCInput_145& Input(int number) { return inputs[static_cast<size_t>(number)]; }
    ViewSettings View() {
        ViewSettings view;
        AcsilInputs(*sc).Read(view);
        return view;
    }
    Mapping MappingAt(int place) {
        MappingSettings settings;
        AcsilInputs(*sc).Read(settings);
        return settings.mapping[place];
    }
};

}  // namespace

TEST(AcsilInputs, Each_stands_in_Sierras_window_with_place_help_limits_and_choices) {
    Window window;
    for (const Language language : {Language::English, Language::French}) {
        AcsilInputs(*window.sc).Name(language);
        const int of = static_cast<int>(language);
        uint16_t place = 0;
        ForEachInput(language, [&](int number, const InputRow& row, const char* name, const char* help) {
            const s_SCInput_145& input = window.Input(number);
            EXPECT_EQ(input.DisplayOrder, ++place) << name;
            EXPECT_STREQ(input.Name.GetChars(), WithoutAccents<120>(name).chars);
            EXPECT_STREQ(input.InternalDescription(), WithoutAccents<240>(help).chars) << name;
            const bool is_number = row.kind == InputKind::Whole || row.kind == InputKind::Decimal;
            EXPECT_EQ(input.InternalHasLimits(), is_number) << name;
            if (is_number) {
                EXPECT_NEAR(input.InternalMinimum(), row.range.least, 1e-9) << name;
                EXPECT_NEAR(input.InternalMaximum(), row.range.most, 1e-9) << name;
                EXPECT_NEAR(input.GetDouble(), row.range.value, 1e-9) << name;
            }
            if (row.kind == InputKind::Choice) {
                std::string choices;
                for (const std::string& choice : input.InternalChoices())
                    choices += (choices.empty() ? "" : ";") + choice;
                EXPECT_EQ(choices, row.choices.in[of]) << name;
                EXPECT_EQ(input.GetIndex(), 0u) << name;
            }
        });
        for (int i = 0; i < SubgraphCount; ++i)
            EXPECT_STREQ(window.subgraphs[static_cast<size_t>(i)].Name.GetChars(), WithoutAccents<80>(SubgraphRows[i].name[of]).chars);
    }
}

TEST(AcsilInputs, Subgraphs_begin_as_their_rows_say_and_only_those_with_values_show_them) {
    Window window;
    for (int i = 0; i < SubgraphCount; ++i) {
        const s_SCSubgraph_260& subgraph = window.subgraphs[static_cast<size_t>(i)];
        const SubgraphRow& row = SubgraphRows[i];
        const uint32_t red_and_blue_change_places = (row.color >> 16) | (row.color & 0xFF00) | (row.color & 0xFF) << 16;
        EXPECT_EQ(subgraph.PrimaryColor, red_and_blue_change_places) << row.name[0];
        EXPECT_EQ(subgraph.LineWidth, row.width) << row.name[0];
        EXPECT_EQ(subgraph.LineStyle != LINESTYLE_SOLID, row.dashed) << row.name[0];
        EXPECT_EQ(subgraph.DrawStyle, row.drawn ? DRAWSTYLE_LINE : DRAWSTYLE_IGNORE) << row.name[0];
        EXPECT_EQ(subgraph.DrawZeros, i == SubgraphZero ? 1 : 0) << "0 is a value of the zero line alone";
        // Score, sums, coverage, tier and zero line.
        EXPECT_EQ(subgraph.DisplayNameValueInWindowsFlags, i <= SubgraphZero ? 1u : 0u) << row.name[0];
    }
}

TEST(AcsilInputs, What_the_trader_switches_off_is_off_and_nothing_else) {
    const std::pair<int, bool ViewSettings::*> switches[] = {
        {InputSignals, &ViewSettings::signals},   {InputBrackets, &ViewSettings::brackets}, {InputFills, &ViewSettings::fills},
        {InputPosition, &ViewSettings::position}, {InputGamma, &ViewSettings::gamma},       {InputFirstExpiry, &ViewSettings::first_expiry},
        {InputVwap, &ViewSettings::vwap},         {InputProfile, &ViewSettings::profile},   {InputPanel, &ViewSettings::panel},
    };
    for (const auto& [off, unused] : switches) {
        Window window;
        window.Input(off).SetYesNo(0);
        const ViewSettings view = window.View();
        for (const auto& [input, member] : switches)
            EXPECT_EQ(view.*member, input != off) << window.Input(off).Name.GetChars();
    }
}

TEST(AcsilInputs, Tier_place_size_language_and_alerts_are_read) {
    Window window;
    EXPECT_EQ(window.View().lowest_tier, 2u);
    window.Input(InputLowestTier).SetCustomInputIndex(3);
    window.Input(InputPanelPlace).SetCustomInputIndex(2);
    window.Input(InputPanelFont).SetInt(17);
    window.Input(InputLanguage).SetCustomInputIndex(1);
    const int alerts[AlertKinds] = {21, 22, 23, 24, 25, 26, 27, 30};  // numbers of their inputs
    for (int i = 0; i < AlertKinds; ++i)
        window.Input(alerts[i]).SetInt(101 + i);
    const ViewSettings view = window.View();
    EXPECT_EQ(view.lowest_tier, 5u);
    EXPECT_EQ(view.panel_place, PanelPlace::BottomLeft);
    EXPECT_EQ(view.panel_font, 17);
    EXPECT_EQ(view.language, Language::French);
    for (int i = 0; i < AlertKinds; ++i)
        EXPECT_EQ(view.alert[i], 101 + i);
}

TEST(AcsilInputs, Colour_width_and_style_of_a_subgraph_are_read_and_hidden_ones_are_off) {
    Window window;
    for (int i = 0; i < SubgraphCount; ++i) {
        s_SCSubgraph_260& subgraph = window.subgraphs[static_cast<size_t>(i)];
        subgraph.PrimaryColor = 0x112200u + static_cast<uint32_t>(i);  // blue, green, red
        subgraph.LineWidth = static_cast<uint16_t>(5 + i % 3);
        subgraph.LineStyle = i % 2 == 0 ? LINESTYLE_DOT : LINESTYLE_SOLID;
        subgraph.DrawStyle = i % 3 == 0 ? DRAWSTYLE_IGNORE : i % 3 == 1 ? DRAWSTYLE_HIDDEN : DRAWSTYLE_LINE;
    }
    const ViewSettings view = window.View();
    for (int i = 0; i < SubgraphCount; ++i) {
        EXPECT_EQ(view.look[i].color, static_cast<uint32_t>(i) << 16 | 0x2211u);
        EXPECT_EQ(view.look[i].width, 5 + i % 3);
        EXPECT_EQ(view.look[i].dashed, i % 2 == 0);
        EXPECT_EQ(view.look[i].on, i % 3 == 2);
    }
}

TEST(AcsilInputs, Each_of_eight_mappings_has_its_own_study_subgraph_name_rule_and_scale) {
    Window window;
    for (int i = 0; i < Mappings; ++i) {
        const int first = InputFirstMapping + 4 * i;
        window.Input(first).SetStudySubgraphValues(10 + i, 2 + i);
        window.Input(first + 1).SetString(("name_" + std::to_string(i)).c_str());
        window.Input(first + 2).SetCustomInputIndex(static_cast<unsigned int>(i % 5));
        window.Input(first + 3).SetFloat(static_cast<float>(i) + 0.5f);
    }
    for (int i = 0; i < Mappings; ++i) {
        const Mapping mapping = window.MappingAt(i);
        EXPECT_EQ(mapping.study_id, 10u + static_cast<uint32_t>(i));
        EXPECT_EQ(mapping.subgraph, 2u + static_cast<uint32_t>(i));
        EXPECT_EQ(std::string(mapping.name.chars), "name_" + std::to_string(i));
        EXPECT_EQ(static_cast<int>(mapping.rule), i % 5);
        EXPECT_DOUBLE_EQ(mapping.full_strength_at, i + 0.5);
    }
    window.Input(InputFirstMapping + 2).SetCustomInputIndex(77);
    EXPECT_EQ(window.MappingAt(0).rule, MappingRule::Sign) << "what a damaged chartbook says";
}
