// What the trader wants to see, and how: read from inputs and subgraphs whenever Sierra has recalculated the study.
#pragma once

#include "MiaIaSubgraphs.h"

namespace miaia {

enum class Language : uint8_t { English = 0, French = 1 };

/// A text in English and in French.
struct BothTexts {
    const char* in[2] = {"", ""};
};

enum class PanelPlace : uint8_t { TopLeft = 0, TopRight = 1, BottomLeft = 2, BottomRight = 3 };

/// What an alert of Sierra's may be about.
enum class AlertKind : uint8_t { Weak, Good, Strong, Premium, Halt, Stale, Naked, Engine };
constexpr int AlertKinds = 8;

/// Colour and width of something that is drawn. Colours are 0xRRGGBB.
struct Look {
    uint32_t color = 0;
    uint16_t width = 1;
    bool dashed = false;
    bool on = true;  // false where the subgraph's draw style is Ignore or Hidden

    bool operator==(const Look& other) const {
        return color == other.color && width == other.width && dashed == other.dashed && on == other.on;
    }
};

struct ViewSettings {
    Language language = Language::English;
    bool signals = true;
    bool brackets = true;  // stop and target of signals
    bool fills = true;
    bool position = true;
    bool gamma = true;
    bool first_expiry = true;
    bool vwap = true;
    bool profile = true;
    bool panel = true;
    uint32_t lowest_tier = 2;
    PanelPlace panel_place = PanelPlace::TopLeft;
    uint16_t panel_font = 9;
    uint8_t alert[AlertKinds] = {};  // number of Sierra's alert sound, 0 = none
    Look look[SubgraphCount];

    constexpr ViewSettings() {
        for (int i = 0; i < SubgraphCount; ++i) {
            look[i].color = SubgraphRows[i].color;
            look[i].width = SubgraphRows[i].width;
            look[i].dashed = SubgraphRows[i].dashed;
            look[i].on = SubgraphRows[i].drawn;
        }
    }

    bool operator==(const ViewSettings& other) const {
        const bool same_switches = signals == other.signals && brackets == other.brackets && fills == other.fills &&
            position == other.position && gamma == other.gamma && first_expiry == other.first_expiry && vwap == other.vwap &&
            profile == other.profile && panel == other.panel && lowest_tier == other.lowest_tier && language == other.language &&
            panel_place == other.panel_place && panel_font == other.panel_font;
        if (!same_switches)
            return false;
        for (int i = 0; i < SubgraphCount; ++i)
            if (!(look[i] == other.look[i]))
                return false;
        return true;
    }

    uint8_t AlertOf(AlertKind kind) const { return alert[static_cast<int>(kind)]; }

    /// Whether the switch that a look belongs to is on, and the look itself.
    bool Shows(int subgraph) const {
        if (!look[subgraph].on)
            return false;
        if (subgraph >= SubgraphFillBought && subgraph <= SubgraphFillSold)
            return fills;
        if (subgraph >= SubgraphPosition && subgraph <= SubgraphPositionTarget)
            return position;
        if (subgraph >= SubgraphFirstCallWall && subgraph <= SubgraphFirstAbsoluteGamma)
            return gamma && first_expiry;
        if (subgraph >= SubgraphCallWall && subgraph <= SubgraphAbsoluteGamma)
            return gamma;
        if (subgraph >= SubgraphVwap && subgraph <= SubgraphVwapBand2)
            return vwap;
        if (subgraph == SubgraphPoc || subgraph == SubgraphValueArea)
            return profile;
        if (subgraph == SubgraphSignalStop || subgraph == SubgraphSignalTarget)
            return signals && brackets;
        return subgraph < SubgraphLongTiers || subgraph > SubgraphSignalEnded || signals;
    }
};

inline constexpr ViewSettings DefaultView;

}  // namespace miaia
