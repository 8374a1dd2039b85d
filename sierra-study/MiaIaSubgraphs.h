// The study's subgraphs: what other studies and alerts may read, and, in the same window of Sierra, colour and width of all that is drawn.
#pragma once

#include <cstdint>

namespace miaia {

/// Numbers of the subgraphs; they are saved in chartbooks, so a number is never given to another one.
enum Subgraph : int {
    SubgraphScore = 0,
    SubgraphLongSum = 1,
    SubgraphShortSum = 2,
    SubgraphCoverage = 3,
    SubgraphTier = 4,
    SubgraphZero = 5,
    SubgraphLimits = 6,      // 6 to 9: WEAK, GOOD, STRONG, PREMIUM above zero; 10 to 13: below
    SubgraphLongTiers = 14,  // 14 to 17: markers of LONG by tier, WEAK first
    SubgraphShortTiers = 18,
    SubgraphSignalEnded = 22,
    SubgraphSignalStop = 23,
    SubgraphSignalTarget = 24,
    SubgraphFillBought = 25,
    SubgraphFillSold = 26,
    SubgraphPosition = 27,
    SubgraphPositionStop = 28,
    SubgraphPositionTarget = 29,
    SubgraphCallWall = 30,
    SubgraphPutWall = 31,
    SubgraphZeroGamma = 32,
    SubgraphAbsoluteGamma = 33,
    SubgraphFirstCallWall = 34,
    SubgraphFirstPutWall = 35,
    SubgraphFirstZeroGamma = 36,
    SubgraphFirstAbsoluteGamma = 37,
    SubgraphVwap = 38,
    SubgraphVwapBand1 = 39,
    SubgraphVwapBand2 = 40,
    SubgraphPoc = 41,
    SubgraphValueArea = 42,
    SubgraphOtherLevel = 43,
    SubgraphPanelText = 44,
    SubgraphPanelGood = 45,
    SubgraphPanelWarning = 46,
    SubgraphPanelAlarm = 47,
    SubgraphCount = 48
};

constexpr int TierLimitCount = 4;  // WEAK, GOOD, STRONG, PREMIUM
/// Subgraphs that hold a value for each bar; the others only say how something is drawn.
constexpr int PlottedSubgraphs = SubgraphLimits + 2 * TierLimitCount;

/// How a subgraph begins. Colours are 0xRRGGBB. One that is not drawn still has its values.
struct SubgraphRow {
    const char* name[2];  // English, French
    uint32_t color;
    uint16_t width;
    bool drawn;
    bool dashed;
};

constexpr SubgraphRow SubgraphRows[SubgraphCount] = {
    {{"Score", "Score"}, 0xE8E8E8, 2, true, false},
    {{"LONG sum", "Somme LONG"}, 0x2E9E6B, 1, true, false},
    {{"SHORT sum", "Somme SHORT"}, 0xC8553D, 1, true, false},
    {{"Coverage (0 to 1)", "Couverture (0 à 1)"}, 0x7A8CA5, 1, false, false},
    {{"Tier (-4 to +4)", "Niveau (-4 à +4)"}, 0x7A8CA5, 1, false, false},
    {{"Zero line", "Ligne zéro"}, 0x707070, 1, true, false},
    {{"LONG from WEAK", "LONG dès WEAK"}, 0x3A5F4F, 1, true, true},
    {{"LONG from GOOD", "LONG dès GOOD"}, 0x3F7A60, 1, true, true},
    {{"LONG from STRONG", "LONG dès STRONG"}, 0x459471, 1, true, true},
    {{"LONG from PREMIUM", "LONG dès PREMIUM"}, 0x4CAF82, 1, true, true},
    {{"SHORT from WEAK", "SHORT dès WEAK"}, 0x6B4238, 1, true, true},
    {{"SHORT from GOOD", "SHORT dès GOOD"}, 0x8A4E3F, 1, true, true},
    {{"SHORT from STRONG", "SHORT dès STRONG"}, 0xA95A46, 1, true, true},
    {{"SHORT from PREMIUM", "SHORT dès PREMIUM"}, 0xC8664D, 1, true, true},
    {{"Signal LONG WEAK", "Signal LONG WEAK"}, 0x6FA88C, 2, true, false},
    {{"Signal LONG GOOD", "Signal LONG GOOD"}, 0x2E9E6B, 2, true, false},
    {{"Signal LONG STRONG", "Signal LONG STRONG"}, 0x00A651, 3, true, false},
    {{"Signal LONG PREMIUM", "Signal LONG PREMIUM"}, 0x00C853, 4, true, false},
    {{"Signal SHORT WEAK", "Signal SHORT WEAK"}, 0xC08A80, 2, true, false},
    {{"Signal SHORT GOOD", "Signal SHORT GOOD"}, 0xC8553D, 2, true, false},
    {{"Signal SHORT STRONG", "Signal SHORT STRONG"}, 0xD7263D, 3, true, false},
    {{"Signal SHORT PREMIUM", "Signal SHORT PREMIUM"}, 0xFF1744, 4, true, false},
    {{"Signal that has ended", "Signal terminé"}, 0x808080, 2, true, false},
    {{"Signal's stop", "Stop du signal"}, 0xE07A1F, 1, true, true},
    {{"Signal's target", "Objectif du signal"}, 0x2D7DD2, 1, true, true},
    {{"Fill bought", "Exécution achat"}, 0x4FC3F7, 2, true, false},
    {{"Fill sold", "Exécution vente"}, 0xFFB74D, 2, true, false},
    {{"Position's average", "Prix moyen de la position"}, 0xF2C14E, 2, true, false},
    {{"Position's stop", "Stop de la position"}, 0xE07A1F, 2, true, false},
    {{"Position's target", "Objectif de la position"}, 0x2D7DD2, 2, true, false},
    {{"Call wall", "Mur de calls"}, 0x26A69A, 2, true, false},
    {{"Put wall", "Mur de puts"}, 0xEF5350, 2, true, false},
    {{"Zero gamma", "Gamma zéro"}, 0xAB8AE0, 2, true, true},
    {{"Absolute gamma", "Gamma absolu"}, 0x9B59B6, 2, true, false},
    {{"Call wall, first expiry", "Mur de calls, première échéance"}, 0x26A69A, 1, true, true},
    {{"Put wall, first expiry", "Mur de puts, première échéance"}, 0xEF5350, 1, true, true},
    {{"Zero gamma, first expiry", "Gamma zéro, première échéance"}, 0xAB8AE0, 1, true, true},
    {{"Absolute gamma, first expiry", "Gamma absolu, première échéance"}, 0x9B59B6, 1, true, true},
    {{"VWAP", "VWAP"}, 0xD4B483, 2, true, false},
    {{"VWAP band 1", "Bande VWAP 1"}, 0xA8906A, 1, true, true},
    {{"VWAP band 2", "Bande VWAP 2"}, 0x7C6C52, 1, true, true},
    {{"Point of control", "Point de contrôle"}, 0x5DADE2, 1, true, false},
    {{"Value area", "Zone de valeur"}, 0x5D7FA3, 1, true, true},
    {{"Any other level", "Tout autre niveau"}, 0x9B59B6, 1, true, true},
    {{"Panel: text", "Panneau : texte"}, 0xC0C0C0, 1, true, false},
    {{"Panel: good", "Panneau : bon"}, 0x3FBF7F, 1, true, false},
    {{"Panel: warning", "Panneau : attention"}, 0xF2A33A, 1, true, false},
    {{"Panel: alarm", "Panneau : alarme"}, 0xFF5050, 1, true, false},
};

}  // namespace miaia
