// The tables of inputs and subgraphs as Sierra's windows have them, and what the trader has set there. Include sierrachart.h before this
// file.
#pragma once

#include "MiaIaInputs.h"
#include "MiaIaMapping.h"

namespace miaia {

/// Windows' order of colours has red in the lowest byte; ours has it in the third.
constexpr uint32_t SwapRedAndBlue(uint32_t color) {
    return ((color >> 16) & 0xFF) | (color & 0xFF00) | ((color & 0xFF) << 16);
}

class AcsilInputs {
public:
    explicit AcsilInputs(SCStudyInterfaceRef sc) : sc_(sc) {}

    /// Everything a study declares; only while Sierra asks for its defaults.
    void SetDefaults() {
        unsigned short order = 1;
        ForEachInput(Language::English, [&](int number, const InputRow& row, const char*, const char*) {
            SetDefault(number, row);
            sc_.Input[number].DisplayOrder = order++;
        });
        for (int i = 0; i < SubgraphCount; ++i) {
            const SubgraphRow& row = SubgraphRows[i];
            SCSubgraphRef subgraph = sc_.Subgraph[i];
            subgraph.PrimaryColor = SwapRedAndBlue(row.color);
            subgraph.LineWidth = row.width;
            subgraph.LineStyle = row.dashed ? LINESTYLE_DASH : LINESTYLE_SOLID;
            subgraph.DrawStyle = row.drawn ? DRAWSTYLE_LINE : DRAWSTYLE_IGNORE;
            subgraph.DrawZeros = i == SubgraphZero ? 1 : 0;
            // The values of what is only drawn with tools would say 0 in every window.
            subgraph.DisplayNameValueInWindowsFlags = i < SubgraphLimits ? 1 : 0;
        }
        Name(Language::English);
    }

    /// Names, help and choices in a language. Sierra keeps what was chosen, but is reminded of it.
    void Name(Language language) {
        ForEachInput(language, [&](int number, const InputRow& row, const char* name, const char* help) {
            sc_.Input[number].Name = WithoutAccents<120>(name).chars;
            sc_.Input[number].SetDescription(WithoutAccents<240>(help).chars);
            if (row.kind != InputKind::Choice)
                return;
            const unsigned int chosen = sc_.Input[number].GetIndex();
            sc_.Input[number].SetCustomInputStrings(row.choices.in[static_cast<int>(language)]);
            sc_.Input[number].SetCustomInputIndex(chosen);
        });
        for (int i = 0; i < SubgraphCount; ++i)
            sc_.Subgraph[i].Name = WithoutAccents<80>(SubgraphRows[i].name[static_cast<int>(language)]).chars;
    }

    void Read(ViewSettings& view) const {
        view.language = IndexOf(InputLanguage) == 1 ? Language::French : Language::English;
        view.signals = IsYes(InputSignals);
        view.brackets = IsYes(InputBrackets);
        view.fills = IsYes(InputFills);
        view.position = IsYes(InputPosition);
        view.gamma = IsYes(InputGamma);
        view.first_expiry = IsYes(InputFirstExpiry);
        view.vwap = IsYes(InputVwap);
        view.profile = IsYes(InputProfile);
        view.panel = IsYes(InputPanel);
        view.lowest_tier = 2 + IndexOf(InputLowestTier);
        view.panel_place = static_cast<PanelPlace>(IndexOf(InputPanelPlace) & 3);
        view.panel_font = static_cast<uint16_t>(sc_.Input[InputPanelFont].GetInt());
        for (int i = 0; i < AlertKinds; ++i)
            view.alert[i] = static_cast<uint8_t>(sc_.Input[InputOfAlert(i)].GetInt());
        for (int i = 0; i < SubgraphCount; ++i) {
            SCSubgraphRef subgraph = sc_.Subgraph[i];
            view.look[i].color = SwapRedAndBlue(static_cast<uint32_t>(subgraph.PrimaryColor));
            view.look[i].width = static_cast<uint16_t>(subgraph.LineWidth);
            view.look[i].dashed = subgraph.LineStyle != LINESTYLE_SOLID;
            view.look[i].on = subgraph.DrawStyle != DRAWSTYLE_IGNORE && subgraph.DrawStyle != DRAWSTYLE_HIDDEN;
        }
    }

    void Read(MappingSettings& settings) const {
        for (int i = 0; i < Mappings; ++i) {
            const int first = InputFirstMapping + i * InputsOfAMapping;
            Mapping& mapping = settings.mapping[i];
            mapping.study_id = static_cast<uint32_t>(sc_.Input[first].GetStudyID());
            mapping.subgraph = static_cast<uint32_t>(sc_.Input[first].GetSubgraphIndex());
            mapping.name.Assign(TextThatWasSet(sc_.Input[first + 1].GetString()));
            mapping.rule = static_cast<MappingRule>(IndexOf(first + 2) <= 4 ? IndexOf(first + 2) : 0);
            mapping.full_strength_at = static_cast<double>(sc_.Input[first + 3].GetFloat());
        }
    }

private:
    bool IsYes(int number) const { return sc_.Input[number].GetYesNo() != 0; }
    uint32_t IndexOf(int number) const { return static_cast<uint32_t>(sc_.Input[number].GetIndex()); }

    void SetDefault(int number, const InputRow& row) {
        SCInputRef input = sc_.Input[number];
        switch (row.kind) {
            case InputKind::Text: input.SetString(row.text); break;
            case InputKind::Path: input.SetPathAndFileName(row.text); break;
            case InputKind::YesNo: input.SetYesNo(row.range.value != 0 ? 1 : 0); break;
            case InputKind::Whole:
                input.SetInt(static_cast<int>(row.range.value));
                input.SetIntLimits(static_cast<int>(row.range.least), static_cast<int>(row.range.most));
                break;
            case InputKind::Decimal:
                input.SetFloat(static_cast<float>(row.range.value));
                input.SetFloatLimits(static_cast<float>(row.range.least), static_cast<float>(row.range.most));
                break;
            case InputKind::Choice:
                input.SetCustomInputStrings(row.choices.in[0]);
                input.SetCustomInputIndex(0);
                break;
            case InputKind::StudySubgraph: input.SetStudySubgraphValues(0, 0); break;
        }
    }

    SCStudyInterfaceRef sc_;
};

}  // namespace miaia
